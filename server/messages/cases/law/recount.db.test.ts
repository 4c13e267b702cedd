import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideAnswer, draftAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import { correctReceipt } from '../../../../shared/contract/messages/cases-law.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { forwardCase, listBodies } from '../../../../shared/contract/messages/cases-moves.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import {
  makeDocument,
  sendDocument,
  signDocument,
} from '../../../../shared/contract/messages/office-documents.ts';
import { registerLetter } from '../../../../tests/support/site/appeals.ts';
import { makeUnit, readCard, storedCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

/** What is over by a forwarding or by a promised day, and its receipt is put right. */

const pothole = 'roads.pavement.pothole';
let server: TestServer;
let operator: string;
let executor: string;
let approver: string;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-02T09:00:00Z');
  const unitId = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
  const signIn = async (role: string, more = {}) => (await signInStaff(server, role as never, more)).cookie;
  [operator, executor, approver, chair] = await Promise.all([
    signIn('operator'),
    signIn('executor', { unitId }),
    signIn('approver'),
    signIn('chair'),
  ]);
});
afterAll(() => server.close());

const isListed = async (id: string) =>
  (await server.call(listCases, { query: { overdue: 'yes' } }, operator)).rows.some((row) => row.id === id);

async function correct(number: string, receivedAt: string): Promise<void> {
  const { id, version } = await readCard(server, number, operator);
  const body = { version, receivedAt, ground: 'На конверте штемпель приёмной' };
  await server.call(correctReceipt, { params: { id }, body }, operator);
}

const dueOf = async (number: string) => (await storedCase(server, number)).state.due_at;

describe('a receipt put right of what is over', () => {
  test('a forwarding that was in time after all has no end here, whatever passes since', async () => {
    server.setNow('2026-11-02T09:00:00Z');
    const letter = await registerLetter(server, operator, { receivedAt: '2026-09-20T09:00:00Z' });
    const { id, number } = letter;
    const { bodies } = await server.call(listBodies, {}, operator);
    const { version } = await readCard(server, number, operator);
    const body = {
      version,
      bodyIds: [bodies[0]!.id],
      groundId: 'forward-competence',
      text: 'Решает этот орган',
    };
    await server.call(forwardCase, { params: { id }, body }, operator);
    expect(await isListed(id)).toBe(true);
    await correct(number, '2026-11-01T09:00:00Z');
    expect(await dueOf(number)).toBeNull();
    server.setNow('2027-01-20T09:00:00Z');
    expect(await isListed(id)).toBe(false);
  });

  test('an answer with a promised day, its letter gone, is held to that day', async () => {
    server.setNow('2026-11-02T09:00:00Z');
    const { id, number } = await registerLetter(server, operator, { factId: pothole });
    const at = async () => ({ version: (await readCard(server, number, operator)).version });
    await server.call(triageCase, { params: { id }, body: await at() }, operator);
    const answer = {
      text: `Яму заделаем литым асфальтом 10.03.2027, сообщение № ${number}. Отдел дорог, тел. 39-62-10.`,
      submit: true,
      outcome: 'planned' as const,
      promisedOn: '2027-03-10',
    };
    const written = await server.call(
      draftAnswer,
      { params: { id }, body: { ...(await at()), ...answer } },
      executor,
    );
    await server.call(
      decideAnswer,
      {
        params: { id, answerId: written.answers.at(-1)!.id },
        body: { version: written.version, decision: 'approve' },
      },
      approver,
    );
    await server.drain();
    const made = await server.call(
      makeDocument,
      { params: { id }, body: { kind: 'answer-letter' } },
      operator,
    );
    const paper = made.documents.find(({ kind }) => kind === 'answer-letter')!;
    const params = { id: paper.id };
    const signed = await server.call(signDocument, { params, body: { version: paper.version } }, chair);
    const { version } = signed.documents.find(({ id: one }) => one === paper.id)!;
    await server.call(sendDocument, { params, body: { version, how: 'post' } }, operator);
    const promised = (await dueOf(number))!.toISOString();
    expect(promised).toContain('2027-03-10');
    await correct(number, '2026-10-20T09:00:00Z');
    expect((await dueOf(number))!.toISOString()).toBe(promised);
    server.setNow('2026-12-20T09:00:00Z');
    expect(await isListed(id)).toBe(false);
  });
});
