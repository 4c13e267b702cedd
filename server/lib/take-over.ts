import type { Log } from './log.ts';

/** How long a process may go by what another process of the installation has replaced, ms. */
const EVERY = 5000;

/**
 * Reference data in memory that follow what other processes put in force: `refresh` costs one small query where nothing was. A second
 * start replaces the first; `stop` waits for the refresh that runs. `failed` is what the log says of one that failed.
 */
export function createTakeOver(failed: string) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  return {
    start(log: Pick<Log, 'warn'>, refresh: () => Promise<void>): void {
      clearInterval(timer);
      timer = setInterval(() => {
        running = refresh().catch((error: unknown) => log.warn({ err: error }, failed));
      }, EVERY).unref();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}
