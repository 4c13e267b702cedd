import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../tests/support/server.ts';
import { verifyChain } from '../modules/audit/index.ts';
import { seedDemo } from './seed.ts';

const demo = { seed: '7', count: 420, days: 45 };
let server: TestServer;

const count = async (statement: ReturnType<typeof sql<{ count: number }>>): Promise<number> =>
  (await statement.execute(server.app.services.database)).rows[0]!.count;

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' });
  server.setNow('2026-11-25T09:00:00Z');
});
afterAll(() => server.close());

describe('the demo city in the database', () => {
  it('is filled once, and a second start adds nothing', async () => {
    expect(await seedDemo(server.app.services, demo)).toBe(demo.count);
    expect(await seedDemo(server.app.services, demo)).toBe(0);
    expect(await count(sql`SELECT count(*)::int FROM cases.case_file`)).toBe(demo.count);
  });

  it('leaves a whole journal', async () => {
    const { checked, fault } = await verifyChain(server.app.services.database);
    expect(fault).toBeNull();
    expect(checked).toBeGreaterThan(demo.count * 4);
  });
});
