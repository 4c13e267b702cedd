import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/follows.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInResident } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { tellFollowersJob } from './tell.ts';

/** What residents follow: one letter a day, of what may be read, ended by a press without signing in. */

const SYSTEM = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
const shown = { published_at: '2026-11-24T10:00:00Z', block: 'roads', district_id: 'sinarsky' };
let server: TestServer;
let anna: string;
let boris: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  anna = await signInResident(server, 'anna@demo.invalid', 'Пробная Анна');
  boris = await signInResident(server, 'boris@demo.invalid', 'Пробный Борис');
});
afterAll(() => server.close());
beforeEach(async () => {
  server.setNow('2026-11-24T09:00:00Z');
  await server.drain();
  const { database } = server.app.services;
  await database.deleteFrom('outbox.letter').execute();
  await database.deleteFrom('follows.follow').execute();
  await database.updateTable('cases.case_file').set({ published_at: null }).execute();
});

const add = (cookie: string, block: string | null, district: string | null = null) =>
  server.call(contract.addFollow, { body: { block, district } }, cookie);

/** Letters of the hour, by who gets them. */
async function lettersAt(now: string) {
  server.setNow(now);
  await runMutation(server.app.services, SYSTEM, async (ctx) => ctx.enqueue(tellFollowersJob, {}));
  await server.drain();
  const { database } = server.app.services;
  const rows = await database
    .selectFrom('outbox.letter')
    .select(['recipient', 'subject', 'text', 'purpose'])
    .orderBy('recipient')
    .execute();
  await database.deleteFrom('outbox.letter').execute();
  return rows;
}
const TOMORROW = '2026-11-25T05:12:00Z';
const tokenOf = (text: string): string => /follow-off\?token=(\S+)/u.exec(text)![1]!;

describe('a letter a day', () => {
  test('tells whoever follows the topic or the district what was shown and answered, once, and nobody else', async () => {
    await add(anna, 'roads', 'sinarsky');
    await add(anna, 'roads');
    await add(boris, 'waste');
    const [pothole, , old] = await plantCases(server, [
      { ...shown, title: 'Яма, звоните 8 912 345-67-89' },
      {
        ...shown,
        title: 'Шумит соседка',
        is_home: true,
        address: 'ул. Титова, 5, кв. 17',
        district_id: 'krasnogorsky',
      },
      {
        ...shown,
        title: 'Давняя яма',
        published_at: '2026-11-01T09:00:00Z',
        status: 'answered',
        outcome: 'solved',
        answered_at: '2026-11-24T11:00:00Z',
      },
      { ...shown, title: 'Тайная яма', published_at: null },
    ]);
    const [letter, ...rest] = await lettersAt(TOMORROW);
    expect(rest).toEqual([]);
    expect(letter).toMatchObject({
      recipient: 'anna@demo.invalid',
      purpose: 'follow-digest',
      subject: 'По вашим подпискам: 3\u00a0сообщения',
    });
    expect(letter!.text.split(`/m/${pothole!.number}`)).toHaveLength(2);
    expect(letter!.text).toMatch(new RegExp(`Дан ответ:\\n— Давняя яма: .*/m/${old!.number}`, 'u'));
    expect(letter!.text).toContain('ул. Титова');
    expect(letter!.text).not.toMatch(/345-67|соседка|кв\.|Тайная/u);
    // Not a second one that day, and none tomorrow where nothing is new.
    expect(await lettersAt('2026-11-25T09:12:00Z')).toEqual([]);
    expect(await lettersAt('2026-11-26T09:12:00Z')).toEqual([]);
  });

  test('comes no earlier than nine, not on the day of the wish, and tells nothing of what was shown before it or hidden since', async () => {
    await plantCases(server, [{ ...shown, title: 'Прежняя', published_at: '2026-11-24T08:00:00Z' }]);
    await add(anna, 'roads');
    const [hidden] = await plantCases(server, [
      { ...shown, title: 'Скрытая' },
      { ...shown, title: 'Видная' },
    ]);
    expect(await lettersAt('2026-11-24T12:12:00Z')).toEqual([]);
    // Eight in the morning in the city.
    expect(await lettersAt('2026-11-25T03:12:00Z')).toEqual([]);
    await server.app.pool.query('UPDATE cases.case_file SET published_at = NULL WHERE id = $1', [hidden!.id]);
    const [letter] = await lettersAt(TOMORROW);
    expect(letter!.text).toContain('Видная');
    expect(letter!.text).not.toMatch(/Скрытая|Прежняя/u);
  });

  test('each of many gets theirs, whoever comes after the first five hundred too', async () => {
    await add(anna, 'roads');
    await add(boris, null, 'sinarsky');
    await plantCases(server, [{ ...shown, title: 'Яма' }]);
    await server.app.pool.query(
      `WITH made AS (
        INSERT INTO identity.person (id, kind, short_name, created_at, changed_at, email, email_verified, email_verified_at)
        SELECT gen_random_uuid(), 'resident', 'Пробный', now(), now(), 'many-' || at || '@demo.invalid', true, now() FROM generate_series(1, 600) AS at
        RETURNING id)
      INSERT INTO follows.follow (id, resident_id, block, district_id, created_at, told_at)
      SELECT gen_random_uuid(), id, 'roads', NULL, '2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z' FROM made`,
    );
    const told = (await lettersAt(TOMORROW)).map(({ recipient }) => recipient);
    expect(told).toHaveLength(602);
    expect(new Set(told).size).toBe(602);
    expect(told).toEqual(expect.arrayContaining(['anna@demo.invalid', 'boris@demo.invalid']));
    await server.app.pool.query(
      `DELETE FROM follows.follow; DELETE FROM identity.person WHERE email LIKE 'many-%'`,
    );
  });
});

describe('a wish', () => {
  test('is one however often it is said, is of something there is, and no more than ten', async () => {
    await add(anna, 'roads', 'sinarsky');
    expect(await add(anna, 'roads', 'sinarsky')).toMatchObject({
      follows: [{ title: expect.stringMatching(/, Синарский район$/u) }],
      email: expect.stringContaining('@demo.invalid'),
    });
    const refuse = (block: string | null, district: string | null) =>
      server.fail(contract.addFollow, { body: { block, district } }, anna);
    expect((await refuse(null, null)).fields).toHaveProperty('block');
    expect((await refuse('nothing', null)).fields).toHaveProperty('block');
    expect((await refuse('roads', 'nowhere')).fields).toHaveProperty('district');
  });

  test("of others is not to be dropped; one's own is", async () => {
    const { follows } = await add(anna, 'roads');
    const body = { id: follows[0]!.id };
    expect((await server.call(contract.removeFollow, { body }, boris)).follows).toEqual([]);
    expect((await server.call(contract.listFollows, {}, anna)).follows).toHaveLength(1);
    expect((await server.call(contract.removeFollow, { body }, anna)).follows).toEqual([]);
  });

  test('ends by the link of a letter without signing in: opening it drops nothing, a press does, a second press is no failure', async () => {
    await add(anna, 'roads');
    await add(anna, 'waste');
    await plantCases(server, [shown]);
    const [letter] = await lettersAt(TOMORROW);
    const token = tokenOf(letter!.text);
    const read = () => server.call(contract.readFollowLink, { query: { token } });
    const { title } = await read();
    expect(title).toBeTruthy();
    expect((await read()).title).toBe(title);
    expect(await server.call(contract.stopFollow, { body: { token } })).toEqual({ title: null });
    expect(await server.call(contract.stopFollow, { body: { token } })).toEqual({ title: null });
    expect((await server.call(contract.listFollows, {}, anna)).follows.map(({ block }) => block)).toEqual([
      'waste',
    ]);
    for (const forged of [`${token}x`, token.replace(/^./u, 'f'), 'x'])
      expect((await server.fail(contract.stopFollow, { body: { token: forged } })).status).toBe(404);
    server.setNow('2026-11-26T05:12:00Z');
    await plantCases(server, [{ ...shown, published_at: '2026-11-25T09:00:00Z' }]);
    expect(await lettersAt('2026-11-26T05:12:00Z')).toEqual([]);
  });
});
