import type { getPivotTable, PivotSide } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { firstOf, numberAt } from '../../../../shared/lists.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { dayNumber } from '../feed/filter.ts';
import type { readPivot } from './pivot.ts';
import { lineNow } from './pivot-compare.ts';
import { readSide } from './pivot-sides.ts';

type Query = HandlerInput<typeof getPivotTable>['query'];
type Counted = Awaited<ReturnType<typeof readPivot>>;
type Line = Counted['rows'][number];

/**
 * The present count with the lines only the former one has, at zero: what has gone down to nothing is told, and the totals of the
 * comparison are those of the whole period.
 */
export function addFormerLines(
  ctx: Ctx,
  query: Query,
  now: Counted,
  former: Counted,
  before: { from: string; to: string },
): Counted {
  const gone = (side: PivotSide, present: readonly Line[], lines: readonly Line[]): Line[] => {
    const known = new Set(present.map(({ id }) => id));
    return lines.flatMap(({ id, title }) => {
      const here = lineNow(side, id, query, before);
      return here === null || known.has(here) ? [] : [{ id: here, title: titleOf(ctx, side, here) ?? title }];
    });
  };
  const columns = [...now.columns, ...gone(query.columns, now.columns, former.columns)];
  const rows = [...now.rows, ...gone(query.rows, now.rows, former.rows)];
  const spread = (numbers: readonly number[]): number[] =>
    rows.flatMap((_row, line) =>
      columns.map((_column, at) =>
        line < now.rows.length && at < now.columns.length
          ? numberAt(numbers, line * now.columns.length + at)
          : 0,
      ),
    );
  return { ...now, rows, columns, values: spread(now.values), second: now.second && spread(now.second) };
}

const firstDays: Partial<Record<PivotSide, (id: string) => string>> = {
  day: (id) => id,
  week: (id) => id,
  month: (id) => `${id}-01`,
  quarter: (id) => `${id.slice(0, 4)}-${String(Number(id.slice(6)) * 3 - 2).padStart(2, '0')}-01`,
  year: (id) => `${id}-01-01`,
};

/** A line of time has another name now than it had; the others keep theirs. */
function titleOf(ctx: Ctx, side: PivotSide, id: string): string | null {
  const first = firstDays[side];
  if (!first) return null;
  const lines = readSide(ctx, side, new Map());
  lines.lineOf(dayNumber(first(id)));
  return firstOf(lines.lines()).title;
}
