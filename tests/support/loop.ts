import { findFact } from '../../server/base/taxonomy/index.ts';
import { decideAnswer, draftAnswer } from '../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../shared/contract/messages/cases-card.ts';
import { triageCase } from '../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard } from './site/cases.ts';
import type { Speaker, TestServer } from './site/server.ts';
import { signInAs } from './site/sign-in.ts';

/** The topic every message of these tests is about. */
export const POTHOLE = 'roads.pavement.pothole';

/** Staff of the whole loop; cookies. */
export interface Crew {
  operator: string;
  executor: string;
  approver: string;
}

/** An operator, an executor whose unit takes potholes, an approver. */
export async function makeCrew(server: Speaker): Promise<Crew> {
  const unitId = await makeUnit(server, 'Управление дорог', findFact(POTHOLE)!.executorKind);
  return {
    operator: await signInAs(server, 'operator'),
    executor: await signInAs(server, 'executor', { unitId }),
    approver: await signInAs(server, 'approver'),
  };
}

interface Written {
  text?: string;
  outcome?: 'solved' | 'solved_partly' | 'planned' | 'explained';
  promisedOn?: string;
}

/** Sorts a message that waits for triage into the pothole's topic. */
export async function sortMessage(server: Speaker, crew: Crew, number: string): Promise<CaseCard> {
  const { id, version } = await readCard(server, number, crew.operator);
  await server.call(triageCase, { params: { id }, body: { version, factId: POTHOLE } }, crew.operator);
  return readCard(server, number, crew.operator);
}

/** Writes and approves the answer of a message that waits for triage; returns the card as it became. */
export async function answerMessage(
  server: TestServer,
  crew: Crew,
  number: string,
  written: Written = {},
): Promise<CaseCard> {
  const { id, version } = await sortMessage(server, crew, number);
  const body = {
    version,
    text: `Яму заделали литым асфальтом 25.11.2026, площадь 4 м². Сообщение № ${number}.`,
    outcome: 'solved' as const,
    submit: true,
    ...written,
  };
  const sent = await server.call(draftAnswer, { params: { id }, body }, crew.executor);
  const answerId = sent.answers.at(-1)!.id;
  const decision = { version: sent.version, decision: 'approve' as const };
  return server.call(decideAnswer, { params: { id, answerId }, body: decision }, crew.approver);
}
