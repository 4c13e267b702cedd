import { cellToLatLng } from 'h3-js';
import { type RawBuilder, sql } from 'kysely';
import type {
  listHeatPoints as listHeatPointsRoute,
  listHotspots,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import { isStock } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf, numberAt } from '../../../../shared/lists.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { nameHexagon } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { mapShape, ownCases, termRuns } from '../../../messages/cases/index.ts';
import { type Filter, measureSql, type Period, readFilterPeriod, selectCases } from '../feed/filter.ts';
import { requireSource, takesCases, takesIncidents } from '../networks/count-incidents.ts';
import {
  type HotspotRow,
  type PointRow,
  readFrame,
  readIncidentPoints,
  readIncidentSpots,
} from '../networks/incident-places.ts';
import { fullestHexagons } from './hexagons.ts';

type Points = typeof listHeatPointsRoute;
const POINT_LIMIT = 2000;

/**
 * Single cases and incidents with their words and addresses, the newest first: only those the caller may read; counts elsewhere are of the
 * whole city.
 */
export async function listHeatPoints(
  ctx: Ctx,
  { query }: HandlerInput<Points>,
): Promise<RouteReplyInput<Points>> {
  requireSource(query);
  const [cases, incidents] = await Promise.all([
    takesCases(query) ? readCasePoints(ctx, query) : noPoints,
    takesIncidents(query) ? readIncidentPoints(ctx, query, POINT_LIMIT) : noPoints,
  ]);
  const points = [...cases.rows, ...incidents.rows]
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, POINT_LIMIT)
    .map(({ at: _, ...point }) => point);
  return { points, shown: points.length, total: cases.total + incidents.total };
}

const noPoints: { rows: PointRow[]; total: number } = { rows: [], total: 0 };

async function readCasePoints(
  ctx: Ctx,
  query: HandlerInput<Points>['query'],
): Promise<{ rows: PointRow[]; total: number }> {
  const { current } = readFilterPeriod(query);
  const box = readFrame(query.bbox);
  const placed = selectCases(ctx, query, current)
    .where('lat', 'is not', null)
    .where(ownCases(ctx.actor, 'cases.v_course'))
    .$if(box !== undefined, (select) =>
      select
        .where('lon', '>=', firstOf(box!))
        .where('lon', '<=', numberAt(box!, 2))
        .where('lat', '>=', numberAt(box!, 1))
        .where('lat', '<=', numberAt(box!, 3)),
    );
  const [rows, count] = await Promise.all([
    placed
      .select([
        'number',
        'title',
        'block',
        'lat',
        'lon',
        'address',
        'registered_at',
        mapShape(ctx.now, 'cases.v_course').as('shape'),
      ])
      .orderBy('registered_at', 'desc')
      .limit(POINT_LIMIT)
      .execute(),
    placed.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return {
    rows: rows.map(({ registered_at: at, ...row }) => ({
      ...row,
      at: at!,
      number: row.number!,
      title: row.title!,
      lat: row.lat!,
      lon: row.lon!,
    })),
    total: count.total,
  };
}

type Hotspots = typeof listHotspots;

const HOTSPOTS = 5;

/** The cells with most messages, named by the address met most often in them; a home never names one. */
export async function readHotspots(
  ctx: Ctx,
  { query }: HandlerInput<Hotspots>,
): Promise<RouteReplyInput<Hotspots>> {
  requireSource(query);
  const fullest = await fullestHexagons(ctx, query, HOTSPOTS);
  const ofCases = takesCases(query) ? await readCaseSpots(ctx, query, fullest) : [];
  if (!takesIncidents(query)) return { hotspots: ofCases.map((row) => describeSpot(row, query)) };
  const incidents = await readIncidentSpots(ctx, query, fullest ?? []);
  const hotspots = (fullest ?? []).map((h3) =>
    describeSpot(
      joinSpots(
        h3,
        ofCases.find((row) => row.h3 === h3),
        incidents.find((row) => row.h3 === h3),
      ),
      query,
    ),
  );
  return { hotspots };
}

/** Cases and incidents of one cell as one; late ones are told where they are told of both. */
function joinSpots(h3: string, one: HotspotRow | undefined, other: HotspotRow | undefined): HotspotRow {
  const add = (of: (row: HotspotRow) => number | null): number | null => {
    const told = [one, other].flatMap((row) => (row ? [of(row)] : []));
    return told.includes(null) ? null : told.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  };
  return {
    h3,
    count: (one?.count ?? 0) + (other?.count ?? 0),
    networks: other?.count ?? 0,
    overdue: add(({ overdue }) => overdue),
    due_today: add(({ due_today: due }) => due),
    blocks: [...new Set([...(one?.blocks ?? []), ...(other?.blocks ?? [])])],
    address: one?.address ?? nameHexagon(h3),
  };
}

function describeSpot(row: HotspotRow, { source }: Filter) {
  const [lat, lon] = cellToLatLng(row.h3);
  return {
    cell: row.h3,
    title: row.address ?? 'Место без адреса',
    count: row.count,
    ...(source === 'both' && { networks: row.networks ?? 0 }),
    overdue: row.overdue,
    dueToday: row.due_today,
    blocks: (row.blocks ?? []).slice(0, 3),
    lat,
    lon,
  };
}

async function readCaseSpots(ctx: Ctx, query: Filter, fullest: string[] | null): Promise<HotspotRow[]> {
  const { current } = readFilterPeriod(query);
  const { overdue, dueToday } = marksOf(ctx, query, current);
  return (await selectCases(ctx, query, current)
    .where('h3', 'is not', null)
    .$if(fullest !== null, (select) => select.where('h3', '=', sql<string>`ANY(${fullest})`))
    .select([
      'h3',
      sql<number>`count(*)::int`.as('count'),
      countWhere(overdue).as('overdue'),
      countWhere(dueToday).as('due_today'),
      sql<string[]>`array_agg(DISTINCT block) FILTER (WHERE block IS NOT NULL)`.as('blocks'),
      sql<string | null>`mode() WITHIN GROUP (ORDER BY address) FILTER (WHERE NOT is_home)`.as('address'),
    ])
    .groupBy('h3')
    .orderBy('count', 'desc')
    .orderBy('h3')
    .limit(HOTSPOTS)
    .execute()) as HotspotRow[];
}

const countWhere = (condition: RawBuilder<boolean> | null) =>
  condition ? sql<number | null>`count(*) FILTER (WHERE ${condition})::int` : sql<number | null>`NULL::int`;

/** Of a stock those late at its moment, and of one that lasts till now those due before the day is over; of a flow neither is told. */
function marksOf(ctx: Ctx, { measure }: Filter, period: Period) {
  if (!isStock(heatMeasures[measure])) return { overdue: null, dueToday: null };
  const overdue = measureSql('overdue', period, ctx.now);
  if (period.to <= ctx.now) return { overdue, dueToday: null };
  const dayEnd = localDayStart(dayAfter(localDate(ctx.now)));
  const dueToday = sql<boolean>`(${termRuns('cases.v_course')} AND due_at >= ${ctx.now} AND due_at < ${dayEnd})`;
  return { overdue, dueToday };
}
