import { sql } from 'kysely';
import type { listWeeks } from '../../../shared/contract/heatmap/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { whole } from './cube/query.ts';
import { currentCube } from './feed/figures.ts';
import { cubeFilters, dayNumber, type Filter, type Period, selectCases } from './feed/filter.ts';

type Weeks = typeof listWeeks;
const WEEKS = 13;

/** Messages received by ISO week; weeks begin on local Mondays. */
export async function readWeeks(ctx: Ctx, { query }: HandlerInput<Weeks>): Promise<RouteReplyInput<Weeks>> {
  const last = localDayStart(query.to);
  const weekday = (new Date(`${query.to}T00:00:00Z`).getUTCDay() + 6) % 7;
  const end = new Date(last.getTime() + (7 - weekday) * DAY);
  const start = new Date(end.getTime() - WEEKS * 7 * DAY);
  const counts = await countWeeks(ctx, query, { from: start, to: end });
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const from = new Date(start.getTime() + index * 7 * DAY + DAY / 2);
    const to = new Date(from.getTime() + 6 * DAY);
    return {
      from: localDate(from),
      to: localDate(to),
      number: isoWeek(localDate(from)),
      count: counts[index] ?? 0,
    };
  });
  return { weeks };
}

async function countWeeks(ctx: Ctx, filter: Filter, period: Period): Promise<ArrayLike<number>> {
  const cube = await currentCube(ctx);
  if (cube) {
    const from = dayNumber(localDate(period.from));
    return cube.count({
      rows: whole,
      columns: { of: 'day', size: WEEKS, line: (day) => Math.floor((day - from) / 7) },
      filters: cubeFilters(cube, filter),
      from,
      to: from + WEEKS * 7 - 1,
      measure: 'received',
      now: ctx.now.getTime(),
    });
  }
  const rows = await selectCases(ctx, { ...filter, measure: 'received' }, period)
    .select([
      sql<number>`floor(extract(epoch FROM registered_at - ${period.from}::timestamptz) / 604800)::int`.as(
        'week',
      ),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy('week')
    .execute();
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
