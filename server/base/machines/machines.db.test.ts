import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as contract from '../../../shared/contract/base/machines.ts';
import { listIndicators } from '../../../shared/contract/heatmap/indicators.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { recordCall } from './calls.ts';
import { bookOf } from './known-keys.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-27T09:00:00Z');
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

type Body = Parameters<typeof make>[0];
const make = (
  more: Partial<{ scopes: string[]; perMinute: number; expiresOn: string; title: string }> = {},
) =>
  server.call(
    contract.createMachineKey,
    {
      body: {
        title: 'Панель области',
        scopes: ['figures.read'],
        perMinute: 600,
        expiresOn: '2027-11-01',
        ...more,
      },
    },
    admin,
  );
const ask = (key: string, path = `${listIndicators.path}?from=2026-10-01&to=2026-10-31`) =>
  server.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${key}` } });
/** Stops the clock by which keys are believed and calls counted; the answer lets so many milliseconds pass. */
function stopClock(): (ms: number) => void {
  const book = bookOf(server.app.services);
  // Whole, so that sums of milliseconds are exact.
  const from = Math.ceil(book.clock());
  let passed = 0;
  book.clock = () => from + passed;
  onTestFinished(() => {
    book.clock = () => performance.now();
  });
  return (ms) => {
    passed += ms;
  };
}
const find = async (id: string) =>
  (await server.call(contract.listMachineKeys, {}, admin)).keys.find((key) => key.id === id)!;

describe('a key', () => {
  it('opens what its scope opens and nothing else; is shown once; its last use is seen', async () => {
    const { id, key } = await make();
    expect(key).toMatch(/^otk_[\w-]{43}$/u);
    expect((await find(id)).lastUsedAt).toBeNull();
    expect((await ask(key)).statusCode).toBe(200);
    for (const path of ['/api/cases', '/api/open-data/messages', '/api/session', '/api/machines/keys']) {
      const reply = await ask(key, path);
      expect([path, reply.statusCode, reply.json().code]).toEqual([path, 403, 'lib.forbidden']);
    }
    const listed = await server.call(contract.listMachineKeys, {}, admin);
    expect(JSON.stringify(listed)).not.toContain(key);
    expect(await find(id)).toMatchObject({
      prefix: key.slice(0, 10),
      state: 'active',
      scopes: ['figures.read'],
      lastUsedAt: '2026-11-27T09:00:00.000Z',
    });
    const { rows } = await server.app.pool.query('SELECT key::text AS row FROM machines.key');
    expect(rows.some(({ row }) => row.includes(key))).toBe(false);
  });

  it('is nobody: a made-up one is refused, and a session beside it does not count', async () => {
    const bad = await ask(`otk_${'x'.repeat(43)}`);
    expect([bad.statusCode, bad.json().code]).toEqual([401, 'lib.not-signed-in']);
    const { key } = await make();
    const headers = { authorization: `Bearer ${key}`, cookie: admin };
    const reply = await server.inject({ method: 'GET', url: '/api/machines/keys', headers });
    expect(reply.statusCode).toBe(403);
  });

  it('does not submit a message: the plain door asks as well', async () => {
    const { key } = await make();
    const headers = { authorization: `Bearer ${key}`, 'x-otklik': '1', 'content-type': 'application/json' };
    const payload = { clientKey: crypto.randomUUID(), text: 'Яма', consent: true, consentVersion: '3' };
    const reply = await server.inject({ method: 'POST', url: '/api/messages', headers, payload });
    expect([400, 403]).toContain(reply.statusCode);
  });

  it('that is revoked opens nothing here at once, and elsewhere within five seconds; once', async () => {
    const { id, key } = await make();
    expect((await ask(key)).statusCode).toBe(200);
    await server.call(contract.revokeMachineKey, { params: { id } }, admin);
    expect((await ask(key)).statusCode).toBe(401);
    expect(await find(id)).toMatchObject({ state: 'revoked', revokedBy: expect.stringMatching(/\S/u) });
    const again = { params: { id } };
    expect((await server.fail(contract.revokeMachineKey, again, admin)).code).toBe('lib.conflict');
    const nobody = { params: { id: crypto.randomUUID() } };
    expect((await server.fail(contract.revokeMachineKey, nobody, admin)).code).toBe('lib.not-found');
  });

  it('revoked by another process is believed for four seconds and no longer', async () => {
    const passes = stopClock();
    const { id, key } = await make();
    expect((await ask(key)).statusCode).toBe(200);
    await server.app.pool.query(
      "UPDATE machines.key SET revoked_at = now(), revoked_by_name = 'другой процесс' WHERE id = $1",
      [id],
    );
    expect((await ask(key)).statusCode).toBe(200);
    passes(3999);
    expect((await ask(key)).statusCode).toBe(200);
    passes(1);
    expect((await ask(key)).statusCode).toBe(401);
  });

  it('works through its last day of the city and not after', async () => {
    const { id, key } = await make({ expiresOn: '2026-11-27' });
    server.setNow('2026-11-27T18:59:00Z');
    expect((await ask(key)).statusCode).toBe(200);
    server.setNow('2026-11-27T19:01:00Z');
    expect((await ask(key)).statusCode).toBe(401);
    expect((await find(id)).state).toBe('expired');
    server.setNow('2026-11-27T09:00:00Z');
  });

  it('that calls too often is told how long to wait; another is not slowed', async () => {
    const passes = stopClock();
    const { key } = await make({ perMinute: 2 });
    const other = await make();
    const codes = [];
    for (const _ of [1, 2, 3]) codes.push((await ask(key)).statusCode);
    expect(codes).toEqual([200, 200, 429]);
    passes(12_500);
    expect((await ask(key)).headers['retry-after']).toBe('48');
    expect((await ask(other.key)).statusCode).toBe(200);
    passes(47_499);
    expect((await ask(key)).headers['retry-after']).toBe('1');
    passes(1);
    expect((await ask(key)).statusCode).toBe(200);
  });
});

describe('giving keys', () => {
  it('is an administrator’s', async () => {
    const operator = await signInAs(server, 'operator');
    for (const cookie of [operator, undefined])
      expect((await server.fail(contract.listMachineKeys, {}, cookie)).status).toBe(cookie ? 403 : 401);
  });

  it.each<[string, NonNullable<Body>, string]>([
    ['an unknown scope', { scopes: ['cases.read'] }, 'scopes'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['no title', { title: ' ' }, 'title'],
    ['a day that is past', { expiresOn: '2026-11-26' }, 'expiresOn'],
    ['a day too far', { expiresOn: '2028-12-01' }, 'expiresOn'],
    ['no calls', { perMinute: 0 }, 'perMinute'],
    ['too many calls', { perMinute: 6001 }, 'perMinute'],
  ])('refuses %s', async (_, more, field) => {
    const body = { title: 'Т', scopes: ['figures.read'], perMinute: 60, expiresOn: '2027-11-01', ...more };
    expect((await server.fail(contract.createMachineKey, { body }, admin)).fields?.[field]).toBeTruthy();
  });

  it('and revoking them, and what a program asked for the first time a day, stands in the journal', async () => {
    const { id, key } = await make();
    await ask(key);
    await ask(key);
    await ask(key, '/api/cases');
    await server.call(contract.revokeMachineKey, { params: { id } }, admin);
    const { rows } = await server.app.pool.query(
      "SELECT action, actor, payload::json->'data'->>'route' AS route FROM audit.record WHERE object_id = $1 ORDER BY seq",
      [id],
    );
    expect(rows.map(({ action, route }) => [action, route])).toEqual([
      ['machines.created', null],
      ['machines.called', 'indicators.list-indicators'],
      ['machines.revoked', null],
    ]);
    expect(rows[1].actor).toBe(`machine:${id}`);
  });

  it('a call the journal could not take in is not held for told: the next one is', async () => {
    const { services } = server.app;
    const actor = {
      kind: 'machine',
      id: crypto.randomUUID(),
      name: 'Панель',
      scopes: new Set<string>(),
    } as const;
    const caller = { requestId: 'r', ip: '' };
    const away = {
      transaction: () => {
        throw new Error('the database is away');
      },
    };
    const call = (given: typeof services) => recordCall(given, actor, listIndicators, caller);
    await expect(call({ ...services, database: away as never })).rejects.toThrow();
    await call(services);
    const { rowCount } = await server.app.pool.query('SELECT FROM audit.record WHERE object_id = $1', [
      actor.id,
    ]);
    expect(rowCount).toBe(1);
  });
});
