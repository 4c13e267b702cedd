import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listIndicators } from '../../../shared/contract/heatmap/indicators.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { forwardCase, listBodies } from '../../../shared/contract/messages/cases-moves.ts';
import { askResident, changeCase, changeRegime } from '../../../shared/contract/messages/cases-staff.ts';
import { mergeCase, rejectCase } from '../../../shared/contract/messages/cases-triage.ts';
import { listAppeals } from '../../../shared/contract/messages/office.ts';
import { registerLetter } from '../../../tests/support/site/appeals.ts';
import { asSystem, readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { prepareInbound } from './core/inbound.ts';
import { registerDrafts } from './intake/registration.ts';

/** What the law keeps whatever is pressed: a duty is never lost, a broken term never mended. */

const START = '2026-11-02T09:00:00Z';
const LATE = '2026-12-20T09:00:00Z';
const POTHOLE = 'roads.pavement.pothole';
let server: TestServer;
let operator: string;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  operator = (await signInStaff(server, 'operator')).cookie;
  chair = (await signInStaff(server, 'chair')).cookie;
});
beforeEach(() => server.setNow(START));
afterAll(() => server.close());

const card = (number: string) => readCard(server, number, operator);
const overdue = async (): Promise<string[]> =>
  (await server.call(listCases, { query: { overdue: 'yes' } }, operator)).rows.map(({ number }) => number);
const breached = async (): Promise<number> => {
  const query = { from: '2026-11-01', to: '2026-12-31' };
  const { indicators } = await server.call(listIndicators, { query }, chair);
  return indicators.find(({ id }) => id === 'K1')!.cases ?? 0;
};

describe('an appeal', () => {
  test('is not joined to a phone call, nor refused: both name the article, the card offers neither', async () => {
    const { id, number } = await registerLetter(server, operator);
    const call = await card((await submitCase(server)).number);
    const { version, can } = await card(number);
    expect(can).not.toContain('merge');
    expect(can).not.toContain('reject');
    const merged = await server.fail(
      mergeCase,
      { params: { id }, body: { version, into: call.id } },
      operator,
    );
    expect([merged.status, merged.detail]).toEqual([409, expect.stringContaining('59-ФЗ, ст. 5 п. 3')]);
    const rejected = await server.fail(
      rejectCase,
      { params: { id }, body: { version, ground: 'spam' } },
      operator,
    );
    expect([rejected.status, rejected.detail]).toEqual([409, expect.stringContaining('59-ФЗ, ст. 9 ч. 1')]);
    const after = await card(number);
    expect(after.status).toBe('moderation');
    expect(after.clocks.filter(({ kind, stoppedAt }) => kind === 'answer' && !stoppedAt)).toHaveLength(1);
  });

  test('registered later than the law lets is counted from the last day it could be', async () => {
    const { number } = await registerLetter(server, operator, { receivedAt: '2026-10-20T09:00:00Z' });
    const [clock] = (await card(number)).clocks.filter(({ kind }) => kind === 'answer');
    // Three days from the receipt end on the 23rd; thirty from there on Sunday the 22nd, moved back to the Friday.
    expect(clock!.dueAt.slice(0, 10)).toBe('2026-11-20');
  });

  test('broken it stays among the overdue of the journal after it is forwarded', async () => {
    const { id, number } = await registerLetter(server, operator);
    await server.drain();
    server.setNow(LATE);
    const { bodies } = await server.call(listBodies, {}, operator);
    const { version } = await card(number);
    const body = {
      version,
      bodyIds: [bodies[0]!.id],
      groundId: 'forward-competence',
      text: 'По компетенции',
    };
    await server.call(forwardCase, { params: { id }, body }, operator);
    const { lines } = await server.call(listAppeals, { query: { state: 'overdue' } }, operator);
    expect(lines.find(({ caseId }) => caseId === id)).toMatchObject({
      isOverdue: true,
      brokenDueOn: '2026-12-02',
      nextTerm: { title: 'Уведомить заявителя', isOverdue: true },
    });
  });
});

test('a forward that is refused is named by its own name', async () => {
  const { number } = await submitCase(server);
  const seen = await card(number);
  const asked = await server.call(
    askResident,
    { params: { id: seen.id }, body: { version: seen.version, text: 'Где именно?' } },
    operator,
  );
  const { bodies } = await server.call(listBodies, {}, operator);
  const body = {
    version: asked.version,
    bodyIds: [bodies[0]!.id],
    groundId: 'forward-message',
    text: 'По компетенции',
  };
  const failure = await server.fail(forwardCase, { params: { id: seen.id }, body }, operator);
  expect([failure.status, failure.detail]).toEqual([409, expect.stringMatching(/^Нельзя: «Передать/u)]);
});

describe('a broken term of a message', () => {
  test('is not mended by a question, another topic or a merge', async () => {
    const sent = await submitCase(server, { factId: POTHOLE });
    const target = await card((await submitCase(server)).number);
    server.setNow(LATE);
    const before = await breached();
    const { id, version } = await card(sent.number);
    await server.call(askResident, { params: { id }, body: { version, text: 'Где яма?' } }, operator);
    const asked = await card(sent.number);
    expect(asked.clocks.find(({ kind }) => kind === 'answer')).toMatchObject({
      pausedAt: null,
      state: 'overdue',
    });
    expect(await overdue()).toContain(sent.number);
    expect(await breached()).toBe(before);
    const body = { version: asked.version, into: target.id };
    await server.call(mergeCase, { params: { id }, body }, operator);
    // It is counted with the case it was joined to, which is broken from here.
    expect(await overdue()).toContain(target.number);
    expect(await breached()).toBe(before);
  });

  test('is voided by another legal order with a ground, and stays shown', async () => {
    const { id, number } = await registerLetter(server, operator);
    server.setNow(LATE);
    const { version } = await card(number);
    const body = {
      version,
      regime: 'pos_message' as const,
      signs: [],
      ground: 'Это сообщение, а не обращение',
    };
    await server.call(changeRegime, { params: { id }, body }, operator);
    const ends = (await card(number)).clocks
      .filter(({ kind }) => kind === 'answer')
      .map(({ dueAt }) => dueAt);
    expect(ends).toHaveLength(2);
  });
});

test('what arrives late is not overdue by hours that passed before it came, and the card says so', async () => {
  server.setNow('2026-11-28T06:00:00Z');
  const message = { text: 'Оборван провод у дома', receivedAt: '2026-11-04T11:00:00+05:00' };
  const [registered] = await asSystem(server, (ctx) => {
    const draft = prepareInbound(ctx, message, { channel: 'import', source: 'other', id: '1' });
    return registerDrafts(ctx, [{ draft, ctx }]);
  });
  const { number } = registered as { number: string };
  await server.drain();
  const factId = 'energy.networks.wire';
  const { id, version } = await card(number);
  await server.call(changeCase, { params: { id }, body: { version, factId } }, operator);
  const after = await card(number);
  expect(after.lateArrival).toMatch(/^Поступило в другую систему 04\.11\.2026, к нам — 28\.11\.2026: /u);
  expect(after.clocks.findLast(({ kind }) => kind === 'answer')!.ruleId).toMatch(/^(duty|answer)-\d+c?h$/u);
  expect(new Date(after.deadline!.dueAt) > new Date('2026-11-28T06:00:00Z')).toBe(true);
});
