import type { HeadTile, headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { addDays, type Period } from '../../../../shared/text/periods.ts';
import { buildMatrix, readWeeks } from '../../../heatmap/figures/index.ts';
import { readShares } from '../../../heatmap/indicators/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';

type Sheet = RouteReplyInput<typeof headSheet>;
export type Matrix = Awaited<ReturnType<typeof buildMatrix>>;

/** Points of a course: a quarter of a year tells a turn from a bad week. */
const WEEKS = 12;
/** What is told of happens within so many days: as many before are «a month ago». */
export const MONTH_DAYS = 30;

/** Open or overdue cases by place and sphere: now, and as the day a month ago ended. */
export const readStock = (ctx: Ctx, measure: 'open' | 'overdue', today: string): Promise<Matrix> =>
  buildMatrix(ctx, { from: addDays(today, 1 - MONTH_DAYS), to: today, measure });

/**
 * Four numbers of the sheet: what is open and overdue now, shares of the thirty days that are over; each with a month ago and the course of
 * twelve weeks, the running one so far. Null where the record does not reach.
 */
export async function countTiles(
  ctx: Ctx,
  today: string,
  stock: Readonly<Record<'open' | 'overdue', Matrix>>,
): Promise<Pick<Sheet, 'tiles' | 'weeks' | 'month'>> {
  const month = { from: addDays(today, -MONTH_DAYS), to: addDays(today, -1) };
  const open = await readCourse(ctx, 'open', today);
  const overdue = await readCourse(ctx, 'overdue', today);
  return {
    month,
    weeks: open.map(({ to }) => (to < today ? to : today)),
    tiles: [
      stockTile('open', stock.open, open),
      stockTile('overdue', stock.overdue, overdue),
      ...(await countShares(ctx, month, open)),
    ],
  };
}

interface Week extends Period {
  count: number | null;
}

async function readCourse(ctx: Ctx, measure: 'open' | 'overdue', today: string): Promise<Week[]> {
  const { weeks } = await readWeeks(ctx, { query: { from: today, to: today, measure } });
  return weeks.slice(-WEEKS);
}

const stockTile = (id: 'open' | 'overdue', { total }: Matrix, weeks: readonly Week[]): HeadTile => ({
  id,
  value: total.total.count,
  before: total.total.before,
  course: weeks.map(({ count }) => count),
});

/** Shares of the month, of the one before it, and of each week. Nothing was promised before the record began: there they are null. */
async function countShares(ctx: Ctx, month: Period, weeks: readonly Period[]): Promise<HeadTile[]> {
  const now = await readShares(ctx, month);
  const before = await readShares(ctx, {
    from: addDays(month.from, -MONTH_DAYS),
    to: addDays(month.from, -1),
  });
  const course: (typeof now)[] = [];
  // One after another: each takes several connections of its own.
  for (const week of weeks) course.push(await readShares(ctx, week));
  const inTime = ({ late }: typeof now) => (late === null ? null : 1 - late);
  const solved = (shares: typeof now) => shares.solved;
  return [
    { id: 'inTime', value: inTime(now), before: inTime(before), course: course.map(inTime) },
    { id: 'solved', value: solved(now), before: solved(before), course: course.map(solved) },
  ];
}
