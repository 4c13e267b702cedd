import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { lastOf } from '../../../shared/lists.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findFault } from './chain.ts';
import type { CommittedLine } from './day-sheet.ts';
import { type DaySheet, readSheet, sheetsFolder } from './day-sheet.ts';
import { findGuard, type Guard, hashLine, type Line, selectLines } from './lines.ts';
import { COMMITTED, linesOf } from './publish.ts';
import { listTrusted } from './record-key.ts';

/** Lines a paper is made of, by kind. */
export interface Wanted {
  kind: string;
  ids: readonly string[];
}

const keyOf = (kind: string, id: string): string => `${kind}\n${id}`;

/** Takes the newest commitments of what is still looked for. */
function take(
  found: Map<string, string | null>,
  missing: Set<string>,
  lines: readonly CommittedLine[],
): void {
  for (const [kind, id, hash] of lines.toReversed()) {
    const key = keyOf(kind, id);
    if (missing.delete(key)) found.set(key, hash);
  }
}

type Day = Pick<DaySheet, 'lastSeq' | 'lines'>;

/** Days by the path of their sheet: a sheet is written once, so a page that needs a former year reads it once. */
const known = new Map<string, { mark: string; day: Day | null }>();

/** The day of a file; null where its signature is not one of ours. */
async function readDay(path: string, trusted: readonly string[]): Promise<Day | null> {
  const { mtimeMs, size } = await stat(path);
  const mark = [mtimeMs, size, ...trusted].join();
  const before = known.get(path);
  if (before?.mark === mark) return before.day;
  const sheet = readSheet(await readFile(path, 'utf8'), trusted);
  const day = typeof sheet === 'string' ? null : { lastSeq: sheet.lastSeq, lines: sheet.lines };
  known.set(path, { mark, day });
  return day;
}

/** Signed days, the newest first; null for a sheet whose signature is not ours: nothing of it is believed. */
async function* readDays(ctx: Ctx): AsyncGenerator<Day | null> {
  const folder = sheetsFolder(ctx.config);
  const trusted = listTrusted(ctx.config);
  const names = await readdir(folder).catch(() => []);
  for (const name of names
    .filter((one) => /^\d{4}-\d{2}-\d{2}\.json$/.test(one))
    .sort()
    .reverse())
    yield await readDay(join(folder, name), trusted);
}

const BATCH = 200;

/** Commitments of days that are not signed yet, the newest first; a record whose hash does not fit is not believed. */
async function* readOpenLines(ctx: Ctx, after: number): AsyncGenerator<CommittedLine[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await ctx.db
      .selectFrom('audit.record')
      .leftJoin('audit.record as former', (join_) =>
        join_.on(sql<boolean>`former.seq = audit.record.seq - 1`),
      )
      .selectAll('audit.record')
      .select('former.hash as previous')
      .where('audit.record.action', '=', COMMITTED)
      .where('audit.record.seq', '>', after)
      .where('audit.record.seq', '<', before)
      .orderBy('audit.record.seq', 'desc')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      const fault = findFault(row, row.seq, row.previous ?? Buffer.alloc(32));
      if (!fault) yield linesOf(row) ?? [];
    }
    if (rows.length < BATCH) return;
    before = lastOf(rows).seq;
  }
}

/** What the signed days say of these lines, and the journal of what no day that is signed has. */
async function readBelieved(ctx: Ctx, wanted: readonly Wanted[]): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  const missing = new Set(wanted.flatMap(({ kind, ids }) => ids.map((id) => keyOf(kind, id))));
  let signedTo = 0;
  let hasForeign = false;
  const changing = new Set(wanted.filter(({ kind }) => !findGuard(kind).isFinal).map(({ kind }) => kind));
  const open: CommittedLine[][] = [];
  for await (const sheet of readDays(ctx)) {
    if (!sheet) {
      hasForeign = true;
      continue;
    }
    if (signedTo === 0) {
      signedTo = sheet.lastSeq;
      // What may change has its newest word in the journal; what is final has its word in the day it became so.
      for await (const lines of readOpenLines(ctx, signedTo)) open.push(lines);
      for (const lines of open)
        take(
          found,
          missing,
          lines.filter(([kind]) => changing.has(kind)),
        );
    }
    take(found, missing, sheet.lines);
    if (missing.size === 0) return found;
  }
  // Days were signed, and by whom is not known: the journal alone, which the owner of the database can write, proves nothing of them.
  if (signedTo === 0 && hasForeign) return found;
  if (signedTo === 0) for await (const lines of readOpenLines(ctx, 0)) take(found, missing, lines);
  else for (const lines of open) take(found, missing, lines);
  return found;
}

const readNow = async (ctx: Ctx, guard: Guard, ids: readonly string[]): Promise<Line[]> =>
  (
    await sql<Line>`SELECT * FROM (${selectLines(guard)}) AS now WHERE id = ANY(${[...ids]}::text[])`.execute(
      ctx.db,
    )
  ).rows;

/**
 * Refuses where a line is not the one that was committed to the journal, is gone, or was never committed: nothing is printed of it.
 * @param paper what is asked for, in Russian, for the sentence of the refusal: «Выписка».
 */
export async function requireWhole(ctx: Ctx, paper: string, wanted: readonly Wanted[]): Promise<void> {
  const believed = await readBelieved(ctx, wanted);
  for (const { kind, ids } of wanted) {
    const guard = findGuard(kind);
    const lines = new Map((await readNow(ctx, guard, ids)).map((line) => [line.id, line]));
    for (const id of ids) {
      const line = lines.get(id);
      const hash = believed.get(keyOf(kind, id));
      if (line?.salt && hash && hashLine(line.salt, kind, line) === hash) continue;
      ctx.log.error({ kind, id }, 'содержание не то, что закреплено в журнале');
      throw new AppError(
        'lib.conflict',
        `${paper}: содержание не сходится с закреплённым в журнале (${guard.title}), поэтому не выдаётся. Скажите администратору: npm run verify -- all назовёт, что изменено.`,
      );
    }
  }
}
