import type { HeadTile, tileIds } from '../../../../shared/contract/group/head-sheet.ts';
import { addDays, type Period } from '../../../../shared/text/periods.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { buildMatrix } from '../../../heatmap/figures/index.ts';
import { readShares } from '../../../heatmap/indicators/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Points of a course: a quarter of a year tells a turn from a bad week. */
const WEEKS = 12;
/** What is told of happens within so many days: as many before are «a month ago». */
export const MONTH_DAYS = 30;

type Matrix = Awaited<ReturnType<typeof buildMatrix>>;

/** Open or overdue cases of the whole city as a day ended. */
export const readStock = (ctx: Ctx, measure: 'open' | 'overdue', day: string): Promise<Matrix> =>
  buildMatrix(ctx, { from: day, to: day, measure });

/** Last days of twelve weeks, the oldest first; the last one is `day`. */
export const weekEnds = (day: string): string[] =>
  Array.from({ length: WEEKS }, (_, at) => addDays(day, (at + 1 - WEEKS) * 7));

/** The local day of the first message there is; null where there is none. Plan: the index of registration. */
export async function firstDayOf(ctx: Ctx): Promise<string | null> {
  const first = await ctx.db
    .selectFrom('cases.v_figure')
    .select('registered_at')
    .orderBy('registered_at')
    .limit(1)
    .executeTakeFirst();
  return first?.registered_at ? localDate(first.registered_at) : null;
}

/**
 * Four numbers of the sheet: what is open and overdue as `today` ends so far, shares of the last thirty days that are over; each with
 * a month ago and the course of twelve weeks. Null where the record does not reach.
 */
export async function countTiles(ctx: Ctx, today: string): Promise<HeadTile[]> {
  const first = await firstDayOf(ctx);
  const isKnown = (day: string) => first !== null && day >= first;
  const open = await countStock(ctx, 'open', today, isKnown);
  const overdue = await countStock(ctx, 'overdue', today, isKnown);
  const shares = await countShares(ctx, addDays(today, -1), isKnown);
  return [{ id: 'open', ...open }, { id: 'overdue', ...overdue }, ...shares];
}

type Course = Omit<HeadTile, 'id'>;

async function countStock(
  ctx: Ctx,
  measure: 'open' | 'overdue',
  today: string,
  isKnown: (day: string) => boolean,
): Promise<Course> {
  const at = async (day: string) =>
    isKnown(day) ? (await readStock(ctx, measure, day)).total.total.count : null;
  const course: (number | null)[] = [];
  // One after another: each is answered from memory, or takes a connection of its own.
  for (const day of weekEnds(today)) course.push(await at(day));
  return { value: course.at(-1) ?? 0, before: await at(addDays(today, -MONTH_DAYS)), course };
}

const shareTiles: Readonly<
  Record<Exclude<(typeof tileIds)[number], 'open' | 'overdue'>, (shares: Shares) => number | null>
> = {
  inTime: ({ late }) => (late === null ? null : 1 - late),
  solved: ({ solved }) => solved,
};

type Shares = Awaited<ReturnType<typeof readShares>>;

async function countShares(
  ctx: Ctx,
  yesterday: string,
  isKnown: (day: string) => boolean,
): Promise<HeadTile[]> {
  const during = async (period: Period): Promise<Shares> =>
    isKnown(period.from) ? readShares(ctx, period) : { late: null, solved: null };
  const month = { from: addDays(yesterday, 1 - MONTH_DAYS), to: yesterday };
  const former = { from: addDays(month.from, -MONTH_DAYS), to: addDays(month.from, -1) };
  const [value, before] = [await readShares(ctx, month), await during(former)];
  const weeks: Shares[] = [];
  for (const to of weekEnds(yesterday)) weeks.push(await during({ from: addDays(to, -6), to }));
  return (['inTime', 'solved'] as const).map((id) => ({
    id,
    value: shareTiles[id](value),
    before: shareTiles[id](before),
    course: weeks.map(shareTiles[id]),
  }));
}
