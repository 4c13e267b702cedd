import { findFact } from '../../server/base/taxonomy/index.ts';
import { decideAnswer, draftAnswer } from '../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../shared/contract/messages/cases-card.ts';
import { triageCase } from '../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard, submitCase } from './site/cases.ts';
import type { Speaker } from './site/server.ts';
import { signInAs } from './site/sign-in.ts';

export const pothole = 'roads.pavement.pothole';
/** The beginning of an answer to a pothole: all it needs but the number of the message. */
export const answerText =
  'Здравствуйте! Яму заделали литым асфальтом 25.11.2026, площадь 4 м². Фото до и после приложены. Шов проверим 01.12.2026, сообщение № ';

interface Written {
  text?: string;
  outcome?: 'solved' | 'planned' | 'explained';
  promisedOn?: string;
  submit?: boolean;
}
interface Decision {
  decision: 'agree' | 'approve' | 'return';
  reason?: string;
  text?: string;
}

const written = (card: CaseCard, more: Written) => ({
  params: { id: card.id },
  body: {
    version: card.version,
    text: answerText + card.number,
    outcome: 'solved' as const,
    submit: true,
    ...more,
  },
});
const decided = (card: CaseCard, decision: Decision) => ({
  params: { id: card.id, answerId: card.answers.at(-1)!.id },
  body: { version: card.version, ...decision },
});

/** Who sorts, writes, reviews and approves an answer about a road, and what each of them does to a case. */
export type AnswerDesk = Awaited<ReturnType<typeof makeAnswerDesk>>;

export async function makeAnswerDesk(server: Speaker) {
  const operator = await signInAs(server, 'operator');
  const unitId = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, {
    email: 'roads@example.ru',
  });
  const executor = await signInAs(server, 'executor', { unitId });
  const reviewer = await signInAs(server, 'reviewer');
  const approver = await signInAs(server, 'approver');
  return {
    operator,
    executor,
    reviewer,
    approver,
    assignedCase: async (more = {}) => {
      const sent = await submitCase(server, more);
      const card = await readCard(server, sent.number, operator);
      await server.call(triageCase, { params: { id: card.id }, body: { version: card.version } }, operator);
      return { sent, card: await readCard(server, sent.number, operator) };
    },
    write: (card: CaseCard, more: Written = {}, cookie = executor) =>
      server.call(draftAnswer, written(card, more), cookie),
    refuseWrite: (card: CaseCard, more: Written = {}, cookie = executor) =>
      server.fail(draftAnswer, written(card, more), cookie),
    decide: (card: CaseCard, decision: Decision, cookie = approver) =>
      server.call(decideAnswer, decided(card, decision), cookie),
    refuseDecision: (card: CaseCard, decision: Decision, cookie = approver) =>
      server.fail(decideAnswer, decided(card, decision), cookie),
  };
}
