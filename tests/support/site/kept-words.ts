import type { TestServer } from './server.ts';

/**
 * Every column of the database, journal and queues too, that still holds these words.
 *
 * @param words a pattern of PostgreSQL without quotes, in any case.
 * @returns `schema.table.column` of each.
 */
export async function findKeptWords(server: Pick<TestServer, 'asOwner'>, words: string): Promise<string[]> {
  const { rows: columns } = await server.asOwner(`
    SELECT table_schema, table_name, column_name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
      AND data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'character varying', 'tsvector')`);
  const asked = columns.map(
    ({ table_schema: schema, table_name: table, column_name: column }) =>
      `SELECT '${schema}.${table}.${column}' AS place FROM "${schema}"."${table}" WHERE "${column}"::text ~* '${words}'`,
  );
  const { rows } = await server.asOwner(asked.join(' UNION '));
  return rows.map(({ place }) => place);
}
