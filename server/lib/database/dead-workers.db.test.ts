import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { startWorker } from '../jobs/worker.ts';
import { defineJob } from '../module/context.ts';
import { runMutation } from '../module/unit-of-work.ts';
import { keepPresence, releaseDead, releaseForgotten } from './dead-workers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const job = defineJob('test.any', z.object({}));
const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

/** A job of a named queue, taken by a pool the given number of seconds ago. */
async function takeJob(holder: string, seconds: number): Promise<string> {
  await runMutation(server.app.services, caller, async (ctx) =>
    ctx.enqueue(job, {}, { queue: `queue-${holder}`, key: holder }),
  );
  const set = `SET locked_by = $1, locked_at = now() - make_interval(secs => $2)`;
  const { pool } = server.app;
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE graphile_worker._private_jobs ${set} WHERE key = $1 RETURNING id::text AS id`,
    [holder, seconds],
  );
  await pool.query(`UPDATE graphile_worker._private_job_queues ${set} WHERE queue_name = 'queue-' || $1`, [
    holder,
    seconds,
  ]);
  return rows[0]!.id;
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
  const active = new Set([await takeJob('pool-alive', 3600)]);
  const presence = keepPresence(server.app.pool, server.app.services.log, { name: 'pool-alive', active });
  try {
    await waitForPresence('pool-alive', true);
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

test('what the dead said to the world is tried once more although its key was asked for anew; other work is not', async () => {
  const { pool } = server.app;
  const names = ['pool-spoke', 'pool-worked'];
  const ids: string[] = [];
  for (const name of names) {
    ids.push(await takeJob(name, 3600));
    await runMutation(server.app.services, caller, async (ctx) => ctx.enqueue(job, {}, { key: name }));
  }
  await pool.query('INSERT INTO lib.open_call (job_id, job, began_at) VALUES ($1, $2, now())', [
    ids[0],
    job.name,
  ]);
  await expectHolders('pool-fresh');
  const { rows } = await pool.query(
    `SELECT attempts FROM graphile_worker._private_jobs WHERE id = ANY($1::bigint[]) ORDER BY id`,
    [ids],
  );
  expect(rows).toEqual([{ attempts: 24 }, { attempts: 25 }]);
  await pool.query('DELETE FROM lib.open_call');
  await pool.query('DELETE FROM graphile_worker._private_jobs WHERE locked_by IS NULL');
});

test('a living worker gives back what it was given unawares, and keeps what it works on and what is fresh', async () => {
  const { pool } = server.app;
  const known = await takeJob('pool-cut', 3600);
  const forgotten = await takeJob('pool-cut-2', 3600);
  const fresh = await takeJob('pool-cut-3', -60);
  const name = 'pool-cut';
  await pool.query('UPDATE graphile_worker._private_jobs SET locked_by = $1 WHERE id = ANY($2)', [
    name,
    [forgotten, fresh],
  ]);
  await pool.query(
    "UPDATE graphile_worker._private_job_queues SET locked_by = $1 WHERE queue_name LIKE 'queue-pool-cut%'",
    [name],
  );
  expect(await releaseForgotten(pool, { name, active: new Set([known]) })).toBe(1);
  const { rows } = await pool.query(
    `SELECT job.id::text AS id, queue.locked_by AS queue FROM graphile_worker._private_jobs job
     JOIN graphile_worker._private_job_queues queue ON queue.id = job.job_queue_id
     WHERE job.locked_by = $1 ORDER BY job.id`,
    [name],
  );
  expect(rows).toEqual([known, fresh].map((id) => ({ id, queue: name })));
  const left = await pool.query(
    'SELECT queue.locked_by FROM graphile_worker._private_jobs job JOIN graphile_worker._private_job_queues queue ON queue.id = job.job_queue_id WHERE job.id = $1',
    [forgotten],
  );
  expect(left.rows).toEqual([{ locked_by: null }]);
  await pool.query('DELETE FROM graphile_worker._private_jobs WHERE id = ANY($1)', [
    [known, forgotten, fresh],
  ]);
  await pool.query(
    'UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL WHERE locked_by = $1',
    [name],
  );
});

test('what a living pool was given without knowing is untried, even where another job of its key stands in for it', async () => {
  const { pool } = server.app;
  const name = 'pool-replaced';
  const first = await takeJob(name, 60);
  await pool.query('UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE id = $1', [first]);
  await runMutation(server.app.services, caller, async (ctx) => ctx.enqueue(job, {}, { key: name }));
  const read = async () =>
    (
      await pool.query(
        'SELECT attempts, is_available AS due FROM graphile_worker._private_jobs WHERE id = $1',
        [first],
      )
    ).rows;
  // Graphile lets one that is replaced while it is under way not be tried again.
  expect(await read()).toEqual([{ attempts: 25, due: false }]);
  expect(await releaseForgotten(pool, { name, active: new Set() })).toBe(1);
  expect(await read()).toEqual([{ attempts: 24, due: true }]);
  await pool.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1 OR key = $2', [first, name]);
});

test('a worker looks for the dead as it starts, and leaves nothing behind when it stops', async () => {
  const { pool, tasks, services } = server.app;
  await takeJob('pool-killed', 3600);
  const worker = await startWorker({ services, tasks, jobs: [] });
  await expect.poll(holders, patience).not.toContain('pool-killed');
  await worker.stop();
  const locks = `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory' AND database =
    (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(async () => (await pool.query(locks)).rows[0].held, patience).toBe(0);
});
