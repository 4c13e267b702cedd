import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { defineJob } from '../module/context.ts';
import { runMutation } from '../module/unit-of-work.ts';
import { createWaker, flushWakers } from './waker.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const job = defineJob('test.wake', z.object({}));
const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

/** Waiting jobs of that name, oldest first. */
async function listJobs(name: string): Promise<{ key: string; payload: unknown }[]> {
  const { rows } = await server.app.pool.query(
    `SELECT job.key, job.payload FROM graphile_worker._private_jobs job
     JOIN graphile_worker._private_tasks task ON task.id = job.task_id WHERE task.identifier = $1 ORDER BY job.id`,
    [name],
  );
  return rows;
}

test('a flood of wakes makes one job, and none is made where none is due', async () => {
  const { services } = server.app;
  const waker = createWaker(services, job);
  await waker.flush();
  expect(await listJobs(job.name)).toEqual([]);
  for (let count = 0; count < 100; count += 1) waker.wake();
  await flushWakers(services);
  waker.wake();
  await waker.flush();
  expect(await listJobs(job.name)).toEqual([{ key: job.name, payload: {} }]);
});

test('a wake comes by its timer', async () => {
  const late = defineJob('test.late', z.object({}));
  createWaker(server.app.services, late).wake();
  await expect.poll(() => listJobs(late.name), { timeout: 5000 }).toHaveLength(1);
});

test('jobs of one key in one transaction are one: the last', async () => {
  const keyed = defineJob('test.keyed', z.object({ turn: z.number() }));
  await runMutation(server.app.services, caller, async (ctx) => {
    ctx.enqueue(keyed, { turn: 1 }, { key: 'same' });
    ctx.enqueue(keyed, { turn: 2 });
    ctx.enqueue(keyed, { turn: 3 }, { key: 'same' });
  });
  expect((await listJobs(keyed.name)).map(({ payload }) => payload)).toEqual([{ turn: 2 }, { turn: 3 }]);
});
