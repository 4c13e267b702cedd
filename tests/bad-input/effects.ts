import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { TestServer } from '../support/site/server.ts';

/** Counters of tries are there to change on a refusal; a worker's own bookkeeping is nobody's data. */
const COUNTERS = ['identity.attempt', 'identity.sign_in_code'];

const statements = new WeakMap<TestServer, string>();

/** Asks every table of ours how many rows it has and by which transactions they were written. */
async function writeStatement(server: TestServer): Promise<string> {
  const { rows } = await server.app.pool.query<{ statement: string }>(`
    SELECT string_agg(format(
      'SELECT %L AS name, count(*) || '' '' || coalesce(sum(xmin::text::bigint), 0) || '' '' ||
        coalesce(max(xmin::text::bigint), 0) AS state FROM %I.%I',
      table_schema || '.' || table_name, table_schema, table_name), ' UNION ALL ') AS statement
    FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'graphile_worker')
      AND table_schema || '.' || table_name <> ALL ('{${COUNTERS.join()}}')`);
  return rows[0]!.statement;
}

/**
 * What stands for every row of every table of ours: equal before and after means that nothing was written. Any row added,
 * changed or taken away shows, as every writing transaction has a number of its own.
 */
export async function fingerprint(server: TestServer): Promise<Record<string, string>> {
  const statement = statements.get(server) ?? (await writeStatement(server));
  statements.set(server, statement);
  const { rows } = await server.app.pool.query<{ name: string; state: string }>(statement);
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
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
