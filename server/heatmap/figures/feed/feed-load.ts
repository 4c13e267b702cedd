import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '../../../lib/database/db.ts';
import { advance, type Cursor, type Horizon } from '../../../lib/database/feed-cursor.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Cube } from '../cube/cube.ts';
import { type FactLine, factColumns, type Position, toFacts } from './feed-read.ts';

/** A load is given up: the process stops, or the figures do not fit. */
export class GivenUp extends Error {}

interface Moment {
  xmin: number;
  event: number;
  change: number;
}

const moment = `SELECT pg_snapshot_xmin(snapshot)::text::bigint AS xmin,
  coalesce((SELECT max(id) FROM cases.v_event_mark), 0)::bigint AS event,
  greatest((SELECT max(id) FROM cases.v_figure_before), (SELECT up_to FROM cases.v_change_pruned))::bigint AS change FROM pg_current_snapshot() AS snapshot`;

/**
 * Reads every case into the cube from one snapshot and tells where to follow on. It begins once all transactions that were
 * under way when it was called have ended: what they numbered is then either in the snapshot or nowhere.
 * @param goOn called now and then; throws to give up.
 */
export async function loadCases(
  { database, url, zone }: { database: Database; url: string; zone: string },
  cube: Cube,
  goOn: () => void,
): Promise<Position> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c statement_timeout=0' });
  client.on('error', () => {});
  await client.connect();
  try {
    const position = await beginSettled(client, database, goOn);
    const { sql: text } =
      sql`COPY (SELECT ${factColumns('cases.v_course', zone)} FROM cases.v_course) TO STDOUT`.compile(
        database,
      );
    let count = 0;
    for await (const line of createInterface({ input: client.query(copyTo(text)) })) {
      cube.add(toFacts(readLine(line)));
      count += 1;
      if (count % 5000 === 0) goOn();
    }
    await client.query('COMMIT');
    return position;
  } finally {
    await client.end();
  }
}

/** Begins a transaction of one snapshot, in which all that was numbered is to be seen, and tells where to follow on. */
export async function beginSettled(
  client: pg.Client,
  database: Database,
  goOn: () => void,
): Promise<Position> {
  const start = await read(client);
  const nextXid = await readNextXid(database);
  for (let now = await read(client); now.xmin < nextXid; now = await read(client)) {
    goOn();
    await new Promise((done) => setTimeout(done, 100));
  }
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  const { xmin } = await read(client);
  const held = { xmin, nextXid: await readNextXid(database) };
  return {
    events: await since(client, 'cases.v_event_mark', start.event, held),
    changes: await since(client, 'cases.v_figure_before', start.change, held),
  };
}

/** Greater than the id of every transaction that has one now: an id of its own, in a transaction that ends at once. */
async function readNextXid(database: Database): Promise<number> {
  const { rows } = await sql<{ id: number }>`SELECT pg_current_xact_id()::text::bigint AS id`.execute(
    database,
  );
  return firstRow(rows).id;
}

async function read(client: pg.Client): Promise<Moment> {
  return firstRow((await client.query<Moment>(moment)).rows);
}

/** What of a stream the snapshot holds above a number below which all is settled. */
async function since(client: pg.Client, view: string, high: number, horizon: Horizon): Promise<Cursor> {
  // The name is one of two constants.
  const { rows } = await client.query<{ id: number }>(`SELECT id FROM ${view} WHERE id > $1`, [high]);
  return advance(
    { high, gaps: [] },
    rows.map(({ id }) => id),
    horizon,
  );
}

const escapes: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' };
/** Columns of numbers. */
const isNumber = [0, 7, 8, 9, 12, 13, 14, 15, 16];
const RESTS = 17;

/** A line of COPY's text format. */
function readLine(line: string): FactLine {
  const values: (string | number | null)[] = line.split('\t');
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as string;
    if (value === '\\N') values[at] = null;
    else if (value.includes('\\'))
      values[at] = value.replaceAll(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
  }
  for (const at of isNumber) if (values[at] !== null) values[at] = Number(values[at]);
  const rests = values[RESTS];
  const told: unknown = typeof rests === 'string' ? JSON.parse(rests) : null;
  return [...values.slice(0, RESTS), told] as unknown as FactLine;
}
