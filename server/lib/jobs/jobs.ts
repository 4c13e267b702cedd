import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, Logger, runOnce, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../database/db.ts';
import { isTransient } from '../database/transient.ts';
import type { Log } from '../log.ts';
import { jobDuration } from '../metrics.ts';
import type { JobHandler, Listener } from '../module/module.ts';
import { runMutation, type Services } from '../module/unit-of-work.ts';
import { JobTaken, runConversation } from './converse.ts';

/** Graphile task list: every job and every listener, each run in one transaction that ends the job as well. */
export function createTasks(services: Services, jobs: JobHandler[], listeners: Listener[]): TaskList {
  const tasks: TaskList = {};
  type Work = Pick<JobHandler, 'handle' | 'conversation'>;
  const add = (name: string, parse: (raw: unknown) => unknown, { handle, conversation }: Work) => {
    tasks[name] = async (raw, helpers) => {
      const end = jobDuration.startTimer({ job: name });
      const caller = { actor: { kind: 'system', name } as const, requestId: `job:${helpers.job.id}`, ip: '' };
      try {
        const { job } = helpers;
        const payload = parse(raw);
        if (conversation)
          await runConversation({ services, caller, steps: conversation, payload, job, takeOffList });
        else
          await runMutation(services, caller, async (ctx) => {
            await handle(ctx, payload, services);
            if (!(await takeOffList(ctx.db, job))) throw new JobTaken(job);
          });
        end({ result: 'ok' });
      } catch (error) {
        end({ result: 'failed' });
        services.log.error({ err: error, job: name, attempt: helpers.job.attempts }, 'задание не выполнено');
        if (isTransient(error)) await giveBack(services, helpers.job);
        throw error;
      }
    };
  };
  for (const handler of jobs) add(handler.job.name, (raw) => handler.job.payload.parse(raw ?? {}), handler);
  for (const listener of listeners)
    add(listener.jobName, (raw) => listener.event.payload.parse(raw), listener);
  return tasks;
}

/**
 * Takes the job off the list in the transaction of its work: both happen or neither, whatever is killed when. False: it was
 * given to another worker meanwhile and is that worker's. Graphile takes off what is gone already, which does no harm and may fail.
 */
async function takeOffList(db: Db, { id, locked_by: holder }: Job): Promise<boolean> {
  const { rows } = await sql<{ taken: number }>`
    WITH done AS (
      DELETE FROM graphile_worker._private_jobs WHERE id = ${id} AND locked_by = ${holder} RETURNING job_queue_id
    ), freed AS (
      UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL
      WHERE id IN (SELECT job_queue_id FROM done) AND locked_by = ${holder}
    )
    SELECT count(*)::int AS taken FROM done`.execute(db);
  return rows[0]?.taken === 1;
}

/** How soon a job given back is tried, seconds. */
const AGAIN_IN = 2;
/** How long the database is waited for to say so, ms; after that graphile does, whose pauses grow. */
const PATIENCE = 60_000;

/**
 * A job whose work the database broke off by going away, or for want of room, has not been tried: it is given back
 * uncounted. By graphile's count it would wait longer after each such failure, hours in the end, or be given up.
 */
async function giveBack({ database }: Services, { id, locked_by: holder }: Job): Promise<void> {
  const end = performance.now() + PATIENCE;
  const statement = sql`
    WITH given AS (
      UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, attempts = greatest(attempts - 1, 0),
        run_at = now() + make_interval(secs => ${AGAIN_IN})
      WHERE id = ${id} AND locked_by = ${holder} RETURNING job_queue_id
    )
    UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL
    WHERE id IN (SELECT job_queue_id FROM given) AND locked_by = ${holder}`;
  for (;;) {
    try {
      await statement.execute(database);
      return;
    } catch {
      if (performance.now() > end) return;
      await sleep(250);
    }
  }
}

/** Graphile's own messages go to our log, at its levels; the console stays for people. */
export const quietLogger = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });

/** Runs every job that is due now, then returns: tests wait for work by draining it, never by sleeping. */
export async function drainJobs(pool: pg.Pool, taskList: TaskList, log: Log): Promise<void> {
  await runOnce({ pgPool: pool, taskList, logger: quietLogger(log), noHandleSignals: true, concurrency: 1 });
}
