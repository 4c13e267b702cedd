import type { Runner } from 'graphile-worker';
import { createApp } from './app.ts';
import { seedDemo } from './demo/seed.ts';
import { greet } from './greeting.ts';
import { readConfig } from './lib/config.ts';
import { startWorker } from './lib/jobs.ts';
import { createLog } from './lib/log.ts';
import { modules } from './modules.ts';

const config = readConfig();
const log = createLog(config.logLevel);
const app = await createApp({ config, log });
await seedDemo(app.services);

let worker: Runner | undefined;
if (config.only !== 'web') {
  worker = await startWorker(
    app.pool,
    app.tasks,
    modules.flatMap((module) => module.jobs ?? []),
    log,
  );
}
if (config.only !== 'worker') {
  const address = await app.http.listen({ port: config.port, host: config.host });
  await greet(app.services, address);
}

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // A hung connection must not keep the process: leave after ten seconds whatever happens.
  setTimeout(() => process.exit(1), 10_000).unref();
  await worker?.stop();
  await app.close();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
