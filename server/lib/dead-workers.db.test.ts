import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../tests/support/server.ts';
import { defineJob } from './context.ts';
import { keepPresence, releaseDead } from './dead-workers.ts';
import { startWorker } from './jobs.ts';
import { runMutation } from './unit-of-work.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const job = defineJob('test.any', z.object({}));
const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

/** A job of a named queue, taken by a pool the given number of seconds ago. */
async function takeJob(holder: string, seconds: number): Promise<void> {
  await runMutation(server.app.services, caller, async (ctx) =>
    ctx.enqueue(job, {}, { queue: `queue-${holder}`, key: holder }),
  );
  const set = `SET locked_by = $1, locked_at = now() - make_interval(secs => $2)`;
  const { pool } = server.app;
  await pool.query(`UPDATE graphile_worker._private_jobs ${set} WHERE key = $1`, [holder, seconds]);
  await pool.query(`UPDATE graphile_worker._private_job_queues ${set} WHERE queue_name = 'queue-' || $1`, [
    holder,
    seconds,
  ]);
}

async function holders(): Promise<string[]> {
  const { rows } = await server.app.pool.query(
    `SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
     UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL ORDER BY 1`,
  );
  return rows.map((row) => row.locked_by);
}

const patience = { timeout: 20_000 };

/** Waits until somebody holds the lock of a living pool, or nobody does: a connection takes its time. */
const waitForPresence = (name: string, isWanted: boolean) =>
  expect
    .poll(async () => {
      const { rows } = await server.app.pool.query(
        `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext($1)::bigint::bit(32)::bigint::oid
           AND granted) AS is_there`,
        [name],
      );
      return rows[0].is_there;
    }, patience)
    .toBe(isWanted);

/** Looks for the dead until only `names` hold work: another's look may be burying them at the same moment. */
const expectHolders = (...names: string[]) =>
  expect
    .poll(async () => {
      await releaseDead(server.app.pool);
      return holders();
    }, patience)
    .toEqual(names);

test('says how many of the dead there were', async () => {
  await takeJob('pool-gone', 3600);
  expect(await releaseDead(server.app.pool)).toBe(1);
  expect(await releaseDead(server.app.pool)).toBe(0);
});

test('jobs of a worker that was killed are given back, those of a living or a fresh one are not', async () => {
  const presence = keepPresence(server.app.pool, server.app.services.log, 'pool-alive');
  try {
    await waitForPresence('pool-alive', true);
    await takeJob('pool-alive', 3600);
    await takeJob('pool-dead', 3600);
    // Taken just now, however long this test takes.
    await takeJob('pool-fresh', -60);
    await expectHolders('pool-alive', 'pool-fresh');
  } finally {
    presence.stop();
  }
  await waitForPresence('pool-alive', false);
  await expectHolders('pool-fresh');
});

test('a worker looks for the dead as it starts, and leaves nothing behind when it stops', async () => {
  const { pool, tasks, services } = server.app;
  await takeJob('pool-killed', 3600);
  const worker = await startWorker(pool, tasks, [], services.log);
  await expect.poll(holders, patience).not.toContain('pool-killed');
  await worker.stop();
  const locks = `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory' AND database =
    (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(async () => (await pool.query(locks)).rows[0].held, patience).toBe(0);
});
