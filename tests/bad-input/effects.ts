import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import type { TestServer } from '../support/server.ts';

/** Counters of tries are there to change on a refusal; a worker's own bookkeeping is nobody's data. */
const COUNTERS = ['identity.attempt', 'identity.sign_in_code'];

/** One digest of every row of every table of ours: equal before and after means that nothing was changed. */
export async function fingerprint(server: TestServer): Promise<Record<string, string>> {
  const db = server.app.services.database;
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'graphile_worker')
    ORDER BY 1`.execute(db);
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !COUNTERS.includes(table.name))) {
    const { rows } = await sql<{
      line: string;
    }>`SELECT t::text AS line FROM ${sql.table(name)} t ORDER BY 1`.execute(db);
    const hash = createHash('sha256');
    for (const { line } of rows) hash.update(line);
    digests[name] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`;
  }
  return digests;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Memory that is really held, MB: what the collector leaves on the heap, and buffers outside it. */
export function heldMemory(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}
