import { cellToLatLng } from 'h3-js';
import { sql } from 'kysely';
import type {
  listHeatPoints as listHeatPointsRoute,
  listHotspots,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isOverdue, mapShape, ownCases, termRuns } from '../../../messages/cases/index.ts';
import { readFilterPeriod, selectCases } from '../feed/filter.ts';
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
        .where('lon', '>=', box![0]!)
        .where('lon', '<=', box![2]!)
        .where('lat', '>=', box![1]!)
        .where('lat', '<=', box![3]!),
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
  overdue: number;
  due_today: number;
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
  const dayEnd = new Date(localDayStart(localDate(ctx.now)).getTime() + 86_400_000);
  const isOpen = sql`(is_counted AND ${termRuns('cases.v_course')})`;
  const rows = (await selectCases(ctx, query, current)
    .where('h3', 'is not', null)
    .$if(fullest !== null, (select) => select.where('h3', '=', sql<string>`ANY(${fullest})`))
    .select([
      'h3',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) FILTER (WHERE is_counted AND ${isOverdue(ctx.now, 'cases.v_course')})::int`.as(
        'overdue',
      ),
      sql<number>`count(*) FILTER (WHERE ${isOpen} AND due_at >= ${ctx.now} AND due_at < ${dayEnd})::int`.as(
        'due_today',
      ),
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
