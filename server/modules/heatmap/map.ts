import { cellToLatLng, cellToParent } from 'h3-js';
import { sql } from 'kysely';
import type {
  listHeatPoints,
  listHexagons,
  listHotspots,
  listWeeks,
} from '../../../shared/contract/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { mapShape, ownCases } from '../cases/index.ts';
import { localDate, localDayStart } from '../deadlines/index.ts';
import { isOpen, measureSql, readPeriod, selectCases } from './filter.ts';

type Hexagons = typeof listHexagons;

/** Counts by stored cell (resolution 9), gathered into coarser ones in memory: a city has a few thousand cells. */
export async function readHexagons(
  ctx: Ctx,
  { query }: HandlerInput<Hexagons>,
): Promise<RouteReplyInput<Hexagons>> {
  const { current } = readPeriod(query);
  const rows = await selectCases(ctx, query, current)
    .where(measureSql(query.measure, ctx.now))
    .select([
      'h3',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) FILTER (WHERE ${measureSql('overdue', ctx.now)})::int`.as('overdue'),
    ])
    .groupBy('h3')
    .execute();
  const cells = new Map<string, { cell: string; count: number; overdue: number }>();
  let withoutPlace = 0;
  let total = 0;
  for (const row of rows) {
    total += row.count;
    if (row.h3 === null) {
      withoutPlace += row.count;
      continue;
    }
    const cell = query.resolution === 9 ? row.h3 : cellToParent(row.h3, query.resolution);
    const known = cells.get(cell) ?? { cell, count: 0, overdue: 0 };
    known.count += row.count;
    known.overdue += row.overdue;
    cells.set(cell, known);
  }
  return { hexagons: [...cells.values()].sort((a, b) => b.count - a.count), withoutPlace, total };
}

type Points = typeof listHeatPoints;
const POINT_LIMIT = 2000;

/** Single cases with their words and addresses: only those the caller may read; counts elsewhere are of the whole city. */
export async function readPoints(
  ctx: Ctx,
  { query }: HandlerInput<Points>,
): Promise<RouteReplyInput<Points>> {
  const { current } = readPeriod(query);
  const box = query.bbox?.split(',').map(Number);
  const placed = selectCases(ctx, query, current)
    .where(measureSql(query.measure, ctx.now))
    .where('lat', 'is not', null)
    .where(ownCases(ctx.actor, 'cases.v_case'))
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
        mapShape(ctx.now, 'cases.v_case').as('shape'),
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

/** Five cells with most messages, named by the address met most often in them; a home never names one. */
export async function readHotspots(
  ctx: Ctx,
  { query }: HandlerInput<Hotspots>,
): Promise<RouteReplyInput<Hotspots>> {
  const { current } = readPeriod(query);
  const dayEnd = new Date(localDayStart(localDate(ctx.now)).getTime() + 86_400_000);
  const rows = (await selectCases(ctx, query, current)
    .where(measureSql(query.measure, ctx.now))
    .where('h3', 'is not', null)
    .select([
      'h3',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) FILTER (WHERE ${measureSql('overdue', ctx.now)})::int`.as('overdue'),
      sql<number>`count(*) FILTER (WHERE ${isOpen} AND due_at >= ${ctx.now} AND due_at < ${dayEnd})::int`.as(
        'due_today',
      ),
      sql<string[]>`array_agg(DISTINCT block) FILTER (WHERE block IS NOT NULL)`.as('blocks'),
      sql<string | null>`mode() WITHIN GROUP (ORDER BY address) FILTER (WHERE NOT is_home)`.as('address'),
    ])
    .groupBy('h3')
    .orderBy('count', 'desc')
    .orderBy('h3')
    .limit(5)
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

type Weeks = typeof listWeeks;
const WEEKS = 13;
const DAY = 86_400_000;

/** Messages received by ISO week; weeks begin on local Mondays. */
export async function readWeeks(ctx: Ctx, { query }: HandlerInput<Weeks>): Promise<RouteReplyInput<Weeks>> {
  const last = localDayStart(query.to);
  const weekday = (new Date(`${query.to}T00:00:00Z`).getUTCDay() + 6) % 7;
  const end = new Date(last.getTime() + (7 - weekday) * DAY);
  const start = new Date(end.getTime() - WEEKS * 7 * DAY);
  const rows = await selectCases(ctx, query, { from: start, to: end })
    .select([
      sql<number>`floor(extract(epoch FROM registered_at - ${start}::timestamptz) / 604800)::int`.as('week'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy('week')
    .execute();
  const counts = new Map(rows.map((row) => [row.week, row.count]));
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const from = new Date(start.getTime() + index * 7 * DAY + DAY / 2);
    const to = new Date(from.getTime() + 6 * DAY);
    return {
      from: localDate(from),
      to: localDate(to),
      number: isoWeek(localDate(from)),
      count: counts.get(index) ?? 0,
    };
  });
  return { weeks };
}

/** ISO 8601 number of the week a local day falls into. */
function isoWeek(date: string): number {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 3 - ((day.getUTCDay() + 6) % 7));
  const firstThursday = new Date(Date.UTC(day.getUTCFullYear(), 0, 4));
  return (
    1 +
    Math.round(
      ((day.getTime() - firstThursday.getTime()) / DAY - 3 + ((firstThursday.getUTCDay() + 6) % 7)) / 7,
    )
  );
}
