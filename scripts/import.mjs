// npm run import -- FILE: loads a register into the installation of a data folder or of DATABASE_URL.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { startPostgres } from './postgres.mjs';
import { acquireLock } from './support/lock.mjs';
import { checkOwnDatabase } from './support/own-database.mjs';
import { localDir } from './support/places.mjs';

await ensureNode24(import.meta.url);

/**
 * The database of DATABASE_URL, or that of the data folder: one that runs is used as it is, one that does not is started
 * for the time of the load.
 */
async function openInstallation(data) {
  if (process.env.DATABASE_URL) {
    await checkOwnDatabase(process.env.DATABASE_URL);
    return { url: process.env.DATABASE_URL, close: async () => {} };
  }
  const log = (text) => console.error(text.startsWith('·') ? text : `· ${text}`);
  const server = await startPostgres({ dataDir: join(data, 'postgres'), log, detached: true });
  return { url: server.url, close: () => (server.adopted ? undefined : leave(data, server)) };
}

/** Stops the database we started, unless a server has begun to work with it meanwhile. */
async function leave(data, server) {
  const locks = [];
  for (const role of ['web', 'worker']) locks.push(await acquireLock(join(data, `start-${role}.lock`)));
  const isTaken = locks.some((lock) => lock.busy);
  try {
    if (!isTaken) await server.stop();
  } finally {
    for (const lock of locks) lock.release?.();
  }
}

await ensureInstalled(console.error);
const { main } = await import('./import.ts');
process.exitCode = await main(process.argv.slice(2), join(localDir(), 'data'), openInstallation);
