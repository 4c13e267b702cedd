import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import { StartRefusal } from '../start-refusal.ts';
import type { Db } from './db.ts';

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url));

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Migrations in order. Files are `NNNN_module.sql`, forward only, never edited after they landed. */
export async function readMigrations(dir = folder): Promise<Migration[]> {
  const names = (await readdir(dir)).sort();
  // A file left out for its name would be missed only where its table is.
  const misnamed = names.find((name) => !/^\d{4}_[a-z-]+\.sql$/.test(name));
  if (misnamed) throw new Error(`Миграция названа не по правилу NNNN_имя-через-дефис.sql: ${misnamed}`);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Checksums of the migrations that have landed, by name; looks without changing anything. */
async function readLanded(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows: found } = await pool.query("SELECT to_regclass('lib.migration') IS NOT NULL AS is_there");
  if (!found[0].is_there) return new Map();
  const { rows } = await pool.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM lib.migration ORDER BY name',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

export interface MigrationDifference {
  /** Files the database has not got yet. */
  behind: string[];
  /** What a newer program has done to it. */
  ahead: string[];
  /** Files that are not what has landed. */
  changed: string[];
}

/** How the database differs from what this program would make of it; changes nothing. */
export async function compareMigrations(db: Db): Promise<MigrationDifference> {
  const known = await readMigrations();
  const { rows: found } = await sql<{ is_there: boolean }>`
    SELECT to_regclass('lib.migration') IS NOT NULL AS is_there`.execute(db);
  const { rows } = found[0]?.is_there
    ? await sql<{
        name: string;
        checksum: string;
      }>`SELECT name, checksum FROM lib.migration ORDER BY name`.execute(db)
    : { rows: [] };
  const landed = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const names = new Set(known.map(({ name }) => name));
  return {
    behind: known.flatMap(({ name }) => (landed.has(name) ? [] : name)),
    ahead: [...landed.keys()].filter((name) => !names.has(name)),
    changed: known.flatMap(({ name, checksum }) => {
      const was = landed.get(name);
      return was !== undefined && was !== checksum ? name : [];
    }),
  };
}

/** Throws when a newer version of the program has been at work on this database. */
function refuseNewer(landed: ReadonlyMap<string, string>, known: readonly Migration[]): void {
  const names = new Set(known.map(({ name }) => name));
  const newer = [...landed.keys()].findLast((name) => !names.has(name));
  if (newer)
    throw new StartRefusal(
      `База новее программы: в ней есть изменение ${newer}, которого эта версия не знает. ` +
        'Обновите программу; в базе ничего не изменено.',
    );
}

/**
 * Brings the database up to date; safe when several processes start at once (an advisory lock). Where it is already, nothing
 * is asked that an account without tables of its own may not.
 * Each migration runs in its own transaction. Throws if a landed file was edited, `StartRefusal` if the database is newer.
 */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const migrations = await readMigrations();
  const before = await readLanded(pool);
  refuseNewer(before, migrations);
  await runMigrations({ pgPool: pool, schema: 'graphile_worker' });
  if (migrations.every(({ name, checksum }) => before.get(name) === checksum)) return [];
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    // An index of a large city is built for minutes, and another process waits as long.
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock(398202105)');
    await client.query('CREATE SCHEMA IF NOT EXISTS lib');
    await client.query(
      'CREATE TABLE IF NOT EXISTS lib.migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const known = new Map<string, string>(
      (await client.query('SELECT name, checksum FROM lib.migration')).rows.map((row) => [
        row.name,
        row.checksum,
      ]),
    );
    for (const migration of migrations) {
      const landed = known.get(migration.name);
      if (landed === migration.checksum) continue;
      if (landed)
        throw new StartRefusal(
          `Миграция ${migration.name} изменена после применения: верните её и добавьте новую`,
        );
      await client.query('BEGIN');
      try {
        await client.query(migration.sql);
        await client.query('INSERT INTO lib.migration (name, checksum) VALUES ($1, $2)', [
          migration.name,
          migration.checksum,
        ]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw new Error(`Миграция ${migration.name} не применилась`, { cause: error });
      }
      applied.push(migration.name);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock(398202105)').catch(() => {});
    await client.query('RESET statement_timeout').catch(() => {});
    client.release();
  }
  return applied;
}
