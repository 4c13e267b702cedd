import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findPort } from '../../../../bench/support/site.ts';
import { startPostgres } from '../../../../scripts/postgres.mjs';

const root = resolve(import.meta.dirname, '../../../..');

/** An installation started as a person starts it: embedded database, pages and background work. */
export interface Installation {
  address: string;
  /** Sends the signal to the head of the database: SIGINT stops it fast, SIGQUIT at once. */
  stopDatabase: (signal: 'SIGINT' | 'SIGQUIT') => Promise<void>;
  /** kill -9 of a process of the database that serves the program. */
  killBackend: () => Promise<void>;
  /** Waits until the database takes connections again. */
  waitDatabase: () => Promise<void>;
  /** A connection of the judge; the caller ends it. */
  connect: () => Promise<pg.Client>;
  close: () => Promise<void>;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until(what: string, ms: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Не дождались: ${what}`);
    await pause(50);
  }
}

async function readUrl(data: string): Promise<string> {
  const server = await startPostgres({ dataDir: join(data, 'postgres'), detached: true });
  return server.url;
}

/** As an administrator does once all is ready; the server takes it over within seconds. */
async function letResidentsIn(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "INSERT INTO our_city.opening (serial, is_open, at, made_by_name) VALUES (1, true, now(), 'Проба') ON CONFLICT DO NOTHING",
  );
  await client.end();
  await pause(6000);
}

export async function openInstallation(data: string): Promise<Installation> {
  mkdirSync(data, { recursive: true });
  const folder = realpathSync(data);
  const port = await findPort();
  const address = `http://127.0.0.1:${port}`;
  const args = ['scripts/start.mjs', '--data', folder, '--port', String(port), '--empty'];
  const env = {
    ...process.env,
    DATABASE_URL: '',
    OTKLIK_REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'error',
    OTKLIK_CITY: 'kamensk-uralsky',
  };
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(root, '.local', `accept-faults-${port}.log`));
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
  const isReady = () =>
    fetch(`${address}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    );
  await until('запуск', 300_000, isReady);
  const url = await readUrl(folder);
  await letResidentsIn(url);
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const answers = async () => {
    try {
      const client = await connect();
      await client.query('SELECT 1');
      await client.end();
      return true;
    } catch {
      return false;
    }
  };
  const readHead = () =>
    Number.parseInt(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
  return {
    address,
    connect,
    async stopDatabase(signal) {
      const head = readHead();
      process.kill(head, signal);
      await until('остановка базы', 60_000, async () => !isAlive(head));
    },
    async killBackend() {
      const client = await connect();
      const { rows } = await client.query<{ pid: number }>(
        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'otklik%' ORDER BY random() LIMIT 1",
      );
      process.kill(rows[0]!.pid, 'SIGKILL');
      await client.end().catch(() => {});
      // The head ends all the others and recovers.
      await pause(200);
    },
    waitDatabase: () => until('база снова отвечает', 60_000, answers),
    async close() {
      child.kill('SIGINT');
      await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done(null)));
      log.end();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
