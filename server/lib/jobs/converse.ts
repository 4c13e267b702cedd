import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'graphile-worker';
import { sql } from 'kysely';
import type { Db } from '../database/db.ts';
import { isTransient } from '../database/transient.ts';
import type { Conversation } from '../module/module.ts';
import { type Caller, runMutation, type Services } from '../module/unit-of-work.ts';

/** What the runner of jobs gives a conversation. */
interface Run {
  services: Services;
  caller: Caller;
  steps: Conversation<unknown, unknown, unknown>;
  payload: unknown;
  job: Job;
  /** Takes the job off the list; false where it is another worker's by now. */
  takeOffList: (db: Db, job: Job) => Promise<boolean>;
}

/** What was done here is rolled back: another worker has the job. */
export class JobTaken extends Error {
  constructor({ id }: Job) {
    super(`Задание ${id} уже отдано другому обработчику`);
  }
}

export async function runConversation(run: Run): Promise<void> {
  const begun = await begin(run);
  if (!begun) return;
  const { services, caller, steps, payload, job, takeOffList } = run;
  let outcome: { value: unknown } | null = null;
  try {
    outcome = { value: await steps.call(begun.intent, services) };
  } catch (error) {
    services.log.error({ err: error, job: job.task_identifier }, 'чем кончился обмен, неизвестно');
  }
  await insist(() =>
    runMutation(services, caller, async (ctx) => {
      await sql`DELETE FROM lib.open_call WHERE job_id = ${job.id}`.execute(ctx.db);
      if (outcome) await steps.settle(ctx, begun.intent, outcome.value);
      else await steps.lose(ctx, payload);
      // Whoever took it over meanwhile has ended it: what is known now counts all the same.
      await takeOffList(ctx.db, job);
    }),
  );
}

async function begin({
  services,
  caller,
  steps,
  payload,
  job,
  takeOffList,
}: Run): Promise<{ intent: unknown } | null> {
  return runMutation(services, caller, async (ctx) => {
    const { rows: held } = await sql`
      SELECT FROM graphile_worker._private_jobs WHERE id = ${job.id} AND locked_by = ${job.locked_by} FOR UPDATE`.execute(
      ctx.db,
    );
    if (held.length === 0) throw new JobTaken(job);
    const { rows: open } =
      await sql`DELETE FROM lib.open_call WHERE job_id = ${job.id} RETURNING job_id`.execute(ctx.db);
    const intent = open.length > 0 ? null : await steps.intend(ctx, payload, services);
    if (open.length > 0) await steps.lose(ctx, payload);
    if (intent === null) {
      await takeOffList(ctx.db, job);
      return null;
    }
    await sql`
      INSERT INTO lib.open_call (job_id, job, began_at) VALUES (${job.id}, ${job.task_identifier}, ${ctx.now})`.execute(
      ctx.db,
    );
    return { intent };
  });
}

/** How long a database that went away during a call is waited for, ms: after that nobody knows what became of it. */
const PATIENCE = 60_000;

async function insist(work: () => Promise<void>): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || performance.now() > end) throw error;
      await sleep(250);
    }
  }
}
