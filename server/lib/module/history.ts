import { sql } from 'kysely';
import type { DB } from '../database/schema.gen.ts';
import { type Ctx, nameOfActor } from './context.ts';

/** Where the history of a kind of record lies: its table of lines, and the column that says whose a line is. */
export interface HistoryTable {
  table: Extract<keyof DB, `${string}.event`>;
  of: string;
}

export interface HistoryLine {
  what: string;
  /** Words of a person beside it; none of a resident where the history is shown to many. */
  note?: string;
}

/** Adds the next line to the history of a record, by whoever acts, in the caller's transaction: the record is locked there. */
export async function addHistoryLine(
  ctx: Ctx,
  { table, of }: HistoryTable,
  id: string,
  { what, note = '' }: HistoryLine,
): Promise<void> {
  await sql`
    INSERT INTO ${sql.table(table)} (${sql.ref(of)}, serial, at, by_name, what, note)
    SELECT ${id}::uuid, coalesce(max(serial), 0) + 1, ${ctx.now}, ${nameOfActor(ctx)}, ${what}, ${note}
    FROM ${sql.table(table)} WHERE ${sql.ref(of)} = ${id}::uuid`.execute(ctx.db);
}
