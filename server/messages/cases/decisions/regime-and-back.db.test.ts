import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Regime } from '../../../../shared/contract/base/regimes.ts';
import { decideAnswer, draftAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import { forwardCase, listBodies } from '../../../../shared/contract/messages/cases-moves.ts';
import { changeRegime, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { sendDocument, signDocument } from '../../../../shared/contract/messages/office-documents.ts';
import { beginPaper, registerLetter } from '../../../../tests/support/site/appeals.ts';
import { makeUnit, readCard } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

const pothole = 'roads.pavement.pothole';
let server: TestServer;
let operator: string;
let executor: string;
let approver: string;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  const unitId = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
  operator = (await signInStaff(server, 'operator')).cookie;
  executor = (await signInStaff(server, 'executor', { unitId })).cookie;
  approver = (await signInStaff(server, 'approver')).cookie;
  chair = (await signInStaff(server, 'chair')).cookie;
});
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));
afterAll(() => server.close());

async function putUnder(number: string, regime: Regime) {
  const { id, version } = await readCard(server, number, operator);
  const body = { version, regime, signs: [], ground: 'Определён другой порядок' };
  return server.call(changeRegime, { params: { id }, body }, operator);
}

/** A message whose answer has gone to its author. */
async function answered(answer: { outcome: 'solved' } | { outcome: 'planned'; promisedOn: string }) {
  const letter = {
    clientKey: randomUUID(),
    kind: 'paper' as const,
    text: 'Во дворе яма, машины объезжают её по газону.',
    name: 'Пробный Заявитель',
    returnAddress: 'ул. Титова, 1',
    email: 'author@example.ru',
    factId: pothole,
  };
  const { number } = await server.call(registerCase, { body: letter as never }, operator);
  const card = await putUnder(number, 'internal');
  const params = { id: card.id };
  await server.call(triageCase, { params, body: { version: card.version } }, operator);
  const { version } = await readCard(server, number, operator);
  const text = `Яму заделаем литым асфальтом 10.03.2027, сообщение № ${number}. Отдел дорог, тел. 39-62-10.`;
  const written = await server.call(
    draftAnswer,
    { params, body: { version, text, submit: true, ...answer } },
    executor,
  );
  const at = { id: card.id, answerId: written.answers.at(-1)!.id };
  await server.call(
    decideAnswer,
    { params: at, body: { version: written.version, decision: 'approve' } },
    approver,
  );
  return number;
}

const lettersOf = async (caseId: string) =>
  (
    await server.app.services.database
      .selectFrom('outbox.letter')
      .select('purpose')
      .where('case_id', '=', caseId)
      .where('purpose', 'in', ['case-answered', 'case-deferred'])
      .execute()
  ).map(({ purpose }) => purpose);

const factsOf = async (id: string) =>
  (
    await server.app.pool.query(
      'SELECT status, due_at, answered_at, status_since, breached_at FROM cases.case_file WHERE id = $1',
      [id],
    )
  ).rows[0];

describe('a message taken for an appeal and found to be a message after all', () => {
  test.each([
    ['its answer', { outcome: 'solved' as const }, 'case-answered'],
    [
      'its answer with a promised day',
      { outcome: 'planned' as const, promisedOn: '2027-03-10' },
      'case-deferred',
    ],
  ])(
    '%s was given when it was: nobody is told twice, no term is broken since',
    async (_what, answer, purpose) => {
      const number = await answered(answer);
      const { id } = await readCard(server, number, operator);
      const before = await factsOf(id);
      server.setNow('2026-11-26T09:00:00Z');
      const appeal = await putUnder(number, 'appeal_59fz');
      expect(appeal.clocks.filter(({ kind, stoppedAt }) => kind === 'answer' && !stoppedAt)).toHaveLength(1);
      // The term of the message ends meanwhile.
      server.setNow('2027-01-11T09:00:00Z');
      const back = await putUnder(number, 'internal');
      expect(await factsOf(id)).toEqual(before);
      expect(await lettersOf(id)).toEqual([purpose]);
      expect(back.clocks.filter(({ kind, stoppedAt }) => kind === 'answer' && !stoppedAt)).toEqual([]);
    },
  );
});

/** An appeal of who has neither telephone nor mailbox, given to another body; its author has been told by a signed notice. */
async function forwardedAndTold() {
  const { id, number } = await registerLetter(server, operator);
  const { bodies } = await server.call(listBodies, {}, operator);
  const body = { bodyIds: [bodies[0]!.id], groundId: 'forward-competence', text: 'Решает этот орган' };
  const { version } = await readCard(server, number, operator);
  await server.call(forwardCase, { params: { id }, body: { version, ...body } }, operator);
  const made = await beginPaper(server, id, 'forward-notice', operator);
  const paper = made.documents.find(({ kind }) => kind === 'forward-notice')!;
  const params = { id: paper.id };
  const signed = await server.call(signDocument, { params, body: { version: paper.version } }, chair);
  const sent = signed.documents.find(({ id: one }) => one === paper.id)!;
  await server.call(sendDocument, { params, body: { version: sent.version, how: 'post' } }, operator);
  return { number, title: bodies[0]!.title };
}

/** Clocks that count, of a kind: when each stopped and why. */
const countedOf = async (number: string, kind: string) =>
  (
    await server.app.pool.query(
      `SELECT clock.stopped_at, clock.note FROM cases.clock JOIN cases.case_file AS file ON file.id = clock.case_id
       WHERE file.number = $1 AND clock.kind = $2 AND NOT clock.is_void ORDER BY clock.id`,
      [number, kind],
    )
  ).rows;

describe('an appeal taken for a message and found to be an appeal after all', () => {
  test('was forwarded when it was: its term stopped by that, and its author, told then, is owed no other notice', async () => {
    const { number, title } = await forwardedAndTold();
    const forwarded = [{ stopped_at: new Date('2026-11-24T09:00:00Z'), note: `Передано: ${title}` }];
    expect(await countedOf(number, 'answer')).toEqual(forwarded);
    const notices = await countedOf(number, 'notify-applicant');
    expect(notices).toEqual([{ stopped_at: new Date('2026-11-24T09:00:00Z'), note: null }]);
    server.setNow('2026-11-26T09:00:00Z');
    await putUnder(number, 'internal');
    expect(await countedOf(number, 'answer')).toEqual(forwarded);
    await putUnder(number, 'appeal_59fz');
    expect(await countedOf(number, 'answer')).toEqual(forwarded);
    expect(await countedOf(number, 'notify-applicant')).toEqual(notices);
  });
});
