import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSession, signInByPassword } from '../../../../shared/contract/base/identity.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { greet } from '../../../greeting.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { demoId, findUnitForKind, seedDemoPeople } from '../index.ts';
import { roles } from './roles.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' });
});
afterAll(() => server.close());

describe('demo staff', () => {
  it('hold every role, and each sign-in shown by the session works', async () => {
    const state = await server.call(readSession, {});
    expect(state).toMatchObject({ isDemo: true, needsSetup: false, kind: 'anonymous' });
    expect(state.demoSignIns?.map(({ role }) => role)).toEqual(roles.map(({ id }) => id));
    for (const { role, email, password, name } of state.demoSignIns ?? []) {
      const opened = await server.call(signInByPassword, { body: { email, password } });
      expect(opened).toMatchObject({ name, roles: [{ id: role }] });
    }
  });

  it('work in units for every executor kind of the taxonomy', async () => {
    const pack = new URL('../../../../packs/base/taxonomy/otklik-2026/index.json', import.meta.url);
    const { executorKinds } = JSON.parse(readFileSync(pack, 'utf8')) as {
      executorKinds: Record<string, string>;
    };
    const db = server.app.services.database;
    for (const kind of Object.keys(executorKinds)) {
      const unit = await findUnitForKind(db, kind);
      expect(unit?.kind, kind).toBe(kind);
      const { rows } = await server.app.pool.query(
        "SELECT count(*)::int AS people FROM identity.person JOIN identity.role_grant ON person_id = person.id AND role = 'executor' WHERE unit_id = $1",
        [unit?.id],
      );
      expect(rows[0].people, kind).toBeGreaterThan(0);
    }
  });

  it('are the same in every demo and are not made twice', async () => {
    const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
    expect(await runMutation(server.app.services, caller, seedDemoPeople)).toBe(0);
    const { rows } = await server.app.pool.query(
      'SELECT id, short_name FROM identity.person WHERE staff_email = $1',
      ['operator@demo.invalid'],
    );
    expect(rows).toEqual([{ id: demoId('person', 'operator'), short_name: 'Сафонова А.В.' }]);
  });

  it('stand in a table on the console, with the password they share', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    await greet(server.app.services, 'http://127.0.0.1:3000');
    const text = String(print.mock.calls[0]?.[0]);
    print.mockRestore();
    expect(text).toMatch(/Оператор\s+Сафонова А\.В\.\s+operator@demo\.invalid/);
    expect(text).toContain('otklik-demo');
  });
});

it('outside the demo no demo sign-in is shown and none works', async () => {
  const empty = await startTestServer();
  try {
    expect((await empty.call(readSession, {})).demoSignIns).toBeUndefined();
    const body = { email: 'operator@demo.invalid', password: 'otklik-demo' };
    expect((await empty.fail(signInByPassword, { body })).code).toBe('identity.wrong-credentials');
  } finally {
    await empty.close();
  }
});
