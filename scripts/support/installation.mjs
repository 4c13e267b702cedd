// The database of an installation, for commands that work on it beside the server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openAccount } from '../account/act.mjs';
import { refusePlanted } from '../account/settle.mjs';
import { startPostgres } from '../postgres.mjs';
import { acquireLock } from './lock.mjs';
import { checkOwnDatabase } from './own-database.mjs';
import { isRelease, localDir } from './places.mjs';

/** The data folder of `npm start` where none is named. */
export const defaultData = () => (isRelease() && process.env.OTKLIK_DATA) || join(localDir(), 'data');

/** Whether the folder, or DATABASE_URL, has a database already. */
export const hasInstallation = (data) =>
  Boolean(process.env.DATABASE_URL) ||
  ['data', 'moved-to'].some((name) => existsSync(join(data, 'postgres', name)));

/** Commands that only look must not make an installation where there is none. */
export function requireInstallation(data) {
  if (hasInstallation(data)) return;
  throw new Error(
    `В этой папке установки нет: ${data}. Назовите папку данных установки: --data ПАПКА, или свою базу: DATABASE_URL=postgres://… Новую установку заводит npm start.`,
  );
}

/**
 * The database of DATABASE_URL, or that of the data folder: one that runs is used as it is, one that does not is started
 * for the time of the command. `files()` says who works on the folder's files (openAccount()).
 */
export async function openInstallation(data) {
  const files = () => openAccount(data);
  if (process.env.DATABASE_URL) {
    await checkOwnDatabase(process.env.DATABASE_URL);
    const ownerUrl = process.env.DATABASE_OWNER_URL ?? '';
    return { url: process.env.DATABASE_URL, ownerUrl, files, close: async () => {} };
  }
  if (existsSync(data)) refusePlanted(data);
  const log = (text) => console.error(text.startsWith('·') ? text : `· ${text}`);
  const server = await startPostgres({ dataDir: join(data, 'postgres'), log, detached: true });
  const { url, ownerUrl } = server;
  return { url, ownerUrl, files, close: () => (server.adopted ? undefined : leave(data, server)) };
}

/** Stops the database we started, unless a server, or a service that keeps the database, has begun to work with it meanwhile. */
async function leave(data, server) {
  const locks = [];
  for (const role of ['web', 'worker', 'database'])
    locks.push(await acquireLock(join(data, `start-${role}.lock`)));
  const isTaken = locks.some((lock) => lock.busy);
  try {
    if (!isTaken) await server.stop();
  } finally {
    for (const lock of locks) lock.release?.();
  }
}
