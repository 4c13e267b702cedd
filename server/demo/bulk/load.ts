import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../lib/database/db.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { createContext, type Services } from '../../lib/module/unit-of-work.ts';
import { indexCases } from '../../messages/cases/search/indexing.ts';
import type { JournalLine } from '../lives/demo-case.ts';
import type { Batch } from './batches.ts';
import { columns, type DemoTable, demoTables } from './columns.ts';

/** Journal records sealed in one statement. */
const SEALED_AT_ONCE = 5000;

/** Kysely over one open connection: what is written through it belongs to that connection's transaction. */
export function overClient(client: pg.ClientBase): Database {
  const query = (text: string, values: readonly unknown[]) => client.query(text, [...values]);
  const connection = { query, release: () => {} } as unknown as PostgresPoolClient;
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { connect: async () => connection, end: async () => {}, options: {} } as unknown as PostgresPool,
    }),
  });
}

/** Where the demo goes: an open transaction, and what the program's own functions need beside it. */
export interface Target {
  client: pg.ClientBase;
  db: Database;
  services: Services;
}

/** Copies a batch into its tables and fills the search of its cases; `sealJournal` commits its content, after its own records. */
export async function loadBatch(target: Target, batch: Batch): Promise<void> {
  await sql`SELECT set_config('otklik.commit_later', 'on', true)`.execute(target.db);
  for (const table of demoTables) {
    const lines = batch.lines[table];
    if (lines) await copyLines(target.client, table, lines);
  }
  const caller = { actor: { kind: 'system', name: 'demo' } as const, requestId: 'demo', ip: '' };
  const { ctx } = createContext(target.services, target.db, caller);
  await indexCases(ctx, batch.ids);
}

/** Written with their whole life at once: when each was open is told by its timeline. Reads all of them: once, with the indexes in place. */
export async function tellRests({ client }: Target): Promise<void> {
  // Without statistics of what was just written the planner reads every released answer for each case.
  await client.query('ANALYZE cases.case_file, cases.event, cases.answer, cases.rating');
  await client.query('SELECT cases.derive_rests()');
}

async function copyLines(client: pg.ClientBase, table: DemoTable, lines: Uint8Array): Promise<void> {
  const names = Object.keys(columns[table]).join(', ');
  // Table and column names come from the constant `columns` alone.
  const stream = client.query(copyFrom(`COPY ${table} (${names}) FROM STDIN`));
  await pipeline(Readable.from([Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)]), stream);
}

/** Seals journal lines in the order given, then commits what was loaded meanwhile; call it with the oldest first. */
export async function sealJournal({ db, services }: Target, journal: readonly JournalLine[]): Promise<void> {
  for (let start = 0; start < journal.length; start += SEALED_AT_ONCE) {
    const entries = journal
      .slice(start, start + SEALED_AT_ONCE)
      .map(({ at, ...line }) => ({ ...line, at: new Date(at), requestId: 'demo' }));
    await services.sealAudit(db, entries);
  }
  await sql`SELECT audit.commit_touched()`.execute(db);
}

/** Sets the counters to the last numbers of the demo, so that the next case gets the next one. */
export async function setCounters(
  { db }: Target,
  lastNumbers: Readonly<Record<string, number>>,
): Promise<void> {
  const rows = Object.entries(lastNumbers).map(([month, last]) => ({ month, last }));
  if (rows.length === 0) return;
  await db
    .insertInto('cases.number_counter')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('month').doUpdateSet((eb) => ({ last: eb.ref('excluded.last') })),
    )
    .execute();
}

export async function readCounters(db: Database): Promise<Record<string, number>> {
  const rows = await db.selectFrom('cases.number_counter').select(['month', 'last']).execute();
  return Object.fromEntries(rows.map(({ month, last }) => [month, last]));
}
