import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';

const root = resolve(import.meta.dirname, '../..');

export interface Cluster {
  url: string;
  port: number;
  stop: () => Promise<void>;
}

/**
 * The durable cluster of benchmarks: fsync and synchronous commit on, kept between runs; `BENCH_PG` names another folder,
 * `BENCH_KEEP` leaves it running for the next one.
 */
export async function startCluster(): Promise<Cluster> {
  const dataDir = process.env.BENCH_PG ?? join(root, '.local/bench-pg');
  const isKept = process.env.BENCH_KEEP === '1';
  const { ownerUrl: url, port, stop } = await startPostgres({ dataDir, detached: isKept });
  // The owner of the databases that are made here works with them as well.
  return { url, port, stop: isKept ? async () => {} : stop };
}

/** Address of another database of the cluster. */
export function urlOf(cluster: Cluster, name: string): string {
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes an empty database, dropping the one of that name. */
export async function makeDatabase(cluster: Cluster, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return urlOf(cluster, name);
}

export interface Site {
  port: number;
  process: ChildProcess;
  stop: () => Promise<void>;
}

/** Residents write in what is measured: a city of nobody's is opened to them. False where it was settled before, or knows no such door. */
async function openPortal(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const door = await client.query<{ is: boolean }>(
      "SELECT to_regclass('our_city.opening') IS NOT NULL AS is",
    );
    if (!door.rows[0]?.is) return false;
    const opened = await client.query(
      `INSERT INTO our_city.opening (serial, is_open, at, made_by_name)
       SELECT 1, true, now(), 'Замер' WHERE NOT EXISTS (SELECT FROM our_city.opening)`,
    );
    return opened.rowCount === 1;
  } finally {
    await client.end();
  }
}

/**
 * The real server as a process of its own, without limits per address, its portal open; of another state of the project in its folder.
 */
export async function startServer(
  databaseUrl: string,
  env: Record<string, string> = {},
  folder = root,
): Promise<Site> {
  const site = await launchServer(databaseUrl, env, folder);
  // A worker lets nobody in; pages learn at their start whether the portal is open.
  if (env.OTKLIK_ONLY === 'worker' || !(await openPortal(databaseUrl))) return site;
  await site.stop();
  return launchServer(databaseUrl, env, folder);
}

async function launchServer(databaseUrl: string, env: Record<string, string>, folder: string): Promise<Site> {
  const port = await findPort();
  const dataDir = mkdtempSync(join(tmpdir(), 'otklik-bench-'));
  const child = spawn(process.execPath, [join(folder, 'server/main.ts')], {
    cwd: folder,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      OTKLIK_DATA: dataDir,
      OTKLIK_REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // A worker listens nowhere.
  if (env.OTKLIK_ONLY !== 'worker') await waitReady(port, child);
  return {
    port,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((done) => child.once('exit', done));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A free port of the loopback. */
export function findPort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

async function waitReady(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 1800; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`Сервер не запустился: код ${child.exitCode}`);
    const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('Сервер не ответил за три минуты');
}
