import { gridDisk } from 'h3-js';
import { sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { getHexCell } from '../territory/index.ts';
import { ownCases } from './reach.ts';
import { loadRows } from './rows.ts';

/** A house, a yard, a stop, a stretch of a road: a point and how far around it. */
export interface PlaceQuery {
  lat: number;
  lon: number;
  /** At most 300: the hexagons looked through cover no more. */
  metres: number;
  limit?: number;
}

/** Rings of hexagons that surely cover three hundred metres. */
const RINGS = 2;

/** Cases of a place the actor may see, the newest first. Plan: case_file_h3 over nineteen cells, then exact metres. */
export async function placeCases(ctx: Ctx, { lat, lon, metres, limit = 200 }: PlaceQuery) {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.case_file
    WHERE h3 = ANY(${gridDisk(getHexCell({ lat, lon }), RINGS)}) AND merged_into IS NULL AND ${ownCases(ctx.actor)}
      AND 111320 * sqrt(power(lat - ${lat}::float8, 2)
        + power((lon - ${lon}::float8) * cos(radians(${lat}::float8)), 2)) <= ${Math.min(metres, 300)}
    ORDER BY registered_at DESC, id LIMIT ${limit}`.execute(ctx.db);
  return loadRows(
    ctx,
    rows.map(({ id }) => id),
  );
}
