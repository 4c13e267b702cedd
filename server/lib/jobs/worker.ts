import { EventEmitter } from 'node:events';
import { parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { keepPresence } from '../database/dead-workers.ts';
import { openPatientPool } from '../database/patient-pool.ts';
import type { JobHandler } from '../module/module.ts';
import type { Services } from '../module/unit-of-work.ts';
import { quietLogger } from './jobs.ts';

/** After a worker that ended by itself another is started: at first soon, then each half minute, ms. */
const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;

export interface Worker {
  /** Waits for the jobs under way. */
  stop: () => Promise<void>;
}

export interface WorkerOptions {
  services: Services;
  tasks: TaskList;
  jobs: readonly JobHandler[];
  concurrency?: number;
  /** Between two looks for jobs that nobody works on, ms. */
  lookEvery?: number;
}

/**
 * Starts the background worker; it wakes by NOTIFY and by its cron lines, takes over from workers that were killed, and
 * outlives the database: while that is away it waits, and a runner that ends all the same is followed by another.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log } = options.services;
  let current = await startRunner(options);
  let isStopped = false;
  let delay = FIRST_DELAY;
  let timer: NodeJS.Timeout | undefined;

  function watch(): void {
    current.ended.then((reason) => {
      if (isStopped) return;
      log.error({ err: reason, delay }, 'обработчик заданий остановился сам, запускаю снова');
      timer = setTimeout(() => void restart(), delay);
      delay = Math.min(delay * 2, LONGEST_DELAY);
    });
  }

  async function restart(): Promise<void> {
    try {
      const next = await startRunner(options);
      if (isStopped) return await next.stop();
      current = next;
      watch();
    } catch (error) {
      log.error({ err: error, delay }, 'обработчик заданий не запустился');
      if (!isStopped) timer = setTimeout(() => void restart(), delay);
    }
  }

  watch();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current.stop();
    },
  };
}

interface Running {
  /** Why the runner ended; undefined when it was told to. */
  ended: Promise<unknown>;
  stop: () => Promise<void>;
}

async function startRunner(options: WorkerOptions): Promise<Running> {
  const { services, tasks, jobs, concurrency = 4, lookEvery } = options;
  const { config, log } = services;
  // Items, not the text of a crontab: that accepts no dot in a task's name. The key keeps runs from piling up.
  const parsedCronItems = parseCronItems(
    jobs.flatMap(({ cron, job: { name } }) =>
      cron ? [{ match: cron, task: name, options: { jobKey: name } }] : [],
    ),
  );
  // One more for listening, one for cron.
  const { pool, hurry } = openPatientPool(config.databaseUrl, concurrency + 2);
  const events = new EventEmitter() as WorkerEvents;
  const active = new Set<string>();
  events.on('job:start', ({ job }) => active.add(job.id));
  events.on('job:complete', ({ job }) => active.delete(job.id));
  let endPresence = () => {};
  events.on('pool:create', ({ workerPool }) => {
    endPresence = keepPresence(pool, log, { name: workerPool.id, active }, lookEvery).stop;
  });
  const close = async () => {
    hurry();
    endPresence();
    await pool.end();
  };
  let runner: Runner;
  try {
    runner = await run({
      pgPool: pool,
      taskList: tasks,
      parsedCronItems,
      events,
      logger: quietLogger(log),
      concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      preset: { worker: { gracefulShutdownAbortTimeout: 5000 } },
    });
  } catch (error) {
    await close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  const finish = () => {
    closing ??= close();
    return closing;
  };
  return {
    ended: runner.promise
      .catch((error: unknown) => error)
      .then(async (reason) => {
        await finish();
        return reason;
      }),
    async stop() {
      hurry();
      // One that has ended by itself refuses to stop.
      await runner.stop().catch(() => {});
      await finish();
    },
  };
}
