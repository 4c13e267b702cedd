import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { readConfig } from '../config.ts';
import { migrate, readMigrations } from '../database/migrate.ts';
import { StartRefusal } from '../start-refusal.ts';
import { settleMode } from './mode.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const query = (sql: string) => server.app.pool.query(sql);

/** A start with the variable set so; what the installation is then. */
async function start(demo?: string): Promise<'demo' | 'real'> {
  const config = readConfig({ DATABASE_URL: 'any', ...(demo !== undefined && { OTKLIK_DEMO: demo }) });
  return (await settleMode(server.app.pool, config)).isDemo ? 'demo' : 'real';
}

const forget = () => query("DELETE FROM lib.setting WHERE name IN ('mode', 'demo')");

describe('a start', () => {
  beforeEach(forget);

  test.each([
    ['1', 'demo'],
    ['true', 'demo'],
    ['new', 'demo'],
    ['0', 'real'],
    ['false', 'real'],
    ['', 'real'],
    [undefined, 'real'],
  ])('with OTKLIK_DEMO=%s makes a new installation %s, and it stays so', async (demo, mode) => {
    expect(await start(demo)).toBe(mode);
    for (const later of ['new', '', undefined]) expect(await start(later)).toBe(mode);
  });

  test('refuses to make a real installation of a demo, in one sentence', async () => {
    await start('new');
    await expect(start('0')).rejects.toThrow(StartRefusal);
    await expect(start('0')).rejects.toThrow(/демонстрация и останется ею.*--empty --data/);
    expect(await start('1')).toBe('demo');
  });

  test('refuses to make a demo of a real installation, in one sentence', async () => {
    await start('0');
    await expect(start('1')).rejects.toThrow(StartRefusal);
    await expect(start('1')).rejects.toThrow(/настоящая.*--data/);
    expect(await start('0')).toBe('real');
  });
});

describe('an installation made before it said what it is', () => {
  const file = readFileSync(new URL('../../../migrations/0088_lib-mode.sql', import.meta.url), 'utf8');
  const judge = async () => {
    await query(file);
    return (await query("SELECT value FROM lib.setting WHERE name = 'mode'")).rows[0]?.value ?? null;
  };
  const mark = `INSERT INTO lib.setting (name, value) VALUES ('demo', '{"seed":"1","cases":1,"at":""}')`;
  const hire = (email: string) =>
    query(`INSERT INTO identity.person (id, kind, short_name, email, created_at, changed_at)
      VALUES (gen_random_uuid(), 'staff', 'X', '${email}', now(), now())`);
  const send = async () => {
    const payload = {
      clientKey: crypto.randomUUID(),
      text: 'Яма',
      phone: '+79120000017',
      consent: true,
      consentVersion: '1',
    };
    await server.inject({ method: 'POST', url: '/api/messages', headers: { 'x-otklik': '1' }, payload });
  };
  beforeEach(async () => {
    await forget();
    await query("DELETE FROM identity.person WHERE kind = 'staff'");
  });

  test('is undecided while it is empty, people of the demo or not', async () => {
    expect(await judge()).toBeNull();
    await hire('operator@demo.invalid');
    expect(await judge()).toBeNull();
  });
  test('is real once it has staff of its own', async () => {
    await hire('anna@example.org');
    expect(await judge()).toBe('real');
  });
  test('is a demo where the generator has left its mark', async () => {
    await query(mark);
    await hire('anna@example.org');
    expect(await judge()).toBe('demo');
  });
  test('is real where it holds cases and no mark; what was said before stays', async () => {
    await send();
    expect(await judge()).toBe('real');
    await query(mark);
    expect(await judge()).toBe('real');
  });
});

describe('a real installation started as if it were a demo', () => {
  test('shows nobody its letters and sends them on', async () => {
    await forget();
    await start('0');
    const again = await startTestServer({
      DATABASE_URL: server.app.services.config.databaseUrl,
      OTKLIK_DEMO: 'new',
    });
    try {
      expect(again.app.services.config.isDemo).toBe(false);
      expect((await again.inject({ method: 'GET', url: '/api/outbox/letters' })).statusCode).toBe(401);
      await again.drain();
      const { rows } = await query("SELECT count(*)::int AS shown FROM outbox.letter WHERE state = 'shown'");
      expect(rows[0].shown).toBe(0);
    } finally {
      await again.close();
    }
  });
});

test('a database that a newer program has changed is refused in words and left alone', async () => {
  const count = async () =>
    (await server.asOwner('SELECT count(*)::int AS landed FROM lib.migration')).rows[0].landed;
  await server.asOwner("INSERT INTO lib.migration (name, checksum) VALUES ('9998_future.sql', 'x')");
  const last = (await readMigrations()).at(-1)!.name;
  await server.asOwner(`DELETE FROM lib.migration WHERE name = '${last}'`);
  const before = await count();
  await expect(migrate(server.app.pool)).rejects.toThrow(StartRefusal);
  await expect(migrate(server.app.pool)).rejects.toThrow(
    /База новее программы.*9998_future.*Обновите программу/,
  );
  expect(await count()).toBe(before);
});
