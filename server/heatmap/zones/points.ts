import { sql } from 'kysely';
import type { HeatScore, HeatZone, ZonePlace } from '../../../shared/contract/heatmap/zones.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { DayPoint } from './score.ts';

export interface StoredPoint extends DayPoint {
  place_key: string;
  block: string;
}

interface CellName {
  place_key: string;
  block: string;
}

/** Keeps what was counted of a day, the last count over former ones. */
export async function keepPoints(
  ctx: Ctx,
  day: string,
  cells: readonly (HeatScore & { place: ZonePlace; block: string })[],
): Promise<void> {
  const rows = cells.map(({ place, block, score, band, zone, count, terms, triggers }) => ({
    place_kind: place.kind,
    place_key: place.key,
    block,
    day,
    score,
    zone,
    heat: { score, band, zone, count, terms, triggers },
  }));
  await sql`
    INSERT INTO zones.point (place_kind, place_key, block, day, score, zone, heat)
    SELECT place_kind, place_key, block, day, score, zone, heat FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS given(place_kind text, place_key text, block text, day date, score real, zone text, heat jsonb)
    ON CONFLICT (place_key, block, day) DO UPDATE SET score = excluded.score, zone = excluded.zone, heat = excluded.heat`.execute(
    ctx.db,
  );
}

/** Longest way out a pack may ask for, days. */
const LONGEST_EXIT = 60;

/** Days counted of these cells up to a day. Plan: point_pkey for each cell. */
export async function readPoints(
  ctx: Ctx,
  cells: readonly CellName[],
  until: string,
): Promise<StoredPoint[]> {
  if (cells.length === 0) return [];
  const { rows } = await sql<StoredPoint>`
    SELECT point.place_key, point.block, point.day, point.score, point.zone
    FROM json_to_recordset(${JSON.stringify(cells.map(({ place_key, block }) => ({ place_key, block })))}::json)
      AS cell(place_key text, block text)
    JOIN zones.point ON point.place_key = cell.place_key AND point.block = cell.block
    WHERE point.day <= ${until}::date AND point.day >= ${until}::date - ${LONGEST_EXIT}::int
    ORDER BY point.day`.execute(ctx.db);
  return rows;
}

/** The last count of a cell; one of before the bands had none. */
export async function readLast(
  ctx: Ctx,
  { place_key, block }: CellName,
): Promise<{ heat: Omit<HeatScore, 'band'>; zone: HeatZone; score: number | null } | null> {
  const row = await ctx.db
    .selectFrom('zones.point')
    .select(['heat', 'zone', 'score'])
    .where('place_key', '=', place_key)
    .where('block', '=', block)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { heat: row.heat as unknown as Omit<HeatScore, 'band'>, zone: row.zone, score: row.score }
    : null;
}
