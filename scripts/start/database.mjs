// The database of an installation while the server works: the embedded one is started again when it ends by itself.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { joinCluster } from '../postgres/shared.mjs';
import { awaitPostgres, startPostgres } from '../postgres.mjs';
import { checkOwnDatabase } from '../support/own-database.mjs';

/** Between two attempts to start it again, ms: its disk may be full for hours, and is seen to be free within seconds. */
const firstDelay = 100;
const longestDelay = 2500;
/** How often it is said why it does not start, ms. */
const sayEvery = 60_000;

/**
 * Opens the database of DATABASE_URL, or the embedded one of the data folder and keeps it running (`isApart`: another start does,
 * and it is waited for). `onMoved()` is called when it
 * came back at another address. Returns `{ addresses(), close({ hurry }) }`; of `{ url, ownerUrl }` the second is empty where a
 * person has named one account alone.
 */
export async function openDatabase({ data, only, isApart, log, say, isStopping, onMoved }) {
  if (process.env.DATABASE_URL) {
    log('база данных: своя, из DATABASE_URL');
    const addresses = { url: process.env.DATABASE_URL, ownerUrl: process.env.DATABASE_OWNER_URL ?? '' };
    for (const url of Object.values(addresses)) if (url) await checkOwnDatabase(url);
    return { addresses: () => addresses, close: async () => {} };
  }
  if (only === 'database' || !isApart) log('запускаю базу данных');
  const dataDir = join(data, 'postgres');
  if (only !== 'database' && isApart) {
    const open = (onExit) => awaitPostgres({ dataDir, onExit });
    return keepOpen({ open, dataDir, log, say, isStopping, onMoved });
  }
  // Web and worker are two starts over one database: the last to leave stops it.
  const isShared = only === 'web' || only === 'worker';
  const open = isShared
    ? async (onExit) => {
        const { url, ownerUrl, release } = await joinCluster({ dataDir, log, onExit });
        return { url, ownerUrl, close: release };
      }
    : async (onExit) => {
        const { url, ownerUrl, stop } = await startPostgres({ dataDir, log, onExit });
        return { url, ownerUrl, close: stop };
      };
  return keepOpen({ open, dataDir, log, say, isStopping, onMoved });
}

async function keepOpen({ open, dataDir, log, say, isStopping, onMoved }) {
  let reopening = Promise.resolve();
  const onExit = (detail) => {
    if (isStopping()) return;
    say(`База данных остановилась сама (${detail}), запускаю снова. Журнал: ${join(dataDir, 'server.log')}`);
    reopening = reopen();
  };
  let current = await open(onExit);

  async function reopen() {
    let saidAt = 0;
    for (let delay = firstDelay; !isStopping(); delay = Math.min(delay * 2, longestDelay)) {
      try {
        const { url } = current;
        current = await open(onExit);
        log('база данных снова работает');
        if (current.url !== url) onMoved();
        return;
      } catch (error) {
        if (Date.now() - saidAt > sayEvery) {
          saidAt = Date.now();
          say(`${error.message}\nПробую снова, пока не запустится.`);
        }
        await sleep(delay);
      }
    }
  }

  return {
    addresses: () => ({ url: current.url, ownerUrl: current.ownerUrl }),
    async close(options) {
      await reopening;
      await current.close(options);
    },
  };
}
