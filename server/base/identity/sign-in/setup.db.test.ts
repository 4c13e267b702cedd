import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAuditRecords } from '../../../../shared/contract/base/audit.ts';
import * as contract from '../../../../shared/contract/base/identity.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { greet } from '../../../greeting.ts';

let server: TestServer;
let code: string;
const person = { surname: 'Первая', givenName: 'Ольга', email: 'first@demo.invalid' };
const password = 'достаточно-длинный';

/** What the console says after a start. */
async function readConsole(): Promise<string> {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  await greet(server.app.services, 'http://127.0.0.1:3000');
  const text = String(print.mock.calls[0]?.[0]);
  print.mockRestore();
  return text;
}

async function setUp(body: object, cookie?: string) {
  const reply = await server.inject({
    method: 'POST',
    url: '/api/setup',
    headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
    payload: body,
  });
  return {
    status: reply.statusCode,
    body: reply.json(),
    cookie: String(reply.headers['set-cookie']).split(';')[0],
  };
}

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('first start of an empty system', () => {
  it('prints a one-time code and keeps only its hash', async () => {
    const text = await readConsole();
    expect(text).toContain('http://127.0.0.1:3000');
    code = /\d{4}-\d{4}-\d{4}/.exec(text)?.[0] ?? '';
    expect(code).not.toBe('');
    expect(text).toContain(`http://127.0.0.1:3000/staff/setup#${code}`);
    const { rows } = await server.app.pool.query('SELECT token_hash FROM identity.ticket');
    expect(rows).toHaveLength(1);
    expect(rows[0].token_hash).not.toContain(code.replaceAll('-', ''));
    expect((await server.call(contract.readSession, {})).needsSetup).toBe(true);
  });

  it('a restart prints another code and kills the former', async () => {
    const former = code;
    code = /\d{4}-\d{4}-\d{4}/.exec(await readConsole())?.[0] ?? '';
    expect(code).not.toBe(former);
    expect((await setUp({ code: former, person, password })).body.code).toBe('identity.wrong-code');
  });

  it('refuses a wrong code and a bad form, and the code stays good', async () => {
    const wrong = await setUp({ code: '0000-0000-0000', person, password });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      code: 'identity.wrong-code',
      detail: expect.stringContaining('в консоли'),
    });
    const bad = await setUp({
      code,
      person: { ...person, email: 'не почта', surname: ' ' },
      password: 'мало',
    });
    expect(bad.status).toBe(400);
    expect(Object.keys(bad.body.fields).sort()).toEqual(['password', 'person.email', 'person.surname']);
    const nulls = await setUp({ code, person: { ...person, surname: 'Ну\u0000ль' }, password });
    expect(nulls).toMatchObject({ status: 400, body: { code: 'lib.bad-input' } });
  });

  it('of two visitors with the code one becomes the administrator', async () => {
    const [one, two] = await Promise.all([
      setUp({ code: code.replaceAll('-', ' '), person, password }),
      setUp({ code, person: { ...person, email: 'second@demo.invalid' }, password }),
    ]);
    const [winner, loser] = one.status === 200 ? [one, two] : [two, one];
    expect(loser.status).toBeGreaterThanOrEqual(400);
    expect(winner.body).toMatchObject({
      kind: 'staff',
      name: 'Первая О.',
      roles: [{ id: 'admin' }],
      needsSetup: false,
    });
    const state = await server.call(contract.readSession, {}, winner.cookie);
    expect(state.permissions).toContain('identity.manage');
    const { records } = await server.call(
      listAuditRecords,
      { query: { action: 'identity.set-up' } },
      winner.cookie,
    );
    expect(records).toHaveLength(1);
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int AS staff FROM identity.person WHERE kind = 'staff'",
    );
    expect(rows[0].staff).toBe(1);
  });

  it('afterwards it is closed, and the console prints no code', async () => {
    expect(await setUp({ code, person, password })).toMatchObject({
      status: 409,
      body: { code: 'identity.setup-done' },
    });
    expect(await readConsole()).not.toMatch(/\d{4}-\d{4}-\d{4}/);
  });
});

it('wrong codes slow the visitor down', async () => {
  const other = await startTestServer();
  try {
    other.setNow(new Date().toISOString());
    for (let round = 0; round < 21; round += 1)
      expect((await other.fail(contract.setUp, { body: { code: '1', person, password } })).code).toBe(
        'identity.wrong-code',
      );
    expect((await other.fail(contract.setUp, { body: { code: '1', person, password } })).code).toBe(
      'identity.locked-out',
    );
  } finally {
    await other.close();
  }
});
