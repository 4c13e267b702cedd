import { EventEmitter } from 'node:events';
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import { keepPresence } from './dead-workers.ts';
import type { Log } from './log.ts';
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

/** Graphile's own messages go to our log, at its levels; the console stays for people. */
const quietLogger = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });

/** Starts the background worker; it wakes by NOTIFY and by its cron lines, and takes over from workers that were killed. */
export async function startWorker(
  pool: pg.Pool,
  taskList: TaskList,
  jobs: JobHandler[],
  log: Log,
  concurrency = 4,
): Promise<Runner> {
  // Items, not the text of a crontab: that accepts no dot in a task's name. The key keeps runs from piling up.
  const parsedCronItems = parseCronItems(
    jobs.flatMap(({ cron, job: { name } }) =>
      cron ? [{ match: cron, task: name, options: { jobKey: name } }] : [],
    ),
  );
  const events = new EventEmitter() as WorkerEvents;
  events.on('pool:create', ({ workerPool }) => {
    const presence = keepPresence(pool, log, workerPool.id);
    events.once('stop', () => presence.stop());
  });
  return run({
    pgPool: pool,
    taskList,
    parsedCronItems,
    events,
    logger: quietLogger(log),
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    preset: { worker: { gracefulShutdownAbortTimeout: 5000 } },
  });
}

/** Runs every job that is due now, then returns: tests wait for work by draining it, never by sleeping. */
export async function drainJobs(pool: pg.Pool, taskList: TaskList, log: Log): Promise<void> {
  await runOnce({ pgPool: pool, taskList, logger: quietLogger(log), noHandleSignals: true, concurrency: 1 });
}
