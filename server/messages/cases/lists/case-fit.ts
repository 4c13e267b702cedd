import { type RawBuilder, sql } from 'kysely';
import type { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import { cursorId, readCursor } from '../../../lib/http/cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Total } from '../core/count.ts';
import { ownCases, readsEverything } from '../core/reach.ts';
import { type Candidate, NEWEST, narrowNewest } from '../search/newest.ts';
import type { Search } from '../search/open-search.ts';
import { filterConditions } from './case-filter.ts';
import type { CasePage } from './case-page.ts';

type Query = HandlerInput<typeof listCases>['query'];

/** What of a query is no condition. */
const notConditions: readonly string[] = ['q', 'sort', 'limit', 'cursor', 'typing'];

/**
 * The best fitting first, counted in the same statement. Plan: primary key of the cases the words found, the newest
 * thousand of common ones; where other conditions narrow the list, the newest thousand that meet them.
 */
export async function pageByFit(ctx: Ctx, search: Search, query: Query): Promise<[CasePage, Total]> {
  const { hasMore, sought } = search.candidates!;
  const after = readCursor(query.cursor, 2);
  const last = after && sql`(${Number(after[0])}::float8, ${cursorId(after[1] ?? null)}::uuid)`;
  const isNarrowed = !readsEverything(ctx.actor) || hasConditions(query);
  const conditions = await filterConditions(ctx, query, { ...search, condition: sql`true` });
  const where = sql<boolean>`${ownCases(ctx.actor)} AND ${sql.join(conditions, sql` AND `)}`;
  const newest =
    hasMore && isNarrowed
      ? await narrowNewest(ctx, sought, search.candidates!.newest, { where })
      : search.candidates!.newest;
  const { rows } = await sql<{ id: string; fit: string; total: number }>`
    WITH few AS MATERIALIZED (
      SELECT id, registered_at FROM cases.case_file WHERE id = ANY(${newest.map(({ id }) => id)}::uuid[]) AND ${where}
    ), ranked AS MATERIALIZED (
      SELECT few.id, round((given.rank * ${recency(ctx)})::numeric, 6)::float8 AS fit
      FROM few JOIN ${given(newest)} AS given(id, rank) USING (id)
    )
    SELECT id, fit::text, (SELECT count(*)::int FROM ranked) AS total
    FROM ranked WHERE ${last ? sql`(fit, id) < ${last}` : sql`true`}
    ORDER BY fit DESC, id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const page = rows.slice(0, query.limit);
  const end = page.at(-1);
  const next = rows.length > query.limit && end ? [end.fit, end.id] : null;
  // Who met only the newest knows that there are more.
  const total = hasMore && !isNarrowed ? NEWEST : (rows[0]?.total ?? 0);
  return [
    { ids: page.map(({ id }) => id), next },
    { total: Math.min(total, COUNT_LIMIT), isApproximate: total > COUNT_LIMIT },
  ];
}

/** The ranks that came with the candidates. */
const given = (newest: readonly Candidate[]): RawBuilder<unknown> =>
  sql`unnest(${newest.map(({ id }) => id)}::uuid[], ${newest.map(({ rank }) => rank)}::float8[])`;

/** Of two that fit alike the newer: after half a year it weighs a quarter less. */
const recency = (ctx: Ctx): RawBuilder<number> =>
  sql`(0.6 + 0.4 * exp(-extract(epoch FROM ${ctx.now}::timestamptz - few.registered_at)::float8 / 15552000))`;

const hasConditions = (query: Query): boolean =>
  Object.entries(query).some(([name, value]) => value !== undefined && !notConditions.includes(name));
