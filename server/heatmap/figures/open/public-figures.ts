import type {
  getPublicFigures,
  OpenLine,
  OpenNumber,
  PublicFigures,
} from '../../../../shared/contract/heatmap/heatmap-open.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { hideSmall } from '../../../lib/hide-small.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { heatPack } from '../heat-pack.ts';
import { addUp, countOpen, type OpenCell, type OpenCounts } from './open-count.ts';
import { keep, sendKept } from './open-kept.ts';
import { dayBefore, monthsBefore } from './open-period.ts';

/** Months of the trend. */
const MONTHS = 12;

/** Route: how the city answers, for everybody. Whole days: the day that is not over would change under the reader. */
export function readPublicFigures(
  ctx: Ctx,
  { query }: HandlerInput<typeof getPublicFigures>,
): Promise<Download> {
  const today = localDate(ctx.now);
  return keep(ctx, `figures ${query.days} ${today}`, async () => {
    const figures = await countFigures(ctx, query.days, today);
    return sendKept(ctx, { text: JSON.stringify(figures), contentType: 'application/json; charset=utf-8' });
  });
}

async function countFigures(ctx: Ctx, days: number, today: string): Promise<PublicFigures> {
  const { smallest } = heatPack.on(today).public;
  const period = { from: dayBefore(today, days), to: dayBefore(today, 1) };
  const cells = await countOpen(ctx, { rows: 'block', days: period, wanted: 'figures' });
  const months = monthsBefore(today, MONTHS);
  const byMonth = await countOpen(ctx, {
    rows: 'month',
    wanted: 'figures',
    days: { from: months[0]!.from, to: months.at(-1)!.to },
  });
  const show = (lineOf: Parameters<typeof addUp>[1], of = cells) => showLines(addUp(of, lineOf), smallest);
  const total = show(() => ({ id: 'total', title: 'Весь город' }))[0];
  return {
    ...period,
    smallest,
    total: total ?? emptyLine('total', 'Весь город'),
    blocks: sortLines(show(rowOf)),
    districts: sortLines(show(({ columnId, columnTitle }) => ({ id: columnId, title: columnTitle }))),
    months: fillMonths(show(rowOf, byMonth), months),
  };
}

const rowOf = ({ rowId, rowTitle }: OpenCell) => ({ id: rowId, title: rowTitle });
const emptyLine = (id: string, title: string): OpenLine => ({
  id,
  title,
  received: 0,
  answered: 0,
  onTimeShare: null,
  averageDays: null,
  averageRating: null,
  solvedShare: null,
});

/** From the first month with a message on: one without any is a month too. */
function fillMonths(lines: readonly OpenLine[], months: readonly { id: string }[]): OpenLine[] {
  const filled = months.map(
    ({ id }) => lines.find((line) => line.id === id) ?? emptyLine(id, id.split('-').toReversed().join('.')),
  );
  const first = filled.findIndex(({ received }) => received !== 0);
  return first < 0 ? [] : filled.slice(first);
}

/** The most first; what is hidden after what is shown, what is not known last. */
function sortLines(lines: OpenLine[]): OpenLine[] {
  const rank = ({ id, received }: OpenLine): number =>
    id === 'none' ? -2 : typeof received === 'number' ? received : -1;
  return lines.toSorted(
    (one, other) => rank(other) - rank(one) || one.title.localeCompare(other.title, 'ru'),
  );
}

/** A share is hidden with the number of people it is of; whatever is said of a line, with the line. */
function showLines(
  lines: readonly { id: string; title: string; counts: OpenCounts }[],
  smallest: number,
): OpenLine[] {
  const all = [lines.map((_, at) => at)];
  const hide = (of: (counts: OpenCounts) => number, also?: readonly boolean[]): boolean[] =>
    hideSmall(
      lines.map(({ counts }) => of(counts)),
      all,
      smallest,
      (at) => also?.[at] ?? false,
    );
  const received = hide((counts) => counts.received);
  const answered = hide((counts) => counts.answered, received);
  const due = hide(dueOf, answered);
  const rated = hide((counts) => counts.rated, received);
  const said = hide((counts) => counts.said, received);
  return lines.map(({ id, title, counts }, at) => ({
    id,
    title,
    received: received[at] ? 'hidden' : counts.received,
    answered: answered[at] ? 'hidden' : counts.answered,
    onTimeShare: share(counts.answered - counts.late, dueOf(counts), due[at]!, 2),
    averageDays: share(counts.days, counts.answered, answered[at]!, 1),
    averageRating: share(counts['rating-sum'], counts.rated, rated[at]!, 1),
    solvedShare: share(counts.saidSolved, counts.said, said[at]!, 2),
  }));
}

/** Those of whom it can be said whether the answer came in time. */
const dueOf = ({ answered, overdue }: OpenCounts): number => answered + overdue;

/** Rounded: with all its digits a share would tell the numbers it was made of. */
function share(part: number, whole: number, isHidden: boolean, digits: number): OpenNumber {
  if (isHidden) return 'hidden';
  return whole === 0 ? null : Number((part / whole).toFixed(digits));
}
