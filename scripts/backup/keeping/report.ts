import pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { KeeperFacts } from '../../../server/base/backups/index.ts';
import type { Place } from '../../postgres/account.mjs';
import { readRunning } from '../../postgres/cluster.mjs';
import { readPassword } from '../../postgres/roles.mjs';

/** The keeper and the server speak through three tables: what is asked, what was done, how things are. */

export type RunKind = 'take' | 'check';

/** Address of the running cluster under the account of the program; null while it does not run. */
export function serverUrl(cluster: Place): string | null {
  const running = readRunning(cluster);
  if (running?.status !== 'ready') return null;
  return `postgres://otklik:${readPassword(cluster, 'otklik')}@127.0.0.1:${running.port}/otklik`;
}

async function ask(cluster: Place, sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  const url = serverUrl(cluster);
  if (url === null) return [];
  const client = new pg.Client({ connectionString: url, application_name: 'otklik backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } catch (error) {
    // The tables come with the first start of the server.
    if ((error as { code?: string }).code === '42P01') return [];
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

export async function tellState(cluster: Place, facts: KeeperFacts): Promise<void> {
  await ask(
    cluster,
    `INSERT INTO backups.state (told_at, facts) VALUES (now(), $1)
     ON CONFLICT (one) DO UPDATE SET told_at = excluded.told_at, facts = excluded.facts`,
    [JSON.stringify(facts)],
  );
}

/** What the server asks for; taken away by being read. Copies before their check. */
export async function takeRequest(cluster: Place): Promise<RunKind | null> {
  const rows = await ask(
    cluster,
    `DELETE FROM backups.request WHERE kind = (SELECT kind FROM backups.request ORDER BY kind DESC LIMIT 1) RETURNING kind`,
    [],
  );
  const kind = rows[0]?.kind;
  return kind === 'take' || kind === 'check' ? kind : null;
}

/** Notes that work has begun; what the last keeper left open was cut off. Returns its id. */
export async function beginRun(cluster: Place, kind: RunKind): Promise<string> {
  const id = uuid();
  await ask(
    cluster,
    `WITH cut AS (UPDATE backups.run SET outcome = 'failed', ended_at = now(), words = 'Работу прервали: Отклик остановили.'
       WHERE outcome = 'running')
     INSERT INTO backups.run (id, kind, began_at, outcome) VALUES ($1, $2, now(), 'running')`,
    [id, kind],
  );
  return id;
}

export interface RunEnd {
  isDone: boolean;
  words: string;
  bytes: number;
}

export async function endRun(cluster: Place, id: string, { isDone, words, bytes }: RunEnd): Promise<void> {
  await ask(
    cluster,
    'UPDATE backups.run SET outcome = $2, ended_at = now(), words = $3, bytes = $4 WHERE id = $1',
    [id, isDone ? 'done' : 'failed', words, bytes],
  );
}
