import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../tests/support/site/database.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { verifyChain } from '../../base/audit/index.ts';
import { ForeignData, requireDemoOrEmpty } from '../guard.ts';
import { fillBulk } from './bulk.ts';
import { readMark } from './mark.ts';
import { setAsideIndexes } from './set-aside.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' }, '2026-11-25T09:00:00Z');
});
afterAll(() => server.close());

const demo = { seed: '3', count: 600, days: 30, withPhotos: false, report: () => {} };

/** Every index and constraint of the tables the load touches, as the database describes them. */
async function describeKeys(): Promise<string[]> {
  const { rows } = await server.app.pool.query<{ text: string }>(`
    SELECT indexdef AS text FROM pg_indexes WHERE schemaname IN ('cases', 'audit', 'files')
    UNION ALL
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
    FROM pg_constraint WHERE connamespace IN ('cases'::regnamespace, 'audit'::regnamespace, 'files'::regnamespace)
    ORDER BY 1`);
  return rows.map(({ text }) => text);
}

const countCases = async (): Promise<number> =>
  (await server.app.pool.query('SELECT count(*)::int AS count FROM cases.case_file')).rows[0].count;

describe('a large demo city', { timeout: 120_000 }, () => {
  it('goes in with indexes set aside, and leaves the tables as they were', async () => {
    const before = await describeKeys();
    const said: string[] = [];
    await fillBulk(server.app.services, {
      ...demo,
      ownerUrl: server.ownerUrl,
      setsAside: true,
      report: (done, stage) => said.push(`${stage} ${done}`),
    });
    expect(await describeKeys()).toEqual(before);
    expect(await countCases()).toBe(600);
    expect(said).toEqual(['cases 600', 'indexes 600', 'tidying 600']);
    const { checked, fault } = await verifyChain(server.app.services.database);
    expect(fault).toBeNull();
    expect(checked).toBeGreaterThanOrEqual(600);
  });

  it('tells of each case when it was open, those that came back too', async () => {
    const { rows } = await server.app.pool.query(
      'SELECT count(*) FILTER (WHERE rests IS NOT NULL)::int AS again, count(rested_at)::int AS over FROM cases.case_file',
    );
    expect(rows[0].again).toBeGreaterThan(0);
    expect(rows[0].over).toBeGreaterThan(300);
  });

  it('keeps what triggers read by for each row: a million is loaded in minutes', async () => {
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await setAsideIndexes(client);
      await client.query('SET LOCAL enable_seqscan = off');
      // What recount_breach and touch_answer ask of each case.
      for (const asked of [
        "SELECT min(due_at) FROM cases.clock WHERE case_id = '019a0000-0000-7000-8000-0000000000aa' AND is_broken",
        "SELECT 1 FROM cases.case_file WHERE merged_into = '019a0000-0000-7000-8000-0000000000aa' AND breached_at IS NOT NULL",
        "SELECT 1 FROM cases.attachment WHERE case_id = '019a0000-0000-7000-8000-0000000000aa'",
      ]) {
        const plan = await client.query(`EXPLAIN ${asked}`);
        expect(JSON.stringify(plan.rows)).not.toContain('Seq Scan');
      }
      await client.query('ROLLBACK');
    } finally {
      await client.end();
    }
  });

  it('adds to a demo that is there, with numbers going on', async () => {
    await fillBulk(server.app.services, { ...demo, count: 200, ownerUrl: server.ownerUrl });
    expect(await countCases()).toBe(800);
    expect(await readMark(server.app.services.database)).toMatchObject({ cases: 800 });
    expect((await verifyChain(server.app.services.database)).fault).toBeNull();
  });

  it('leaves nothing behind when it breaks off', async () => {
    const before = await describeKeys();
    const broken = fillBulk(server.app.services, {
      ...demo,
      ownerUrl: server.ownerUrl,
      setsAside: true,
      report: (_, stage) => {
        if (stage === 'indexes') throw new Error('свет погас');
      },
    });
    await expect(broken).rejects.toThrow('свет погас');
    expect(await countCases()).toBe(800);
    expect(await describeKeys()).toEqual(before);
  });

  it('goes only into a database that is empty or a demo', async () => {
    await expect(requireDemoOrEmpty(server.app.services.config.databaseUrl)).resolves.toBeUndefined();
    const clone = await cloneDatabase();
    const client = new pg.Client({ connectionString: clone.url });
    await client.connect();
    try {
      await expect(requireDemoOrEmpty(clone.url)).resolves.toBeUndefined();
      await client.query(
        `INSERT INTO identity.person (id, kind, short_name, email, created_at, changed_at)
         VALUES (gen_random_uuid(), 'staff', 'Пробный П.П.', 'real@city.example', now(), now())`,
      );
      await expect(requireDemoOrEmpty(clone.url)).rejects.toThrow(ForeignData);
    } finally {
      await client.end();
      await clone.drop();
    }
  });
});
