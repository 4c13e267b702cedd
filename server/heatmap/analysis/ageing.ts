import {
  type AgeingWeek,
  cohortAges,
  type listAgeing as listAgeingRoute,
} from '../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../shared/contract/heatmap/objects.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { addDays, lengthOf, weekOf } from '../../../shared/text/periods.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countCohorts } from '../../messages/cases/index.ts';
import { layOutWeeks } from './ageing-rule.ts';
import { readAnalysisPeriod } from './period.ts';

type Reply = RouteReplyInput<typeof listAgeingRoute>;

/** The oldest age and the week itself: fewer have nothing to grow old in. */
const OLDEST = Math.max(...cohortAges);
const LEAST_WEEKS = OLDEST + 1;

/** Route. */
export const listAgeing = (ctx: Ctx, { query }: HandlerInput<typeof listAgeingRoute>): Promise<Reply> =>
  findAgeing(ctx, query);

/** How the cases of a slice grow old, by the weeks they came in and by the weeks they were open in. */
export async function findAgeing(
  ctx: Ctx,
  { from, to, ...slice }: SliceFilter,
): Promise<{ weeks: AgeingWeek[] }> {
  readAnalysisPeriod({ from, to });
  const yesterday = addDays(localDate(ctx.now), -1);
  const last = lastSunday(to < yesterday ? to : yesterday);
  const ofPeriod = Math.ceil(lengthOf({ from: weekOf(from).from, to: last }) / 7);
  const count = Math.max(LEAST_WEEKS, ofPeriod);
  // Weeks before the first shown are told apart as well: what was open on its Sunday came in them.
  const bounds = Array.from({ length: count + LEAST_WEEKS }, (_, at) =>
    localDayStart(addDays(last, 1 - 7 * (count + OLDEST - at))),
  );
  const spans = await countCohorts(ctx, slice, { bounds, from: OLDEST });
  return { weeks: layOutWeeks(spans, { last, count }) };
}

/** The last Sunday up to a day, that day included. */
function lastSunday(day: string): string {
  const { from, to } = weekOf(day);
  return to === day ? day : addDays(from, -1);
}
