import { sql } from 'kysely';
import type {
  listTerms as listTermsRoute,
  TermCounts,
  TermFilter,
  TermLine,
  TermSource,
} from '../../../shared/contract/heatmap/control-desk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { incidentTermTitles } from '../../../shared/text/monitoring/incidents.ts';
import { ladderStep } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import { allOf } from '../../lib/database/conditions.ts';
import { badCursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { clockTitle, forLists } from '../../messages/cases/index.ts';
import { isTold, type TermRow, termsAsked } from './term-rows.ts';

type List = typeof listTermsRoute;

interface After {
  at: string;
  id: string;
}

function readAfter(cursor: string | undefined): After | null {
  const keys = readCursor(cursor, 2);
  if (!keys) return null;
  const at = cursorMoment(keys[0] ?? null);
  if (at === null) throw badCursor();
  return { at, id: cursorId(keys[1] ?? null) };
}

/** The earliest terms, each kind by its own index, then together. */
async function readRows(
  ctx: Ctx,
  filter: TermFilter,
  { after, limit }: { after: After | null; limit: number },
): Promise<TermRow[]> {
  const conditions = [
    ...(after ? [sql<boolean>`(due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
    ...(filter.state === undefined ? [] : [sql<boolean>`state = ${filter.state}`]),
    ...(filter.told === undefined ? [] : [filter.told === 'yes' ? isTold : sql<boolean>`NOT ${isTold}`]),
  ];
  const parts = termsAsked(ctx, filter).map(
    (part) =>
      sql`(SELECT * FROM (${part}) AS own WHERE ${allOf(conditions)} ORDER BY own.due_at, own.id LIMIT ${limit})`,
  );
  const { rows } = await sql<TermRow>`
    SELECT * FROM (${sql.join(parts, sql` UNION ALL `)}) AS term ORDER BY due_at, id LIMIT ${limit}`.execute(
    ctx.db,
  );
  return rows;
}

interface CountRow extends TermCounts {
  source: TermSource;
}

const noTerms: TermCounts = { all: 0, late: 0, today: 0, later: 0, told: 0 };

const addCounts = (one: TermCounts, other: TermCounts): TermCounts => ({
  all: one.all + other.all,
  late: one.late + other.late,
  today: one.today + other.today,
  later: one.later + other.later,
  told: one.told + other.told,
});

/** Terms by source, of whatever source and state: each number is the length of its list. */
async function countTerms(
  ctx: Ctx,
  filter: TermFilter,
): Promise<{ sources: CountRow[]; whole: TermCounts; total: number }> {
  const { source, state, told, ...slice } = filter;
  const { rows } = await sql<CountRow & { listed: number }>`
    SELECT source, count(*)::int AS "all", count(*) FILTER (WHERE state = 'late')::int AS late,
      count(*) FILTER (WHERE state = 'today')::int AS today, count(*) FILTER (WHERE state = 'later')::int AS later,
      count(*) FILTER (WHERE ${isTold})::int AS told,
      count(*) FILTER (WHERE ${state === undefined ? sql`true` : sql`state = ${state}`}
        AND ${told === undefined ? sql`true` : told === 'yes' ? isTold : sql`NOT ${isTold}`})::int AS listed
    FROM (${sql.join(termsAsked(ctx, slice), sql` UNION ALL `)}) AS term GROUP BY source ORDER BY 2 DESC, source`.execute(
    ctx.db,
  );
  const own = rows.filter((row) => source === undefined || row.source === source);
  return {
    sources: rows,
    whole: rows.reduce(addCounts, noTerms),
    total: own.reduce((sum, { listed }) => sum + listed, 0),
  };
}

/** What a term is for, in words of its own kind. */
function titleOfClock(source: TermSource, clock: string | null): string {
  if (clock === null) return 'Ответ';
  if (source !== 'incidents') return clockTitle(clock);
  return Object.entries(incidentTermTitles).find(([kind]) => `incident-${kind}` === clock)?.[1] ?? 'Ответить';
}

/** Steps of the ladder by their titles: the one that came last, the one to come. */
function readLadder({
  clock,
  started_at: startedAt,
  next_step: step,
  next_step_at: at,
}: TermRow): Pick<TermLine, 'told' | 'next'> {
  if (clock === null || startedAt === null || !step) return { told: null, next: null };
  const next = ladderStep(clock, startedAt, step);
  return {
    told: ladderStep(clock, startedAt, step - 1)?.title ?? null,
    next: next && at ? { title: next.title, at: at.toISOString() } : null,
  };
}

async function readUnits(ctx: Ctx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('identity.v_unit')
    .select(['id', 'short_title'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.flatMap(({ id, short_title: title }) => (id && title ? [[id, title] as const] : [])));
}

const presentTerm = (row: TermRow, units: ReadonlyMap<string, string>): TermLine => ({
  id: row.id,
  number: row.number,
  source: row.source,
  title: forLists(row.title),
  block: row.block,
  topic: (row.fact_id === null ? undefined : findFact(row.fact_id)?.shortTitle) ?? null,
  district: row.district_id === null ? null : districtTitle(row.district_id),
  unit: row.unit_id === null ? null : (units.get(row.unit_id) ?? null),
  clock: titleOfClock(row.source, row.clock),
  dueAt: row.due_at.toISOString(),
  state: row.state,
  ...readLadder(row),
});

/** The lines of a list, at most so many from its beginning. */
export async function readTermLines(
  ctx: Ctx,
  filter: TermFilter,
  page: { after: After | null; limit: number },
): Promise<TermLine[]> {
  const rows = await readRows(ctx, filter, page);
  const units = await readUnits(
    ctx,
    rows.map(({ unit_id: id }) => id),
  );
  return rows.map((row) => presentTerm(row, units));
}

/** Route: the nearest term first, of every source; the numbers above are the lengths of the lists they open. */
export async function listTerms(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { cursor, limit, ...filter } = query;
  const lines = await readTermLines(ctx, filter, { after: readAfter(cursor), limit: limit + 1 });
  const terms = lines.slice(0, limit);
  const last = lines.length > limit ? terms.at(-1) : undefined;
  return {
    terms,
    next: last ? writeCursor([last.dueAt, last.id]) : null,
    ...(await countTerms(ctx, filter)),
    asOf: ctx.now.toISOString(),
  };
}
