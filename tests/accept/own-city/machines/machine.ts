import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Site, startServer } from '../../../../bench/support/site.ts';
import { choosePlace, type Place } from '../../../../scripts/postgres/account.mjs';
import { setArchiving } from '../../../../scripts/postgres/archiving.mjs';
import { type Postgres, startPostgres } from '../../../../scripts/postgres.mjs';
import { guardProcess } from '../../../../scripts/support/processes.mjs';
import { createApp } from '../../../../server/app.ts';
import { writeMark } from '../../../../server/demo/bulk/mark.ts';
import { readConfig } from '../../../../server/lib/config.ts';
import { createLog } from '../../../../server/lib/log.ts';
import { root } from '../../run-program.ts';

/** The processes `npm start` keeps for an installation, each of which can be killed apart. */

export const PASSPHRASE = 'четыре слова для приёмки';

/** Open to the account of the database: as root the server is run by another. */
export function makePlace(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `otklik-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/** What the programs of copies are told. Guesses of the passphrase are made cheap: nobody guesses here. */
export const copiesEnv = (place: string): Record<string, string> => ({
  OTKLIK_BACKUP_TO: place,
  OTKLIK_BACKUP_PASSPHRASE: PASSPHRASE,
  OTKLIK_BACKUP_WORK: '10',
});

export const clusterOf = (data: string): Place => choosePlace(join(data, 'postgres'));

/** The embedded database of a data folder; it hands its WAL over. */
export function startDatabase(data: string): Promise<Postgres> {
  mkdirSync(data, { recursive: true });
  setArchiving(clusterOf(data), true);
  return startPostgres({ dataDir: join(data, 'postgres') });
}

/** A demonstration of nobody's cases: its people, rules and taxonomy, the portal open. */
export async function layTown(
  data: string,
  { url, ownerUrl }: Pick<Postgres, 'url' | 'ownerUrl'>,
): Promise<void> {
  const config = readConfig({
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    OTKLIK_DATA: data,
    OTKLIK_DEMO: '1',
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, log: createLog('silent') });
  await writeMark(app.services.database, {
    seed: 'приёмка',
    cases: 0,
    at: new Date().toISOString(),
    lives: null,
  });
  await app.close();
}

export const startTownServer = (
  data: string,
  { url, ownerUrl }: Postgres,
  env: Record<string, string> = {},
): Promise<Site> =>
  startServer(url, {
    DATABASE_OWNER_URL: ownerUrl,
    OTKLIK_DATA: data,
    OTKLIK_DEMO: '1',
    OTKLIK_BACKUPS: 'kept',
    LOG_LEVEL: 'error',
    ...env,
  });

export function startKeeper(data: string, place: string): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'scripts/backup/keeping/keeper.ts')], {
    cwd: root,
    env: { ...process.env, OTKLIK_DATA: data, ...copiesEnv(place) },
    stdio: ['ignore', 'ignore', 'inherit'],
    // As the start script does.
    detached: true,
  });
  if (child.pid !== undefined) guardProcess(child.pid, 'TERM');
  return child;
}

export async function endChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await gone;
}
