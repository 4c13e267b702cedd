import { parseCronItems, type Runner, run, runOnce, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import { jobDuration } from './metrics.ts';
import type { JobHandler, Listener } from './module.ts';
import { runMutation, type Services } from './unit-of-work.ts';

/** Graphile task list: every job and every listener, each run in one transaction. */
export function createTasks(services: Services, jobs: JobHandler[], listeners: Listener[]): TaskList {
  const tasks: TaskList = {};
  const add = (name: string, parse: (raw: unknown) => unknown, handle: JobHandler['handle']) => {
    tasks[name] = async (raw, helpers) => {
      const end = jobDuration.startTimer({ job: name });
      const caller = { actor: { kind: 'system', name } as const, requestId: `job:${helpers.job.id}`, ip: '' };
      try {
        await runMutation(services, caller, (ctx) => handle(ctx, parse(raw)));
        end({ result: 'ok' });
      } catch (error) {
        end({ result: 'failed' });
        services.log.error({ err: error, job: name, attempt: helpers.job.attempts }, 'задание не выполнено');
        throw error;
      }
    };
  };
  for (const { job, handle } of jobs) add(job.name, (raw) => job.payload.parse(raw ?? {}), handle);
  for (const { jobName, event, handle } of listeners) add(jobName, (raw) => event.payload.parse(raw), handle);
  return tasks;
}

/** Starts the background worker; it wakes by NOTIFY and by its cron lines. */
export async function startWorker(
  pool: pg.Pool,
  taskList: TaskList,
  jobs: JobHandler[],
  concurrency = 4,
): Promise<Runner> {
  // Items, not the text of a crontab: that accepts no dot in a task's name. The key keeps runs from piling up.
  const parsedCronItems = parseCronItems(
    jobs.flatMap(({ cron, job: { name } }) =>
      cron ? [{ match: cron, task: name, options: { jobKey: name } }] : [],
    ),
  );
  return run({
    pgPool: pool,
    taskList,
    parsedCronItems,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    preset: { worker: { gracefulShutdownAbortTimeout: 5000 } },
  });
}

/** Runs every job that is due now, then returns: tests wait for work by draining it, never by sleeping. */
export async function drainJobs(pool: pg.Pool, taskList: TaskList): Promise<void> {
  await runOnce({ pgPool: pool, taskList, noHandleSignals: true, concurrency: 1 });
}
