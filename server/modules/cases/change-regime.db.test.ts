import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRegime, registerCase } from '../../../shared/contract/cases-staff.ts';
import { readCard } from '../../../tests/support/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { signInStaff } from '../../../tests/support/sign-in.ts';

let server: TestServer;
let operator: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInStaff(server, 'operator');
});
afterAll(() => server.close());

async function registered(kind: string, more: object = {}) {
  const body = { clientKey: randomUUID(), kind, text: 'Во дворе не вывозят мусор вторую неделю.', ...more };
  const { number } = await server.call(registerCase, { body: body as never }, operator.cookie);
  return readCard(server, number, operator.cookie);
}

const change = (
  card: { id: string; version: number },
  regime: string,
  signs: string[],
  ground = 'В письме прямо сказано об этом',
) => ({ params: { id: card.id }, body: { version: card.version, regime: regime as never, signs, ground } });

describe('the legal regime on a card', () => {
  test('says why, what is forbidden and what starts, each with its article', async () => {
    const card = await registered('paper', { name: 'Пробный Заявитель', returnAddress: 'ул. Титова, 1' });
    expect(card.regimeReason).toBe('Письменное обращение: 59-ФЗ, ст. 7 и 8');
    expect(card.regimeDecision).toMatchObject({ regime: 'appeal_59fz', ruleId: 'paper' });
    expect(card.regimeDecision?.forbids.map(({ code }) => code)).toContain('disclose');
    expect(card.can).toContain('change-regime');
    const post = await registered('media_publication');
    expect(post.regimeDecision?.forbids.map(({ code }) => code)).toContain('clock-59fz');
  });

  test('a letter registered as anonymous about a crime goes by what must be done with it', async () => {
    const card = await registered('paper', { signs: ['no-surname', 'no-return-address', 'reports-crime'] });
    expect(card.regimeDecision?.duties.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['no-answer', 'forward-crime']),
    );
    expect(card.clocks.map(({ ruleId }) => ruleId)).toEqual(['fz59-crime']);
  });

  test('new signs bring another term from the same start, with the ground in the journal', async () => {
    const card = await registered('paper');
    const changed = await server.call(
      changeRegime,
      change(card, 'appeal_59fz', ['court-act']),
      operator.cookie,
    );
    expect(changed.signs).toEqual(['court-act']);
    expect(changed.clocks.filter(({ stoppedAt }) => !stoppedAt)).toMatchObject([
      { ruleId: 'fz59-court-act', startedAt: card.registeredAt },
    ]);
    expect(changed.timeline.at(-1)).toMatchObject({
      kind: 'regime',
      visibility: 'staff',
      text: 'В письме прямо сказано об этом',
    });
    const record = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('object_id', '=', card.id)
      .where('action', '=', 'cases.change-regime')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(record.payload)).toContain('court-act');
  });

  test('a letter may be put under another order by a ground of a person', async () => {
    const card = await registered('paper');
    const ground = 'Это заявление на услугу, порядок регламента';
    const changed = await server.call(changeRegime, change(card, 'internal', [], ground), operator.cookie);
    expect(changed.regime).toBe('internal');
    expect(changed.regimeReason).toBe(`По решению оператора: ${ground}`);
    expect(changed.clocks.filter(({ stoppedAt }) => !stoppedAt)[0]?.ruleId).toBe('answer-30cd');
  });

  test.each(['media_publication', 'phone_call', 'email'])(
    'no ground makes an appeal of a %s',
    async (kind) => {
      const card = await registered(kind);
      const failure = await server.fail(changeRegime, change(card, 'appeal_59fz', []), operator.cookie);
      expect(failure).toMatchObject({ status: 409, code: 'lib.conflict' });
      expect(failure.detail).toMatch(/^Нельзя: считать .*59-ФЗ/);
    },
  );

  test('refuses without a ground, with a foreign sign, and to who may not triage', async () => {
    const card = await registered('paper');
    expect((await server.fail(changeRegime, change(card, 'internal', [], ''), operator.cookie)).status).toBe(
      400,
    );
    const foreign = await server.fail(changeRegime, change(card, 'internal', ['nothing']), operator.cookie);
    expect(foreign.fields).toHaveProperty('signs');
    const executor = await signInStaff(server, 'executor');
    expect((await server.fail(changeRegime, change(card, 'internal', []), executor.cookie)).status).toBe(403);
  });
});
