import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { correctReceipt, recordWithdrawal } from '../../../../shared/contract/messages/cases-law.ts';
import { extendTerm } from '../../../../shared/contract/messages/cases-staff.ts';
import { getAppeal, listAppeals } from '../../../../shared/contract/messages/office.ts';
import { registerLetter } from '../../../../tests/support/site/appeals.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { prepareInbound } from '../core/inbound.ts';
import { registerDrafts } from '../intake/registration.ts';

/** Facts the law counts by are put right with a ground, and nothing of what was before is lost. */

const START = '2026-11-02T09:00:00Z';
let server: TestServer;
let operator: string;
let head: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  operator = (await signInStaff(server, 'operator')).cookie;
  head = (await signInStaff(server, 'head')).cookie;
});
beforeEach(() => server.setNow(START));
afterAll(() => server.close());

const card = (number: string) => readCard(server, number, operator);
const ground = 'На конверте штемпель приёмной';
const correction = (at: { id: string; version: number }, receivedAt: string, why = ground) => ({
  params: { id: at.id },
  body: { version: at.version, receivedAt, ground: why },
});
const answerClocks = ({ clocks }: Awaited<ReturnType<typeof card>>) =>
  clocks.filter(({ kind }) => kind === 'answer');

describe('the moment of receipt', () => {
  test('moves the term of an appeal back; both values stay on the card and in the journal', async () => {
    const { number } = await registerLetter(server, operator);
    await server.drain();
    const before = await card(number);
    expect(before.can).toContain('correct-receipt');
    const after = await server.call(correctReceipt, correction(before, '2026-10-20T09:00:00Z'), operator);
    // Three days from the receipt end on the 23rd; thirty from there on Sunday the 22nd, moved back to the Friday.
    expect(after.deadline?.dueAt?.slice(0, 10)).toBe('2026-11-20');
    expect(after.corrections).toEqual([
      expect.objectContaining({
        of: 'receipt',
        ground,
        from: before.contacts[0]!.receivedAt,
        to: '2026-10-20T09:00:00.000Z',
        dueBefore: before.deadline?.dueAt,
        wasBroken: false,
      }),
    ]);
    expect(answerClocks(after).map(({ stoppedAt }) => stoppedAt === null)).toEqual([false, true]);
    await server.drain();
    const journal = await server.call(getAppeal, { params: { number } }, operator);
    expect(journal).toMatchObject({
      receivedOn: '2026-10-20',
      receivedBefore: '2026-11-02',
      isRegisteredLate: true,
    });
  });

  test('voids a breach that was counted by the wrong day, and makes one that the right day made', async () => {
    const { id, number } = await registerLetter(server, operator, { receivedAt: '2026-09-20T09:00:00Z' });
    await server.drain();
    const broken = async () =>
      (await server.call(listAppeals, { query: { state: 'overdue' } }, operator)).lines.some(
        ({ caseId }) => caseId === id,
      );
    expect(await broken()).toBe(true);
    const mended = await server.call(correctReceipt, correction(await card(number), START), operator);
    expect(mended.corrections[0]).toMatchObject({ wasBroken: true });
    expect(await broken()).toBe(false);
    await server.call(correctReceipt, correction(mended, '2026-09-20T09:00:00Z'), operator);
    expect(await broken()).toBe(true);
    expect((await card(number)).corrections).toHaveLength(2);
  });

  test('that moves the term leaves a prolonged day to be decided anew', async () => {
    const { number } = await registerLetter(server, operator);
    const extension = { dueOn: '2026-12-20', reason: 'Нужны сведения другого ведомства' };
    const first = await card(number);
    await server.call(
      extendTerm,
      { params: { id: first.id }, body: { version: first.version, ...extension } },
      head,
    );
    const after = await server.call(
      correctReceipt,
      correction(await card(number), '2026-10-20T09:00:00Z'),
      operator,
    );
    expect(after.deadline?.dueAt?.slice(0, 10)).toBe('2026-11-20');
    expect(answerClocks(after).at(-1)).toMatchObject({ extensionCount: 0 });
  });

  test('of a message sent here counts nothing anew, of one that arrived from elsewhere it does', async () => {
    const own = await card((await submitCase(server)).number);
    const same = await server.call(correctReceipt, correction(own, '2026-10-30T09:00:00Z'), operator);
    expect(same.deadline?.dueAt).toBe(own.deadline?.dueAt);
    const message = {
      text: 'Яма на дороге у школы',
      factId: 'roads.pavement.pothole',
      receivedAt: '2026-10-28T09:00:00Z',
    };
    const origin = { channel: 'pos' as const, source: 'pos', id: 'late-1' };
    const number = await asSystem(server, async (ctx) => {
      const [made] = await registerDrafts(ctx, [{ draft: prepareInbound(ctx, message, origin), ctx }]);
      return (made as { number: string }).number;
    });
    const brought = await card(number);
    const moved = await server.call(correctReceipt, correction(brought, '2026-10-26T09:00:00Z'), operator);
    expect(Date.parse(moved.deadline!.dueAt!)).toBeLessThan(Date.parse(brought.deadline!.dueAt!));
    expect(moved.lateArrival).toContain('26.10.2026');
  });

  test.each([
    ['of tomorrow', '2026-11-03T12:00:00Z', 'ещё не наступило'],
    ['after the registration', '2026-11-02T09:30:00Z', 'позже, чем зарегистрировано'],
    ['before the calendar', '2018-12-01T09:00:00Z', 'раньше 2019'],
  ])('%s is refused', async (_name, at, words) => {
    const { number } = await registerLetter(server, operator);
    server.setNow('2026-11-02T11:00:00Z');
    const failure = await server.fail(correctReceipt, correction(await card(number), at), operator);
    expect(failure.fields?.receivedAt).toContain(words);
  });

  test('without a ground, unchanged, or by who may not sort is refused', async () => {
    const { number } = await registerLetter(server, operator);
    const seen = await card(number);
    const at = '2026-10-30T09:00:00Z';
    expect((await server.fail(correctReceipt, correction(seen, at, ''), operator)).fields).toHaveProperty(
      'ground',
    );
    const same = correction(seen, seen.contacts[0]!.receivedAt);
    expect((await server.fail(correctReceipt, same, operator)).fields).toHaveProperty('receivedAt');
    const executor = (await signInStaff(server, 'executor')).cookie;
    expect((await server.fail(correctReceipt, correction(seen, at), executor)).status).toBe(403);
  });
});

describe('an author who takes the appeal back', () => {
  const said = { text: 'Позвонил 5 ноября, просит не рассматривать' };
  const withdrawal = (at: { id: string; version: number }, isWithdrawn: boolean) => ({
    params: { id: at.id },
    body: { version: at.version, isWithdrawn, ...said },
  });

  test('is recorded, shown, and ends nothing; the record may be struck', async () => {
    const { number } = await registerLetter(server, operator);
    const before = await card(number);
    expect(before.can).toContain('record-withdrawal');
    const after = await server.call(recordWithdrawal, withdrawal(before, true), operator);
    expect(after.withdrawal).toMatchObject(said);
    expect(after).toMatchObject({ status: before.status, deadline: { dueAt: before.deadline?.dueAt } });
    expect(answerClocks(after).filter(({ stoppedAt }) => stoppedAt === null)).toHaveLength(1);
    const twice = await server.fail(recordWithdrawal, withdrawal(after, true), operator);
    expect([twice.status, twice.detail]).toEqual([409, 'Отзыв уже записан.']);
    const struck = await server.call(recordWithdrawal, withdrawal(after, false), operator);
    expect(struck.withdrawal).toBeNull();
    expect((await server.fail(recordWithdrawal, withdrawal(struck, false), operator)).status).toBe(409);
  });

  test('of a message there is nothing to take back: a note is left', async () => {
    const message = await card((await submitCase(server)).number);
    expect(message.can).not.toContain('record-withdrawal');
    expect((await server.fail(recordWithdrawal, withdrawal(message, true), operator)).status).toBe(409);
  });
});

test('a card says why an appeal is neither joined nor refused, and offers both for a message', async () => {
  const letter = await card((await registerLetter(server, operator)).number);
  expect(letter.withheld.map(({ action }) => action)).toEqual(['merge', 'reject']);
  expect(letter.withheld[0]!.text).toContain('ст. 5 п. 3');
  const message = await card((await submitCase(server)).number);
  expect(message.withheld).toEqual([]);
  expect(message.waitsForLetter).toBe(false);
});
