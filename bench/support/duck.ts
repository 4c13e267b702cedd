import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

const root = join(import.meta.dirname, '../../.local');

/** The columns a table may be asked by, as the city's rows are told to DuckDB. */
const rows = `SELECT (registered_at AT TIME ZONE 'Asia/Yekaterinburg')::date AS day, district_id AS subarea, block, fact_id AS fact, channel,
  executor_unit_id AS unit, h3, (rested_at AT TIME ZONE 'Asia/Yekaterinburg')::date AS rested,
  (least(due_at, broken_since) AT TIME ZONE 'Asia/Yekaterinburg')::date AS broken FROM cases.case_file`;

/** The same rows in DuckDB's own file, made at the first run. */
export async function openDuck(url: string, count: number): Promise<DuckDBConnection> {
  // The name says what the rows are: those of a stock have more of them.
  const file = join(root, `bench-heat-stock-${count}.duckdb`);
  const isNew = !existsSync(file);
  const connection = await (await DuckDBInstance.create(file)).connect();
  if (!isNew) return connection;
  const csv = join(root, 'bench-heat.csv');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await pipeline(
    client.query(copyTo(`COPY (${rows}) TO STDOUT (FORMAT csv, HEADER)`)),
    createWriteStream(csv),
  );
  await client.end();
  await connection.run(`CREATE TABLE cases AS SELECT * FROM read_csv('${csv}')`);
  rmSync(csv);
  return connection;
}

export interface Asked {
  rows: string;
  columns: string;
  from: string;
  to: string;
  filter?: { column: string; value: string };
  /** A measure of the pivot; absent: what was received. */
  measure?: string;
}

/** Which rows a measure counts over days; what is open at their end had begun and not ended by then. */
function countedBy(measure: string | undefined, from: string, to: string): string {
  const open = `day <= DATE '${to}' AND (rested IS NULL OR rested > DATE '${to}')`;
  if (measure === 'open') return open;
  if (measure === 'overdue') return `${open} AND broken <= DATE '${to}'`;
  if (measure === 'given') return `rested BETWEEN DATE '${from}' AND DATE '${to}'`;
  return `day BETWEEN DATE '${from}' AND DATE '${to}'`;
}

/** A side as an expression over the columns; the names are the bench's own. */
const side = (name: string): string => (name === 'month' ? "strftime(day, '%Y-%m')" : name);

export async function askDuck(
  connection: DuckDBConnection,
  { filter, ...asked }: Asked,
): Promise<unknown[][]> {
  const narrow = filter ? ` AND ${filter.column} = '${filter.value}'` : '';
  const reader = await connection.runAndReadAll(
    `SELECT ${side(asked.rows)} AS r, ${side(asked.columns)} AS c, count(*)::int AS n FROM cases
     WHERE ${countedBy(asked.measure, asked.from, asked.to)}${narrow} GROUP BY 1, 2`,
  );
  return reader.getRows();
}

/** DuckDB behind a bare HTTP server: less than our own does for a request. */
export async function serveDuck(connection: DuckDBConnection): Promise<{ port: number; server: Server }> {
  const server = createServer((request, reply) => {
    const query = new URL(request.url!, 'http://duck').searchParams;
    const text = (name: string) => query.get(name)!;
    const column = ['block', 'channel', 'unit'].find((name) => query.has(name) || query.has(`${name}Id`));
    const filter = column && { column, value: (query.get(column) ?? query.get(`${column}Id`))! };
    askDuck(connection, {
      rows: text('rows'),
      columns: text('columns'),
      from: text('from'),
      to: text('to'),
      ...(query.has('measure') && { measure: text('measure') }),
      ...(filter && { filter }),
    }).then(
      (found) => reply.end(JSON.stringify(found)),
      (error: Error) => {
        reply.statusCode = 500;
        reply.end(error.message);
      },
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as { port: number }).port, server };
}
