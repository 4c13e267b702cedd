import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Cable, layCable } from '../../../tests/support/site/cable.ts';
import { cloneDatabase, type TestDatabase } from '../../../tests/support/site/database.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { type Ctx, defineJob } from '../module/context.ts';
import { work } from '../module/module.ts';
import { runMutation } from '../module/unit-of-work.ts';
import { createTasks, drainJobs } from './jobs.ts';
import { startWorker, type Worker } from './worker.ts';

let database: TestDatabase;
let cable: Cable;
let server: TestServer;
/** A connection that no fault of the test touches. */
let aside: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase();
  aside = new pg.Client({ connectionString: database.ownerUrl });
  await aside.connect();
  await aside.query('CREATE TABLE public.done (n int); GRANT ALL ON public.done TO PUBLIC');
  cable = await layCable(database.url);
  server = await startTestServer({ DATABASE_URL: cable.url });
});
afterAll(async () => {
  await server.close();
  await aside.end();
  await cable.pull();
  await database.drop();
});
beforeEach(async () => {
  await aside.query('DELETE FROM graphile_worker._private_jobs');
  await aside.query('DELETE FROM graphile_worker._private_job_queues');
  await aside.query('DELETE FROM public.done');
});

const job = defineJob('test.count', z.object({ n: z.number() }));
const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

/** What else a test does while a job is under way. */
let meanwhile: (n: number, ctx: Ctx) => Promise<void> = async () => {};

const makeTasks = () => {
  const handler = work(job, async (ctx, { n }) => {
    await server.app.pool.query('SELECT pg_sleep(0.002)');
    await meanwhile(n, ctx);
    await ctx.db
      .insertInto('public.done' as never)
      .values({ n } as never)
      .execute();
  });
  return createTasks(server.app.services, [handler], []);
};

const enqueue = (count: number) =>
  runMutation(server.app.services, caller, async (ctx) => {
    for (let n = 0; n < count; n += 1)
      ctx.enqueue(job, { n }, { queue: n % 5 === 0 ? 'in-turn' : undefined });
  });

const readDone = async (): Promise<number[]> =>
  (await aside.query('SELECT n FROM public.done ORDER BY n')).rows.map(({ n }) => n);

/** Jobs of this test: the server wakes others of its own. */
const countWaiting = async (): Promise<number> =>
  (
    await aside.query(
      `SELECT count(*)::int AS waiting FROM graphile_worker.jobs WHERE task_identifier = 'test.count'`,
    )
  ).rows[0].waiting;

/** What failed is tried again at once: graphile waits for seconds. */
const hasten = () =>
  aside.query(
    'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND run_at > now()',
  );

/** A queue is free again a moment after its job has failed. */
async function drainAll(): Promise<void> {
  while ((await countWaiting()) > 0) {
    await hasten();
    await drainJobs(server.app.pool, makeTasks(), server.app.services.log);
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('connections cut and the database gone while a worker is on: it goes on by itself, each job done once', async () => {
  let worker: Worker | undefined;
  const count = 60;
  try {
    await enqueue(count);
    worker = await startWorker({
      services: server.app.services,
      tasks: makeTasks(),
      jobs: [],
      lookEvery: 400,
    });
    for (let round = 0; round < 2; round += 1) {
      await pause(40);
      cable.cut();
      await pause(40);
      // Of clients alone: what the server does for itself there (autovacuum) is nobody's to end.
      await aside.query(`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`);
      await pause(40);
      await cable.pull();
      await pause(120);
      await cable.plug();
    }
    await expect
      .poll(
        async () => {
          await hasten();
          return countWaiting();
        },
        { timeout: 60_000, interval: 200 },
      )
      .toBe(0);
  } finally {
    await worker?.stop();
  }
  expect(await readDone()).toEqual(Array.from({ length: count }, (_, n) => n));
}, 90_000);

test('a job that was given to another worker meanwhile leaves nothing behind here', async () => {
  await enqueue(1);
  meanwhile = async () => {
    await aside.query("UPDATE graphile_worker._private_jobs SET locked_by = 'another'");
  };
  await drainJobs(server.app.pool, makeTasks(), server.app.services.log);
  expect(await readDone()).toEqual([]);
  const { rows } = await aside.query(
    "SELECT locked_by FROM graphile_worker.jobs WHERE task_identifier = 'test.count'",
  );
  expect(rows).toEqual([{ locked_by: 'another' }]);
  meanwhile = async () => {};
});

test('a job that fails leaves nothing behind and is tried again; one of a queue lets the next one go', async () => {
  await enqueue(6);
  meanwhile = async (n, ctx) => {
    await ctx.db
      .insertInto('public.done' as never)
      .values({ n: -1 } as never)
      .execute();
    if (n === 0) throw new Error('not now');
  };
  await drainJobs(server.app.pool, makeTasks(), server.app.services.log);
  expect(await readDone()).not.toContain(0);
  meanwhile = async () => {};
  await drainAll();
  expect((await readDone()).filter((n) => n >= 0)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a job that the database broke off is not counted as tried', async () => {
  await enqueue(1);
  const read = async () =>
    (
      await aside.query(
        `SELECT attempts, locked_by, run_at > now() AS is_later, run_at < now() + interval '5 seconds' AS is_soon
         FROM graphile_worker.jobs WHERE task_identifier = 'test.count'`,
      )
    ).rows;
  meanwhile = async () => {
    throw Object.assign(new Error('No space left on device'), { code: '53100' });
  };
  await drainJobs(server.app.pool, makeTasks(), server.app.services.log);
  expect(await read()).toEqual([{ attempts: 0, locked_by: null, is_later: true, is_soon: true }]);
  meanwhile = async () => {
    throw new Error('a bug');
  };
  await hasten();
  await drainJobs(server.app.pool, makeTasks(), server.app.services.log);
  await expect.poll(async () => (await read())[0]).toMatchObject({ attempts: 1, locked_by: null });
  meanwhile = async () => {};
});
