import { sql } from 'kysely';
import type { listCases } from '../../../shared/contract/cases-list.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { filterConditions } from './case-filter.ts';
import type { Page } from './case-list.ts';
import { COUNT_LIMIT } from './count.ts';
import { cursorId, readCursor } from './cursor.ts';
import { ownCases, readsEverything } from './reach.ts';
import { NEWEST, type Search } from './search.ts';

type Query = HandlerInput<typeof listCases>['query'];

/** What of a query is no condition. */
const notConditions: readonly string[] = ['q', 'sort', 'limit', 'cursor', 'typing'];

interface Total {
  total: number;
  isApproximate: boolean;
}

/**
 * The best fitting first, counted in the same statement. Plan: the ids found by words, the newest
 * thousand of common ones; where other conditions narrow the list, those met on the planner's way; their documents are
 * ranked, nothing else of the table is read.
 */
export async function pageByFit(ctx: Ctx, search: Search, query: Query): Promise<[Page, Total]> {
  const { ids, hasMore, score } = search.candidates!;
  const after = readCursor(query.cursor, 2);
  const last = after && sql`(${Number(after[0])}::float8, ${cursorId(after[1] ?? null)}::uuid)`;
  const isNarrowed = !readsEverything(ctx.actor) || hasConditions(query);
  const isWalked = hasMore && !isNarrowed;
  const sought: Search = isWalked
    ? { ...search, condition: sql`cases.case_file.id = ANY(${ids}::uuid[])` }
    : search;
  const conditions = await filterConditions(ctx, query, sought);
  const few = ctx.db
    .selectFrom('cases.case_file')
    .where(ownCases(ctx.actor))
    .where((eb) => eb.and(conditions))
    .select(['id', 'registered_at'])
    .$if(hasMore && isNarrowed, (all) =>
      all.orderBy('registered_at', 'desc').orderBy('id', 'desc').limit(NEWEST),
    );
  const { rows } = await sql<{ id: string; fit: string; total: number }>`
    WITH few AS MATERIALIZED (${few}), ranked AS MATERIALIZED (
      SELECT case_file.id, round((${score})::numeric, 6)::float8 AS fit
      FROM few AS case_file JOIN cases.search_document ON search_document.case_id = case_file.id
    )
    SELECT id, fit::text, (SELECT count(*)::int FROM ranked) AS total
    FROM ranked WHERE ${last ? sql`(fit, id) < ${last}` : sql`true`}
    ORDER BY fit DESC, id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const page = rows.slice(0, query.limit);
  const end = page.at(-1);
  const next = rows.length > query.limit && end ? [end.fit, end.id] : null;
  // Who walked only the newest knows that there are more.
  const total = isWalked ? NEWEST : (rows[0]?.total ?? 0);
  return [
    { ids: page.map(({ id }) => id), next },
    { total: Math.min(total, COUNT_LIMIT), isApproximate: total > COUNT_LIMIT },
  ];
}

const hasConditions = (query: Query): boolean =>
  Object.entries(query).some(([name, value]) => value !== undefined && !notConditions.includes(name));
