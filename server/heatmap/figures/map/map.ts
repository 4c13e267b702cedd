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
import type { Ctx } from '../../../lib/module/context.ts';
import { mapShape, ownCases, termRuns } from '../../../messages/cases/index.ts';
import { type Filter, measureSql, type Period, readFilterPeriod, selectCases } from '../feed/filter.ts';
import { fullestHexagons } from './hexagons.ts';

type Points = typeof listHeatPointsRoute;
const POINT_LIMIT = 2000;

/** Single cases with their words and addresses: only those the caller may read; counts elsewhere are of the whole city. */
export async function listHeatPoints(
  ctx: Ctx,
  { query }: HandlerInput<Points>,
): Promise<RouteReplyInput<Points>> {
  const { current } = readFilterPeriod(query);
  const box = query.bbox?.split(',').map(Number);
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
        mapShape(ctx.now, 'cases.v_course').as('shape'),
      ])
      .orderBy('registered_at', 'desc')
      .limit(POINT_LIMIT)
      .execute(),
    placed.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const points = rows.map((row) => ({
    ...row,
    number: row.number!,
    title: row.title!,
    lat: row.lat!,
    lon: row.lon!,
  }));
  return { points, shown: points.length, total: count.total };
}

type Hotspots = typeof listHotspots;

interface HotspotRow {
  h3: string;
  count: number;
  overdue: number | null;
  due_today: number | null;
  blocks: string[];
  address: string | null;
}

const HOTSPOTS = 5;

/** The cells with most messages, named by the address met most often in them; a home never names one. */
export async function readHotspots(
  ctx: Ctx,
  { query }: HandlerInput<Hotspots>,
): Promise<RouteReplyInput<Hotspots>> {
  const { current } = readFilterPeriod(query);
  const fullest = await fullestHexagons(ctx, query, HOTSPOTS);
  const { overdue, dueToday } = marksOf(ctx, query, current);
  const rows = (await selectCases(ctx, query, current)
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
  const hotspots = rows.map((row) => {
    const [lat, lon] = cellToLatLng(row.h3);
    return {
      cell: row.h3,
      title: row.address ?? 'Место без адреса',
      count: row.count,
      overdue: row.overdue,
      dueToday: row.due_today,
      blocks: (row.blocks ?? []).slice(0, 3),
      lat,
      lon,
    };
  });
  return { hotspots };
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
