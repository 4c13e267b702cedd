import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { writeWhole } from '../backup/durable.ts';
import type { Place } from '../postgres/account.mjs';
import { type Other, otherUrl, standbyName } from '../postgres/standby.mjs';

const seen = z.object({
  /** Moment of the last talk with the primary, ms. */
  at: z.number(),
  /** It acknowledged nothing then that was not on this disk. */
  isTogether: z.boolean(),
  /** How far this machine was behind, bytes of WAL. */
  behind: z.number(),
});
export type Seen = z.output<typeof seen>;

const pathOf = (cluster: Place): string => join(cluster.dir, 'standby-seen.json');

/** What the standby last knew; null = it has never been heard. */
export function readSeen(cluster: Place): Seen | null {
  if (!existsSync(pathOf(cluster))) return null;
  return seen.safeParse(JSON.parse(readFileSync(pathOf(cluster), 'utf8'))).data ?? null;
}

export const writeSeen = (cluster: Place, value: Seen): void =>
  writeWhole(pathOf(cluster), JSON.stringify(value));

/** What the primary says of its standby; null where it does not answer. */
export async function askAbout(cluster: Place, primary: Other): Promise<Seen | null> {
  const client = new pg.Client({
    connectionString: otherUrl(cluster, primary, 'otklik'),
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ sync_state: string; behind: string | null }>(
      `SELECT sync_state, pg_current_wal_lsn() - flush_lsn AS behind FROM pg_stat_replication
       WHERE application_name = $1 AND state = 'streaming'`,
      [standbyName],
    );
    const [row] = rows;
    return {
      at: Date.now(),
      isTogether: row?.sync_state === 'sync',
      behind: Number(row?.behind ?? Number.MAX_SAFE_INTEGER),
    };
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}
