import { type App, createApp } from './app.ts';
import { eraseWhatCameBack } from './base/backups/index.ts';
import { lacksDemo } from './demo/bulk/mark.ts';
import { greet } from './greeting.ts';
import { readConfig } from './lib/config.ts';
import { isTransient } from './lib/database/transient.ts';
import { openWorkerDoor } from './lib/http/worker-door.ts';
import { startWorker, type Worker } from './lib/jobs/worker.ts';
import { createLog } from './lib/log.ts';
import type { Services } from './lib/module/unit-of-work.ts';
import { keepSmall } from './lib/start-garbage.ts';
import { StartRefusal } from './lib/start-refusal.ts';
import { modules } from './modules.ts';

/** Exit codes of sysexits.h, by which the start script knows what to do (scripts/start/restarts.mjs). */
const EXIT = { refused: 78, away: 75, failed: 1 };

interface Running {
  app: App;
  worker: Worker | undefined;
  closeDoor: (() => Promise<void>) | undefined;
}

/** What makes the demo city is loaded by the one start that makes it. */
async function fillDemo(services: Services): Promise<void> {
  if (!services.config.isDemo || !(await lacksDemo(services.database))) return;
  const { seedDemo } = await import('./demo/seed.ts');
  await seedDemo(services);
}

async function start(): Promise<Running> {
  const config = readConfig();
  // What is started from here, a browser that prints say, has no business with the owner's account.
  delete process.env.DATABASE_OWNER_URL;
  const log = createLog(config.logLevel);
  // Work that nobody waits for may meet a database that is away; each such work is begun again by a timer of its own. Anything
  // else is a bug: the process ends and is started anew.
  process.on('unhandledRejection', (error) => {
    if (!isTransient(error)) throw error;
    log.error({ err: error }, 'фоновая работа прервана, будет повторена');
  });
  const app = await createApp({ config, log });
  await fillDemo(app.services);
  await eraseWhatCameBack(app.services);
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  const worker =
    config.only === 'web' ? undefined : await startWorker({ services: app.services, tasks: app.tasks, jobs });
  if (config.only !== 'worker') {
    const address = await app.http.listen({ port: config.port, host: config.host });
    await greet(app.services, address);
  }
  const closeDoor =
    config.only === 'worker' && config.workerPort > 0 ? await openWorkerDoor(config, app.pool) : undefined;
  keepSmall();
  return { app, worker, closeDoor };
}

/** SQLSTATE insufficient_privilege. */
const NO_RIGHT = '42501';

/** The code of an error or of what caused it. */
const codeOf = (error: unknown): unknown => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
};

/** Says why there is no server, and ends. */
function fail(error: unknown): never {
  if (error instanceof StartRefusal) {
    console.error(error.message);
    process.exit(EXIT.refused);
  }
  if (codeOf(error) === NO_RIGHT) {
    console.error(
      'Учётной записи базы не хватает прав. Таблицы делает и меняет владелец базы: назовите его в DATABASE_OWNER_URL, ' +
        'или пусть это делает та же запись: CREATE DATABASE otklik OWNER otklik; ' +
        `(${(error as Error).message})`,
    );
    process.exit(EXIT.refused);
  }
  console.error(error);
  process.exit(isTransient(error) ? EXIT.away : EXIT.failed);
}

const running = await start().catch(fail);
const stopping = new AbortController();
async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  // A hung connection must not keep the process: leave after ten seconds whatever happens.
  setTimeout(() => process.exit(1), 10_000).unref();
  await running.closeDoor?.();
  await running.worker?.stop();
  await running.app.close();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
