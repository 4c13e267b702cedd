import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { defineJob } from '../module/context.ts';
import { type Conversation, converse } from '../module/module.ts';
import { runMutation } from '../module/unit-of-work.ts';
import { createTasks, drainJobs } from './jobs.ts';

let server: TestServer;
let aside: pg.Client;
beforeAll(async () => {
  server = await startTestServer();
  aside = new pg.Client({ connectionString: server.ownerUrl });
  await aside.connect();
  await aside.query('CREATE TABLE public.said (n int, what text); GRANT ALL ON public.said TO PUBLIC');
});
afterAll(async () => {
  await aside.end();
  await server.close();
});
beforeEach(async () => {
  await aside.query('DELETE FROM public.said; DELETE FROM graphile_worker._private_jobs');
  calls = 0;
  call = async () => 'ok';
  settleFault = null;
});

const job = defineJob('test.say', z.object({ n: z.number() }));
const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
let calls = 0;
let call: () => Promise<string>;
let settleFault: Error | null;

const steps: Conversation<{ n: number }, { n: number }, string> = {
  intend: async (ctx, { n }) => {
    if (n < 0) return null;
    await ctx.db
      .insertInto('public.said' as never)
      .values({ n, what: 'intended' } as never)
      .execute();
    return { n };
  },
  call: async () => {
    calls += 1;
    return call();
  },
  settle: async (ctx, { n }, what) => {
    await ctx.db
      .insertInto('public.said' as never)
      .values({ n, what } as never)
      .execute();
    const fault = settleFault;
    settleFault = null;
    if (fault) throw fault;
  },
  lose: async (ctx, { n }) => {
    await ctx.db
      .insertInto('public.said' as never)
      .values({ n, what: 'lost' } as never)
      .execute();
  },
};

const say = (n: number) => runMutation(server.app.services, caller, async (ctx) => ctx.enqueue(job, { n }));
const drain = () =>
  drainJobs(
    server.app.pool,
    createTasks(server.app.services, [converse(job, steps)], []),
    server.app.services.log,
  );
const readSaid = async (): Promise<string[]> =>
  (await aside.query('SELECT what FROM public.said')).rows.map(({ what }) => what);
const countLeft = async (): Promise<number> =>
  (
    await aside.query(
      `SELECT (SELECT count(*) FROM lib.open_call)::int
        + (SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'test.say')::int AS left`,
    )
  ).rows[0].left;

test('what is to be said is committed before it is said, and nothing is open while it is', async () => {
  let seen: unknown[] = [];
  const countOpen = async (): Promise<number> =>
    (
      await aside.query(
        "SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
      )
    ).rows[0].open;
  call = async () => {
    // A transaction of another part of the server ends meanwhile; one of the talk would stay for as long as the call lasts.
    await expect.poll(countOpen, { timeout: 10_000 }).toBe(0);
    seen = await readSaid();
    return 'taken';
  };
  await say(1);
  await drain();
  expect(seen).toEqual(['intended']);
  expect(await readSaid()).toEqual(['intended', 'taken']);
  expect(await countLeft()).toBe(0);
});

test('what need not be said (any more) ends the job', async () => {
  await say(-1);
  await drain();
  expect([calls, await readSaid(), await countLeft()]).toEqual([0, [], 0]);
});

test('one of a queue lets the next of it go', async () => {
  await runMutation(server.app.services, caller, async (ctx) => {
    for (const n of [1, 2]) ctx.enqueue(job, { n }, { queue: 'in-turn' });
  });
  await drain();
  expect([calls, await countLeft()]).toEqual([2, 0]);
});

test('a job cut off after its intent is lost, not said again; a late end of the first one still counts', async () => {
  let end: (what: string) => void = () => {};
  call = () =>
    new Promise((done) => {
      end = done;
    });
  await say(1);
  const first = drain();
  await expect.poll(() => calls).toBe(1);
  // Its worker is thought dead: the job is given to another.
  await aside.query('UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL');
  await drain();
  expect([calls, await readSaid(), await countLeft()]).toEqual([1, ['intended', 'lost'], 0]);
  end('taken after all');
  await first;
  expect([calls, await readSaid()]).toEqual([1, ['intended', 'lost', 'taken after all']]);
});

test('a call that breaks by a fault of ours may have happened: it is lost', async () => {
  call = async () => {
    throw new Error('a bug');
  };
  await say(1);
  await drain();
  expect([calls, await readSaid(), await countLeft()]).toEqual([1, ['intended', 'lost'], 0]);
});

test('a database that goes away after the call is waited for, so that what became of it is not lost', async () => {
  settleFault = Object.assign(new Error('No space left on device'), { code: '53100' });
  await say(1);
  await drain();
  expect([calls, await readSaid(), await countLeft()]).toEqual([1, ['intended', 'ok'], 0]);
});

test('an outcome that cannot be written is lost at the next run', async () => {
  settleFault = new Error('a bug');
  await say(1);
  await drain();
  expect(await readSaid()).toEqual(['intended']);
  await aside.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
  await drain();
  expect([calls, await readSaid(), await countLeft()]).toEqual([1, ['intended', 'lost'], 0]);
});
