import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { programName } from './program-mark.ts';
import type { DB } from './schema.gen.ts';

export type Database = Kysely<DB>;
/** A connection pool or an open transaction: what every command and query takes. */
export type Db = Kysely<DB> | Transaction<DB>;

// Counts fit a double; numeric averages are small. Dates stay text `YYYY-MM-DD`: a calendar day has no zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** Sessions run in UTC; local time is a matter of presentation and of the deadline engine. */
export const sessionOptions = '-c TimeZone=UTC -c statement_timeout=60000';

/** Opens a pool. */
export function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: programName,
    options: sessionOptions,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection cut by the server must not end the process; the next query reports the state.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
