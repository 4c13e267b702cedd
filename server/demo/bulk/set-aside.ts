import type pg from 'pg';
import { demoTables } from './columns.ts';

const loaded = [...demoTables, 'cases.search_document', 'audit.record'];

interface Piece {
  table: string;
  name: string;
  definition: string;
}

/** What triggers of the tables read by for each row: without them a load of a million reads all it has written, row by row. */
const readByTriggers = ['cases.clock_broken', 'cases.case_file_merged'];

/** Memory for sorting while indexes are made. */
const MEMORY = '256MB';

/**
 * Drops what costs most while rows pour in: indexes that guard nothing and nothing reads by meanwhile, and references, which a load makes whole by
 * itself. The function returned makes them again under the same names, and so proves the references. Both must run in
 * one transaction: if it fails, nothing was dropped.
 */
export async function setAsideIndexes(client: pg.ClientBase): Promise<() => Promise<void>> {
  const references = await listPieces(
    client,
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::regclass[]) ORDER BY 1, 2`,
    [loaded],
  );
  const indexes = await listPieces(
    client,
    `SELECT indrelid::regclass::text AS "table", indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE NOT indisunique AND indrelid = ANY($1::regclass[]) AND indexrelid <> ALL($2::regclass[]) ORDER BY 1, 2`,
    [loaded, readByTriggers],
  );
  // Names and definitions are the database's own words of itself.
  for (const { table, name } of references)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  return async () => {
    await client.query(`SET LOCAL maintenance_work_mem = '${MEMORY}'`);
    for (const { definition } of indexes) await client.query(definition);
    for (const { table, name, definition } of references) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    }
  };
}

async function listPieces(
  client: pg.ClientBase,
  statement: string,
  names: readonly (readonly string[])[],
): Promise<Piece[]> {
  return (await client.query<Piece>(statement, [...names])).rows;
}
