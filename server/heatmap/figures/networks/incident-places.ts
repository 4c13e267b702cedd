import { sql } from 'kysely';
import type { HeatPoint } from '../../../../shared/contract/heatmap/heatmap.ts';
import { isStock } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { firstOf, numberAt } from '../../../../shared/lists.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { incidentMeasure, seenIncidents } from '../../../monitoring/incidents/index.ts';
import { type Filter, readFilterPeriod } from '../feed/filter.ts';
import { incidentsOf } from './count-incidents.ts';

/** A thing on the map and when it came. */
export type PointRow = HeatPoint & { at: Date };

/** A cell with most messages; `networks` of them are incidents. */
export interface HotspotRow {
  h3: string;
  count: number;
  networks?: number;
  overdue: number | null;
  due_today: number | null;
  blocks: string[] | null;
  address: string | null;
}

/** West, south, east, north. */
export const readFrame = (bbox: string | undefined): number[] | undefined => bbox?.split(',').map(Number);

/** Incidents with a place, those the caller sees, the newest first. Plan: the index of the measure (incidents/counted.ts). */
export async function readIncidentPoints(
  ctx: Ctx,
  query: Filter & { bbox?: string | undefined },
  limit: number,
): Promise<{ rows: PointRow[]; total: number }> {
  if (!hasPermission(ctx, 'incidents.read')) return { rows: [], total: 0 };
  const { current } = readFilterPeriod(query);
  const box = readFrame(query.bbox);
  const isWithin = box
    ? sql`incident.lon BETWEEN ${firstOf(box)} AND ${numberAt(box, 2)} AND incident.lat BETWEEN ${numberAt(box, 1)} AND ${numberAt(box, 3)}`
    : sql`true`;
  const placed = sql`FROM incidents.v_incident AS incident
    WHERE ${incidentsOf(ctx, query)} AND incident.lat IS NOT NULL AND incident.lon IS NOT NULL
      AND ${seenIncidents(ctx.actor)} AND ${isWithin}`;
  const { rows } = await sql<PointRow>`
    SELECT incident.id AS "incidentId", incident.number, incident.title, incident.block, incident.lat, incident.lon, incident.address,
      incident.opened_at AS at,
      CASE WHEN ${incidentMeasure('overdue', { ...current, to: ctx.now }, ctx.now)} THEN 'overdue'
        WHEN incident.status IN ('captured', 'refused') THEN 'new'
        WHEN incident.status IN ('published', 'closed', 'converted') THEN 'answered' ELSE 'work' END AS shape
    ${placed} ORDER BY incident.opened_at DESC, incident.id LIMIT ${limit}`.execute(ctx.db);
  const { rows: counted } = await sql<{ total: number }>`SELECT count(*)::int AS total ${placed}`.execute(
    ctx.db,
  );
  return { rows, total: firstRow(counted).total };
}

/** The incidents of these cells; of a stock the late ones at its moment, of one that lasts till now those due before the day is over. */
export async function readIncidentSpots(
  ctx: Ctx,
  query: Filter,
  cells: readonly string[],
): Promise<HotspotRow[]> {
  const { current } = readFilterPeriod(query);
  const isOfMoment = isStock(heatMeasures[query.measure]);
  const isTillNow = current.to > ctx.now;
  const dayEnd = localDayStart(dayAfter(localDate(ctx.now)));
  const late = sql`count(*) FILTER (WHERE ${incidentMeasure('overdue', current, ctx.now)})::int`;
  const dueToday = sql`count(*) FILTER (WHERE incident.due_at >= ${ctx.now} AND incident.due_at < ${dayEnd})::int`;
  const { rows } = await sql<HotspotRow>`
    SELECT incident.h3, count(*)::int AS count, ${isOfMoment ? late : sql`NULL::int`} AS overdue,
      ${isOfMoment && isTillNow ? dueToday : sql`NULL::int`} AS due_today,
      array_agg(DISTINCT incident.block) FILTER (WHERE incident.block IS NOT NULL) AS blocks, NULL AS address
    FROM incidents.v_incident AS incident
    WHERE ${incidentsOf(ctx, query)} AND incident.h3 = ANY(${[...cells]}::text[]) GROUP BY 1`.execute(ctx.db);
  return rows;
}
