import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/city-numbers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { filled } from '../../../shared/known.ts';
import { lastOf } from '../../../shared/lists.ts';
import { registeredWords } from '../../../shared/text/group/city-numbers.ts';
import { requireWhole } from '../../base/audit/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { escapeLike } from '../../lib/database/like.ts';
import { AppError } from '../../lib/errors.ts';
import { cursorId, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { definePort } from '../../lib/module/port.ts';

/** Papers of one kind as their module tells them: those that are signed and that the caller may read. */
export interface NumberedPapers {
  kind: contract.NumberedKind;
  /** SELECT id uuid, own_number text, day date, title text, href text. */
  select: (ctx: Ctx) => RawBuilder<unknown>;
}

/** A module whose papers get a number of the city's document system tells which they are; this one knows no protocols and no reports. */
export const numberedPapers = definePort<NumberedPapers>('city-numbers.papers');

/** A paper with the record of its number. */
export interface PaperRow {
  id: string;
  kind: contract.NumberedKind;
  own_number: string;
  day: string;
  title: string;
  href: string;
  number: string | null;
  number_day: string | null;
  source: 'hand' | 'file' | null;
  entered_at: Date | null;
  entered_by_name: string | null;
  version: number | null;
}

/** Papers of every kind within the reader's reach, with their numbers. Plan: a few hundred a year, read whole. */
function allPapers(ctx: Ctx): RawBuilder<unknown> {
  const kinds = ctx.ports
    .list(numberedPapers)
    .map(({ kind, select }) => sql`SELECT ${kind}::text AS kind, paper.* FROM (${select(ctx)}) AS paper`);
  return sql`
    SELECT paper.*, kept.number, kept.day AS number_day, kept.source, kept.entered_at, kept.entered_by_name, kept.version
    FROM (${sql.join(kinds, sql` UNION ALL `)}) AS paper
    LEFT JOIN city_numbers.number AS kept ON kept.paper_id = paper.id AND kept.kind = paper.kind`;
}

export type PaperFilter = Pick<HandlerInput<typeof contract.listPapers>['query'], 'state' | 'kind' | 'q'>;

const states: Readonly<Record<contract.NumberState, RawBuilder<boolean>>> = {
  waiting: sql`number IS NULL`,
  numbered: sql`number IS NOT NULL`,
  all: sql`true`,
};

/** Everything of a filter but the state. */
function conditions({ kind, q }: Omit<PaperFilter, 'state'>): RawBuilder<boolean> {
  const like = `%${escapeLike(q ?? '')}%`;
  return sql`${kind ? sql`kind = ${kind}` : sql`true`}
    AND ${q ? sql`(title ILIKE ${like} OR own_number ILIKE ${like} OR number ILIKE ${like})` : sql`true`}`;
}

/** Papers of a filter, the latest first. */
export async function selectPapers(
  ctx: Ctx,
  filter: PaperFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<PaperRow[]> {
  const keys = readCursor(page.cursor, 1);
  const last = keys && cursorId(keys[0] ?? null);
  const { rows } = await sql<PaperRow>`
    WITH papers AS (${allPapers(ctx)})
    SELECT * FROM papers WHERE ${conditions(filter)} AND ${states[filter.state]}
      AND ${last ? sql`(day, id) < (SELECT day, id FROM papers WHERE id = ${last}::uuid)` : sql`true`}
    ORDER BY day DESC, id DESC LIMIT ${page.limit}`.execute(ctx.db);
  return rows;
}

/** Every paper within reach: what a table of numbers is held against. */
export const everyPaper = (ctx: Ctx, limit: number): Promise<PaperRow[]> =>
  selectPapers(ctx, { state: 'all' }, { limit });

/** A paper the caller may read; null where there is none, or none signed yet. */
async function lookFor(ctx: Ctx, id: string): Promise<PaperRow | null> {
  const { rows } = await sql<PaperRow>`
    SELECT * FROM (${allPapers(ctx)}) AS papers WHERE id = ${id}::uuid`.execute(ctx.db);
  return rows[0] ?? null;
}

/** A paper the caller may read. */
export async function findPaper(ctx: Ctx, id: string): Promise<PaperRow> {
  const row = await lookFor(ctx, id);
  if (row) return row;
  throw new AppError('lib.not-found', 'Такого документа нет, или он ещё не подписан.');
}

function presentNumber(row: PaperRow): contract.NumberedPaper['cityNumber'] {
  const given = filled(row, 'number', 'number_day', 'source', 'entered_at', 'entered_by_name');
  return {
    number: given.number,
    day: given.number_day,
    source: given.source,
    enteredAt: given.entered_at.toISOString(),
    enteredBy: given.entered_by_name,
  };
}

export const presentPaper = (row: PaperRow): contract.NumberedPaper => ({
  id: row.id,
  kind: row.kind,
  ownNumber: row.own_number,
  day: row.day,
  title: row.title,
  href: row.href,
  cityNumber: row.number === null ? null : presentNumber(row),
  version: row.version ?? 0,
});

/** Route: what waits for a number, or has one. */
export async function listPapers(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.listPapers>,
): Promise<RouteReplyInput<typeof contract.listPapers>> {
  const [rows, { rows: counted }] = await Promise.all([
    selectPapers(ctx, query, { cursor: query.cursor, limit: query.limit + 1 }),
    sql<Record<contract.NumberState, number>>`
      SELECT count(*)::int AS "all", count(*) FILTER (WHERE ${states.waiting})::int AS waiting,
        count(*) FILTER (WHERE ${states.numbered})::int AS numbered
      FROM (${allPapers(ctx)}) AS papers WHERE ${conditions(query)}`.execute(ctx.db),
  ]);
  const shown = rows.slice(0, query.limit);
  return {
    papers: shown.map(presentPaper),
    next: rows.length > query.limit ? writeCursor([lastOf(shown).id]) : null,
    counts: firstRow(counted),
  };
}

/** Route: the number of one paper, for its card. */
export async function getNumber(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getNumber>,
): Promise<RouteReplyInput<typeof contract.getNumber>> {
  const row = await lookFor(ctx, params.id);
  return { paper: row && presentPaper(row), can: row ? offers(ctx, { keep: 'city-numbers.keep' }) : [] };
}

/** Numbers of papers by their ids, for papers and lists of other modules; what has none is absent. Plan: the primary key. */
export async function cityNumbersOf(
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<contract.CityNumber, 'number' | 'day'>>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('city_numbers.v_number')
    .select(['paper_id', 'number', 'day'])
    .where('paper_id', 'in', [...ids])
    .execute();
  return new Map(
    rows
      .map((row) => filled(row, 'paper_id', 'number', 'day'))
      .map(({ paper_id, number, day }) => [paper_id, { number, day }]),
  );
}

/** «рег. № … от …» as a paper prints it; null while it has none. Refused where the record is not the one that was committed. */
export async function registeredLine(ctx: Ctx, id: string): Promise<string | null> {
  const found = (await cityNumbersOf(ctx, [id])).get(id);
  if (!found) return null;
  await requireWhole(ctx, 'Номер СЭД', [{ kind: 'city-number', ids: [id] }]);
  return registeredWords(found);
}
