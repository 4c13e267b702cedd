import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../lib/database/db.ts';
import { once } from '../../lib/once.ts';

const name = z.string().regex(/^[a-z_0-9]+$/);

/** Which lines of a table are committed to the journal, and what of them. */
const guard = z.strictObject({
  kind: z.string().regex(/^[a-z-]+$/),
  /** What such a line is, to people: «решение заседания». */
  title: z.string().min(1),
  relation: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  keys: z.array(name).min(1),
  columns: z.array(name).min(1),
  /** SQL over `line`: the line is final. */
  due: z.string(),
  isFinal: z.boolean(),
  /** A final line may leave the record again: an approval that is undone in its minutes. */
  mayReturn: z.boolean().default(false),
  /** Where the line this column names is believed, this one is final too, whatever the database says of it. */
  within: z.strictObject({ kind: z.string(), column: name }).optional(),
});
export type Guard = z.output<typeof guard>;

/** The rules as the program has them: those of the database are held against them. */
export const listGuards = once((): Guard[] => {
  const source = new URL('../../../packs/base/record/otklik-2026.json', import.meta.url);
  const pack = z.object({ kind: z.literal('record'), version: z.string(), lines: z.array(guard) });
  return pack.parse(JSON.parse(readFileSync(source, 'utf8'))).lines;
});

export function findGuard(kind: string): Guard {
  const found = listGuards().find((one) => one.kind === kind);
  if (!found) throw new Error(`The record has no lines of kind ${kind}`);
  return found;
}

/** A line as it stands now. */
export interface Line {
  id: string;
  content: string;
  isDue: boolean;
  /** The line it belongs to (`Guard.within`). */
  within: string | null;
  /** Null where it was never committed. */
  salt: Buffer | null;
}

const column = (of: string): RawBuilder<unknown> => sql`line.${sql.id(of)}`;

/** Lines of a kind as `audit.commit_lines` writes them down; everything is read anew, no function of the database is believed. */
export function selectLines({ kind, relation, keys, columns, due, within }: Guard): RawBuilder<Line> {
  const id = sql`concat_ws('/', ${sql.join(keys.map((key) => sql`coalesce(${column(key)}::text, '-')`))})`;
  const content = sql`jsonb_build_array(${sql.join(columns.map(column))})::text`;
  // `due` is a constant of the program's own pack.
  return sql<Line>`SELECT told.*, commitment.salt
    FROM (SELECT ${id} AS id, ${content} AS content, (${sql.raw(due)}) AS "isDue",
        ${within ? column(within.column) : sql`NULL`}::text AS within FROM ${sql.table(relation)} AS line) AS told
    LEFT JOIN audit.commitment ON commitment.kind = ${kind}::text AND commitment.id = told.id`;
}

const FETCHED = sql.raw('5000');

/** All lines of a kind, some thousands in memory at once. `db` is a transaction. */
export async function* readLines(db: Db, of: Guard): AsyncGenerator<Line> {
  await sql`DECLARE told NO SCROLL CURSOR FOR ${selectLines(of)}`.execute(db);
  for (;;) {
    const { rows } = await sql<Line>`FETCH FORWARD ${FETCHED} FROM told`.execute(db);
    if (rows.length === 0) break;
    yield* rows;
  }
  await sql`CLOSE told`.execute(db);
}

/** The commitment of a line, hex. */
export const hashLine = (salt: Buffer, kind: string, { id, content }: Pick<Line, 'id' | 'content'>): string =>
  createHash('sha256').update(salt).update(`${kind}\n${id}\n${content}`, 'utf8').digest('hex');
