import { type RawBuilder, sql } from 'kysely';
import type { listGrounds as listRoute } from '../../../shared/contract/group/counted.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cursorId, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { type GroundRow, presentGround } from './rows.ts';

type Query = HandlerInput<typeof listRoute>['query'];

function conditionsOf(ctx: Ctx, { year, kind, state, words }: Query): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (year) conditions.push(sql`on_day BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date`);
  if (kind) conditions.push(sql`kind = ${kind}`);
  if (state) conditions.push(state === 'done' ? sql`result_on IS NOT NULL` : sql`result_on IS NULL`);
  if (words) {
    // What a meeting decided is found by its words only by who may read them.
    const mayRead = hasPermission(ctx, 'working-group.read');
    conditions.push(sql`(position(lower(${words}) IN lower(number || ' ' || code || ' ' || words)) > 0
      OR position(lower(${words}) IN lower(title)) > 0 AND ${mayRead ? sql`true` : sql`kind <> 'decision'`})`);
  }
  return conditions;
}

/** Route: the latest decisions first. Plan: ground_latest; the numbers by link_once. */
export async function listGrounds(
  ctx: Ctx,
  { query }: { query: Query },
): Promise<RouteReplyInput<typeof listRoute>> {
  const cursor = readCursor(query.cursor, 2);
  const conditions = conditionsOf(ctx, query);
  if (cursor) conditions.push(sql`(on_day, id) < (${cursor[0]}::date, ${cursorId(cursor[1] ?? null)}::uuid)`);
  const { rows } = await sql<GroundRow & { links: number }>`
    SELECT ground.*, ground.on_day::text AS on_day, ground.result_on::text AS result_on,
      (SELECT count(*)::int FROM counted.link WHERE ground_id = ground.id AND removed_at IS NULL) AS links
    FROM counted.ground WHERE ${conditions.length > 0 ? sql.join(conditions, sql` AND `) : sql`true`}
    ORDER BY ground.on_day DESC, ground.id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    grounds: shown.map((row) => presentGround(ctx, row, row.links)),
    next: rows.length > query.limit && last ? writeCursor([last.on_day, last.id]) : null,
    can: offers(ctx, { keep: 'counted.keep' }),
  };
}
