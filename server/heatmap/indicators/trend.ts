import {
  type IndicatorSlice,
  type IndicatorTrend,
  indicatorIds,
  type listIndicatorTrend,
} from '../../../shared/contract/heatmap/indicators.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf, itemAt } from '../../../shared/lists.ts';
import { addDays, monthOf, type Period } from '../../../shared/text/periods.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readIndicators } from './read.ts';
import { readScope } from './slice.ts';

/** A year tells a season from a trend. */
const MONTHS = 12;

/** Calendar months up to a day, the oldest first; the last one ends on the day. */
export function listTrendMonths(to: string): Period[] {
  const months: Period[] = [{ from: monthOf(to).from, to }];
  while (months.length < MONTHS) months.unshift(monthOf(addDays(firstOf(months).from, -1)));
  return months;
}

/** K1–K20 by month up to the end of a period, each month counted as the screen counts it. */
export async function readTrend(ctx: Ctx, slice: IndicatorSlice): Promise<IndicatorTrend> {
  readScope(slice, ctx.now);
  const months = listTrendMonths(slice.to);
  const counted: Awaited<ReturnType<typeof readIndicators>>[] = [];
  // One after another: a month is counted by several queries at once already.
  for (const month of months) counted.push(await readIndicators(ctx, { ...slice, ...month }));
  return {
    months: months.map(({ from }) => from.slice(0, 7)),
    isLastWhole: monthOf(slice.to).to === slice.to,
    trends: indicatorIds.map((id, at) => ({ id, values: counted.map((values) => itemAt(values, at).value) })),
  };
}

/** Route. */
export const showTrend = (
  ctx: Ctx,
  { query }: HandlerInput<typeof listIndicatorTrend>,
): Promise<RouteReplyInput<typeof listIndicatorTrend>> => readTrend(ctx, query);
