import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Middle of numbers. */
export const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows as T[];
}

/** Rows that are in nobody's way, so that a copy of the database lasts. Half of what they hold can be pressed out of them, as of a real city. */
export async function addBallast(ownerUrl: string, megabytes: number): Promise<void> {
  const rows = Math.round((megabytes * 1024 * 1024) / 256);
  const words = Array.from({ length: 6 }, () => 'md5(random()::text)').join(' || ');
  await query(
    ownerUrl,
    `CREATE TABLE public.ballast AS SELECT i, ${words} AS words FROM generate_series(1, ${rows}) i`,
  );
  await query(ownerUrl, 'CHECKPOINT');
}

export const settle = (ownerUrl: string): Promise<unknown> => query(ownerUrl, 'CHECKPOINT');

export interface Run {
  began: number;
  ended: number | null;
  outcome: string;
}

/** Copies the keeper has taken or takes, the newest first. */
export const listRuns = (url: string): Promise<Run[]> =>
  query<Run>(
    url,
    `SELECT extract(epoch FROM began_at)::float8 * 1000 AS began, extract(epoch FROM ended_at)::float8 * 1000 AS ended, outcome
     FROM backups.run WHERE kind = 'take' ORDER BY began_at DESC`,
  );

/** Asks for a copy as the screen does, and waits until the keeper has begun it. */
export async function beginCopy(url: string): Promise<void> {
  const before = (await listRuns(url)).length;
  await query(url, "INSERT INTO backups.request VALUES ('take', now(), 'приёмка') ON CONFLICT DO NOTHING");
  while ((await listRuns(url)).length === before) await sleep(100);
}

export async function endCopy(url: string): Promise<void> {
  while ((await listRuns(url))[0]?.outcome === 'running') await sleep(200);
}

/** Which share of a span copies lasted. */
export function shareOf(runs: readonly Run[], from: number, to: number): number {
  const lasted = runs.map(({ began, ended }) => Math.min(ended ?? to, to) - Math.max(began, from));
  return lasted.reduce((all, ms) => all + Math.max(0, ms), 0) / (to - from);
}
