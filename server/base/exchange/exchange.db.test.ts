import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listExchange, setSystem } from '../../../shared/contract/base/exchange.ts';
import * as letters from '../../../shared/contract/base/outbox-settings.ts';
import { beginOutside, createProvider } from '../../../shared/contract/base/providers.ts';
import { createSource } from '../../../shared/contract/messages/channels.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let admin: string;
let adminId: string;
let keeper: { cookie: string; id: string };
const NOON = '2026-11-27T09:00:00Z';
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  server.setNow(NOON);
  ({ cookie: admin, personId: adminId } = await signInStaff(server, 'admin'));
  const operator = await signInStaff(server, 'operator');
  keeper = { cookie: operator.cookie, id: operator.personId };
  const body = { id: 'city-app', title: 'Приложение города', kind: 'import' as const };
  await server.call(createSource, { body }, admin);
});
afterAll(() => server.close());
beforeEach(async () => {
  server.setNow(NOON);
  await server.app.pool.query(
    'DELETE FROM exchange.fault; DELETE FROM exchange.system; DELETE FROM outbox.letter; DELETE FROM channels.inbound_event',
  );
});

const find = async (code: string) =>
  (await server.call(listExchange, {}, admin)).systems.find((system) => system.code === code);
const event = (at: string, state: 'received' | 'processed' | 'refused', key = at) =>
  server.app.pool.query(
    `INSERT INTO channels.inbound_event (source, event_key, received_at, payload, state)
     VALUES ('city-app', $1, $2, '{}', $3)`,
    [key, at, state],
  );
const set = (
  code: string,
  body: { personId?: string | null; note?: string; silentAfterHours?: number | null },
) => server.call(setSystem, { params: { code }, body }, admin);
async function watch(): Promise<string[]> {
  await server.app.pool.query("SELECT graphile_worker.add_job('exchange.watch', '{}')");
  await server.drain();
  const { rows } = await server.app.pool.query(
    "SELECT recipient, subject FROM outbox.letter WHERE purpose = 'exchange-fault' ORDER BY created_at, recipient",
  );
  return rows.map(({ recipient, subject }) => `${recipient}: ${subject}`);
}
const emailOf = async (id: string): Promise<string> =>
  (await server.app.pool.query('SELECT email FROM identity.person WHERE id = $1', [id])).rows[0].email;

describe('the board', () => {
  it('holds every system its module tells of, once, and is an administrator’s', async () => {
    const { systems } = await server.call(listExchange, {}, admin);
    const codes = systems.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(['pos', 'files', 'gar', 'source:city-app']));
    expect((await server.fail(listExchange, {}, keeper.cookie)).status).toBe(403);
    expect((await server.fail(setSystem, { params: { code: 'pos' }, body: {} }, keeper.cookie)).status).toBe(
      403,
    );
  });

  it('tells of a channel of letters what waits, what did not go and what may have arrived', async () => {
    const settings = { host: 'mail.city.example', port: 25, security: 'none', from: 'otklik@city.example' };
    const params = { channel: 'email' as const };
    await server.call(
      letters.setLetterChannel,
      { params, body: { settings, secret: '', isActive: false } },
      admin,
    );
    expect(await find('letters:email')).toMatchObject({ state: 'off', waiting: 0 });
    await server.app.pool.query(
      `UPDATE outbox.channel_setting SET is_active = true;
       INSERT INTO outbox.letter (id, channel, recipient, text, purpose, created_at, state, state_at, next_at, planned_at)
       SELECT gen_random_uuid(), 'email', 'a@b.ru', 'x', 'case-answered', '2026-11-27T08:00Z', state, at, next_at, '2026-11-27T08:00Z'
       FROM (VALUES ('sent', '2026-11-27T08:30Z'::timestamptz, NULL::timestamptz),
         ('held', '2026-11-27T08:00Z', '2026-11-28T04:00Z'), ('queued', '2026-11-27T08:00Z', '2026-11-27T08:50Z')) AS letter(state, at, next_at)`,
    );
    // What waits for its hour is no backlog.
    expect(await find('letters:email')).toMatchObject({
      state: 'ok',
      waiting: 2,
      errors: 0,
      lastAt: '2026-11-27T08:30:00.000Z',
      oldestWaitingAt: '2026-11-27T08:50:00.000Z',
    });
    server.setNow('2026-11-27T09:10:00Z');
    expect(await find('letters:email')).toMatchObject({ state: 'waiting' });
    await server.app.pool.query("UPDATE outbox.letter SET state = 'unknown' WHERE state = 'queued'");
    expect(await find('letters:email')).toMatchObject({
      state: 'errors',
      errors: 1,
      words: expect.stringMatching(/Могли дойти/u),
    });
    await server.app.pool.query('DELETE FROM outbox.channel_setting');
  });

  it('tells of an outside sign-in that does not answer, until it answers again', async () => {
    const { provider } = await server.call(
      createProvider,
      {
        body: {
          title: 'Вход сотрудников',
          audience: 'staff',
          issuer: 'http://127.0.0.1:9',
          clientId: 'otklik',
          clientSecret: 'тайна',
          scope: 'openid',
          mayBePrivate: true,
          isActive: true,
        } as never,
      },
      admin,
    );
    const code = `sign-in:${provider.id}`;
    expect(await find(code)).toMatchObject({ state: 'ok', lastAt: null, way: 'вход сотрудников' });
    for (const _ of [1, 2]) await server.fail(beginOutside, { params: { id: provider.id } } as never);
    expect(await find(code)).toMatchObject({
      state: 'errors',
      errors: 2,
      words: expect.stringMatching(/^Не отвечает: 2.попытки входа подряд$/u),
    });
    await server.app.pool.query('UPDATE lib.exchange_note SET failures = 0, last_at = $1', [NOON]);
    expect(await find(code)).toMatchObject({ state: 'ok', errors: 0, words: '' });
    await server.app.pool.query('DELETE FROM identity.oidc_provider');
  });
});

describe('who answers and which silence is a fault', () => {
  it('is set, kept, taken back and recorded', async () => {
    await set('pos', { personId: keeper.id, note: 'каб. 12', silentAfterHours: 48 });
    expect(await find('pos')).toMatchObject({
      responsibleId: keeper.id,
      note: 'каб. 12',
      silentAfterHours: 48,
    });
    await set('pos', {});
    expect(await find('pos')).toMatchObject({
      responsible: null,
      responsibleId: null,
      note: '',
      silentAfterHours: null,
    });
    const { rows } = await server.app.pool.query(
      "SELECT object_id FROM audit.record WHERE action = 'exchange.set-system'",
    );
    expect(rows).toEqual([{ object_id: 'pos' }, { object_id: 'pos' }]);
  });

  it('is refused for a system nobody tells of, a person who does not work here, hours out of reason', async () => {
    const fail = (code: string, body: object) =>
      server.fail(setSystem, { params: { code }, body: body as never }, admin);
    expect((await fail('nowhere', {})).code).toBe('lib.not-found');
    expect(
      (await fail('pos', { personId: '018f0000-0000-7000-8000-000000000001' })).fields?.personId,
    ).toBeTruthy();
    for (const silentAfterHours of [0, 8761, 1.5])
      expect((await fail('pos', { silentAfterHours })).fields?.silentAfterHours).toBeTruthy();
  });
});

describe('a fault', () => {
  it('is told once to administrators, and again only after it has passed', async () => {
    await event('2026-11-27T08:59:00Z', 'refused');
    const told = [`${await emailOf(adminId)}: Приложение города: ошибки обмена`];
    expect(await watch()).toEqual(told);
    expect(await watch()).toEqual(told);
    await server.app.pool.query("UPDATE channels.inbound_event SET state = 'processed'");
    await watch();
    await event('2026-11-27T08:59:30Z', 'refused');
    expect(await watch()).toEqual([...told, ...told]);
  });

  it('is told to whoever answers for the system', async () => {
    await set('source:city-app', { personId: keeper.id });
    await event('2026-11-27T08:00:00Z', 'received');
    await server.app.pool.query('DELETE FROM graphile_worker._private_jobs');
    expect(await watch()).toEqual([`${await emailOf(keeper.id)}: Приложение города: копится очередь`]);
  });

  it('of silence is one only where somebody said how long it may last', async () => {
    await event('2026-11-17T08:00:00Z', 'processed');
    expect(await find('source:city-app')).toMatchObject({ state: 'silent' });
    expect(await watch()).toEqual([]);
    await set('source:city-app', { silentAfterHours: 24 });
    expect(await watch()).toEqual([`${await emailOf(adminId)}: Приложение города: молчит дольше заданного`]);
    await set('source:city-app', { silentAfterHours: 500 });
    expect(await find('source:city-app')).toMatchObject({ state: 'ok' });
  });
});
