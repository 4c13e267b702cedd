import { sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { nearCondition } from './case-filter.ts';
import { ownCases } from './reach.ts';
import { loadRows } from './rows.ts';

/** A house, a yard, a stop, a stretch of a road: a point and how far around it. */
export interface PlaceQuery {
  lat: number;
  lon: number;
  metres: number;
}

const SHOWN = 200;

/** Cases of a place the actor may see, the newest first. */
export async function placeCases(ctx: Ctx, { lat, lon, metres }: PlaceQuery) {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.case_file
    WHERE ${nearCondition({ lat, lon, metres })} AND merged_into IS NULL AND ${ownCases(ctx.actor)}
    ORDER BY registered_at DESC, id LIMIT ${SHOWN}`.execute(ctx.db);
  return loadRows(
    ctx,
    rows.map(({ id }) => id),
  );
}
