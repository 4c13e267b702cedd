import { sql } from 'kysely';
import type { HeatScore, HeatZone } from '../../../shared/contract/heatmap/zones.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { DayPoint } from './score.ts';

export interface StoredPoint extends DayPoint {
  district_id: string;
  block: string;
}

interface CellName {
  district_id: string;
  block: string;
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
    SELECT point.district_id, point.block, point.day, point.score, point.zone
    FROM json_to_recordset(${JSON.stringify(cells.map(({ district_id, block }) => ({ district_id, block })))}::json)
      AS cell(district_id text, block text)
    JOIN zones.point ON point.district_id = cell.district_id AND point.block = cell.block
    WHERE point.day <= ${until}::date AND point.day >= ${until}::date - ${LONGEST_EXIT}::int
    ORDER BY point.day`.execute(ctx.db);
  return rows;
}

/** The last count of a cell; one of before the bands had none. */
export async function readLast(
  ctx: Ctx,
  { district_id, block }: CellName,
): Promise<{ heat: Omit<HeatScore, 'band'>; zone: HeatZone; score: number | null } | null> {
  const row = await ctx.db
    .selectFrom('zones.point')
    .select(['heat', 'zone', 'score'])
    .where('district_id', '=', district_id)
    .where('block', '=', block)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { heat: row.heat as unknown as Omit<HeatScore, 'band'>, zone: row.zone, score: row.score }
    : null;
}
