import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type Cluster, urlOf } from './site.ts';

const root = resolve(import.meta.dirname, '../..');

/** Demo cities by number of cases; made once by `npm run demo`, kept in the benchmarks' cluster. */
const names = { 100000: 'otklik_100k', 1000000: 'otklik_1m' } as const;
export type CitySize = keyof typeof names;
export const citySizes: readonly CitySize[] = [100_000, 1_000_000];

/** Runs `work` on the cluster's own database. */
async function withClient<T>(cluster: Cluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many cases a database holds, by the catalogue's estimate; 0 when there is no such table. */
async function countCases(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      "SELECT coalesce((SELECT reltuples::int FROM pg_class WHERE oid = to_regclass('cases.case_file')), 0) AS count",
    );
    return rows[0]!.count;
  } finally {
    await client.end();
  }
}

/** Address of the demo city of a size, made now where it is absent (a million takes minutes). */
export async function ensureCity(cluster: Cluster, size: CitySize): Promise<string> {
  const name = names[size];
  const url = urlOf(cluster, name);
  await withClient(cluster, async (client) => {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!known.rowCount) await client.query(`CREATE DATABASE ${name}`);
  });
  if ((await countCases(url)) >= size * 0.9) return url;
  const data = mkdtempSync(join(tmpdir(), 'otklik-city-'));
  const options = ['--cases', String(size), '--no-photos', '--database', url, '--data', data];
  const made = spawnSync(process.execPath, [join(root, 'scripts/demo.mjs'), ...options], {
    stdio: 'inherit',
  });
  rmSync(data, { recursive: true, force: true });
  if (made.status !== 0) throw new Error(`Город на ${size} дел не наполнен`);
  return url;
}

/** A copy of the city to make decisions in; the city itself stays as it was. */
export async function copyCity(
  cluster: Cluster,
  size: CitySize,
): Promise<{ url: string; drop: () => Promise<void> }> {
  await ensureCity(cluster, size);
  const copy = `bench_${names[size]}`;
  const drop = () =>
    withClient(
      cluster,
      async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`)),
    );
  await drop();
  await withClient(cluster, (client) =>
    client.query(`CREATE DATABASE ${copy} TEMPLATE ${names[size]} STRATEGY file_copy`),
  );
  return { url: urlOf(cluster, copy), drop };
}

/**
 * Puts the newest cases back before an operator until `count` wait: both cities get an inbox of one length, longer than
 * any quiet day's. Only in a copy.
 */
export async function fillInbox(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `WITH chosen AS (
         SELECT id FROM cases.case_file
         WHERE status IN ('in_work', 'assigned', 'answered', 'closed') AND suggestion -> 0 IS NOT NULL
         ORDER BY registered_at DESC
         LIMIT greatest(0, $1 - (SELECT count(*) FROM cases.case_file
                                 WHERE status IN ('new', 'moderation', 'coordination', 'reopened')))
       ), running AS (
         UPDATE cases.clock SET stopped_at = NULL WHERE case_id IN (SELECT id FROM chosen) AND kind = 'answer'
       )
       UPDATE cases.case_file SET status = 'moderation', closed_at = NULL, answered_at = NULL, outcome = NULL,
         block = NULL, fact_id = NULL, executor_unit_id = NULL, executor_id = NULL
       WHERE id IN (SELECT id FROM chosen)`,
      [count],
    );
    await client.query('VACUUM ANALYZE cases.case_file, cases.clock');
  } finally {
    await client.end();
  }
}
