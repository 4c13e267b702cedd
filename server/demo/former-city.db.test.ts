import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../tests/support/site/server.ts';
import { lacksDemo, lifeNames } from './bulk/mark.ts';
import { seedDemo } from './seed.ts';

const demo = { seed: '7', count: 200, days: 45 };
let server: TestServer;

const countRows = async (from: string): Promise<number> => {
  const result = await server.app.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return result.rows[0]!.count;
};

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' }, '2026-11-25T09:00:00Z');
  await seedDemo(server.app.services, demo);
}, 180_000);
afterAll(() => server.close());

it('the demo city of a former version lives what it knew nothing of, and nothing twice', async () => {
  const { pool, services } = server.app;
  const tables = ['polls.poll', 'initiatives.initiative', 'publications.publication', 'posts.post'] as const;
  const before = await Promise.all(tables.map(countRows));
  const mark = async (value: object) =>
    pool.query("UPDATE lib.setting SET value = $1 WHERE name = 'demo'", [JSON.stringify(value)]);
  const { rows } = await pool.query<{ value: { lives: string[] } }>(
    "SELECT value FROM lib.setting WHERE name = 'demo'",
  );
  const [{ value }] = rows as [{ value: { lives: string[] } }];
  expect(value.lives).toEqual([...lifeNames]);
  // The usual city of a version that noted nothing of lives, and that had no register of media yet.
  await mark({ seed: '1', cases: 3000, at: '2026-01-01T00:00:00Z' });
  await server.asOwner('TRUNCATE media.contact CASCADE');
  expect(await lacksDemo(services.database)).toBe(true);
  expect(await seedDemo(services, demo)).toBe(0);
  expect(await Promise.all(tables.map(countRows))).toEqual(before);
  expect(await lacksDemo(services.database)).toBe(false);
  // One of another size never had any, and is given none.
  await mark({ seed: '1', cases: 20_000, at: '2026-01-01T00:00:00Z' });
  expect(await lacksDemo(services.database)).toBe(false);
  await mark(value);
});
