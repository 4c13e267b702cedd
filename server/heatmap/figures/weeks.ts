import { sql } from 'kysely';
import type { listWeeks as listWeeksRoute } from '../../../shared/contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { itemAt } from '../../../shared/lists.ts';
import { heatRatioOf } from '../../../shared/text/heatmap/ratios.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countMeasure, isKnownPeriod, knownFrom, measureAddends, momentAfter } from './count-measure.ts';
import type { Cube } from './cube/cube.ts';
import { whole } from './cube/query.ts';
import { currentCube } from './feed/figures.ts';
import { cubeFilters, dayNumber, type Filter, narrowBy, type Period } from './feed/filter.ts';
import { measuresOf } from './matrix-count.ts';
import {
  countIncidentWeeks,
  requireSource,
  sourceKnownFrom,
  takesCases,
  takesIncidents,
} from './networks/count-incidents.ts';
import { type MatrixPlace, residentsOfRow } from './residents.ts';

type Weeks = typeof listWeeksRoute;
const WEEKS = 13;
const everywhere: MatrixPlace = { kind: 'all', districtId: null };

/** A measure by ISO week, of a stock at the end of each; weeks begin on local Mondays. */
export async function readWeeks(
  ctx: Ctx,
  { query }: Pick<HandlerInput<Weeks>, 'query'>,
): Promise<RouteReplyInput<Weeks>> {
  const last = localDayStart(query.to);
  const weekday = (new Date(`${query.to}T00:00:00Z`).getUTCDay() + 6) % 7;
  const end = new Date(last.getTime() + (7 - weekday) * DAY);
  const start = new Date(end.getTime() - WEEKS * 7 * DAY);
  const { part: measure, whole } = measuresOf(query.measure);
  requireSource(query);
  const cube = takesCases(query) ? await currentCube(ctx) : null;
  const days = listWeeks(start);
  const countOf = async (one: AdditiveMeasure): Promise<number[]> => {
    const ofCases = takesCases(query)
      ? await countWeeks(ctx, cube, query, { from: start, to: end }, one)
      : [];
    const incidents = takesIncidents(query) ? await countIncidentWeeks(ctx, query, one, days) : [];
    return days.map((_, at) => (ofCases[at] ?? 0) + (incidents[at] ?? 0));
  };
  const counts = await countOf(measure);
  const wholes = whole && (await countOf(whole));
  const isOfResidents = heatRatioOf(query.measure)?.whole === 'residents';
  const known = await sourceKnownFrom(ctx, query, () => knownFrom(ctx, cube));
  const weeks = days.map((week, index) => {
    // The week in which the first case came is told, though it may have begun before.
    const isKnown = isKnownPeriod(measure, { from: week.to, to: week.to }, known);
    return {
      ...week,
      number: isoWeek(week.from),
      count: isKnown ? (counts[index] ?? 0) : null,
      ...(wholes && { whole: isKnown ? (wholes[index] ?? 0) : null }),
      ...(isOfResidents && { whole: residentsOfRow(everywhere, query, week.to) }),
    };
  });
  return { weeks };
}

/** Local days of the weeks from a Monday on. */
function listWeeks(start: Date): { from: string; to: string }[] {
  return Array.from({ length: WEEKS }, (_, at) => {
    const from = new Date(start.getTime() + at * 7 * DAY + DAY / 2);
    return { from: localDate(from), to: localDate(new Date(from.getTime() + 6 * DAY)) };
  });
}

async function countWeeks(
  ctx: Ctx,
  cube: Cube | null,
  filter: Filter,
  period: Period,
  measure: AdditiveMeasure,
): Promise<ArrayLike<number>> {
  const from = dayNumber(localDate(period.from));
  const to = from + WEEKS * 7 - 1;
  if (cube) {
    return countMeasure(cube, measure, {
      rows: whole,
      columns: { of: 'day', size: WEEKS, line: (day) => Math.floor((day - from) / 7) },
      filters: cubeFilters(cube, filter),
      from,
      to,
      now: ctx.now,
    });
  }
  const { conditions, reads } = narrowBy(filter);
  const ends = Array.from({ length: WEEKS }, (_, week) => momentAfter(from + week * 7 + 6, ctx.now));
  // Weeks that have not begun have no end yet.
  const moments = ends.filter((moment, at) => moment < ctx.now || at === 0 || itemAt(ends, at - 1) < ctx.now);
  const source = await measureAddends(ctx, measure, { period, columns: reads, moments, isByDay: true });
  const { rows } = await sql<{ week: number; count: number }>`
    SELECT floor(extract(epoch FROM registered_at - ${period.from}::timestamptz) / 604800)::int AS week, sum(value)::int AS count
    FROM (${source}) AS addend WHERE ${sql.join(conditions, sql` AND `)} GROUP BY 1`.execute(ctx.db);
  const counts = new Array<number>(WEEKS).fill(0);
  for (const { week, count } of rows) counts[week] = count;
  return counts;
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
