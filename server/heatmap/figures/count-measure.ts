import type { RawBuilder } from 'kysely';
import { type AdditiveMeasure, isStock } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { float64At } from '../../lib/typed-arrays.ts';
import type { Cube } from './cube/cube.ts';
import type { MeasureId } from './cube/measures.ts';
import type { Axis, CubeFilter, CubeQuery } from './cube/query.ts';
import { dayName, dayNumber } from './feed/filter.ts';
import { addends, type Wanted } from './feed/rollup-read.ts';

/** Two sides of the figures for a period of local days, both included. */
export interface TableQuestion {
  rows: Axis;
  columns: Axis;
  filters: readonly CubeFilter[];
  from: number;
  to: number;
  now: Date;
}

const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** The measure of the cube behind one a person asks for. Of a stock that lasts till now: of what is open now, whenever it came. */
export function askedMeasure(
  measure: AdditiveMeasure,
  isTillNow: boolean,
): { id: MeasureId; isAlways: boolean } {
  switch (measure) {
    case 'open':
      return isTillNow ? { id: 'open', isAlways: true } : { id: 'stock-open', isAlways: false };
    case 'overdue':
      return isTillNow ? { id: 'overdue', isAlways: true } : { id: 'stock-overdue', isAlways: false };
    case 'still-open':
      return { id: 'open', isAlways: false };
    case 'still-overdue':
      return { id: 'overdue', isAlways: false };
    default:
      return { id: measure, isAlways: false };
  }
}

export const todayNumber = (now: Date): number => dayNumber(localDate(now));

/** The end of a day as a moment; of one that is not over now. */
export function momentAfter(day: number, now: Date): Date {
  const end = localDayStart(dayName(day + 1));
  return end > now ? now : end;
}

/** Numbers of a measure, row after row. A day that is not over is asked for as it is now. */
export function countMeasure(cube: Cube, measure: AdditiveMeasure, asked: TableQuestion): Float64Array {
  const { rows, columns, filters, from, to, now } = asked;
  const today = todayNumber(now);
  const query = { rows, columns, filters, from, to, now: now.getTime() };
  const isTillNow = to >= today;
  const { id, isAlways } = askedMeasure(measure, isTillNow);
  if (!isAlways) return cube.count({ ...query, measure: id });
  const side = rows.of === 'day' ? 'rows' : columns.of === 'day' ? 'columns' : null;
  if (!side) return cube.count({ ...query, ...ALWAYS, measure: id });
  return countDays(cube, measure, { ...query, measure: id, to: Math.min(to, today) }, side);
}

/** With days along a side: each line as of its last day, that of today as of now. */
function countDays(
  cube: Cube,
  measure: AdditiveMeasure,
  query: CubeQuery,
  side: 'rows' | 'columns',
): Float64Array {
  const axis = query[side];
  const out = cube.count({ ...query, measure: askedMeasure(measure, false).id });
  const last = axis.line(query.to);
  if (last < 0) return out;
  const present = { of: 'district' as const, size: axis.size, line: () => last };
  const now = cube.count({ ...query, ...ALWAYS, [side]: present });
  const width = query.columns.size;
  for (let at = 0; at < out.length; at += 1) {
    const line = side === 'rows' ? Math.floor(at / width) : at % width;
    if (line === last) out[at] = float64At(now, at);
  }
  return out;
}

/** The same as rows of the database to be added up; a stock as of the end of the period, or now. */
export function measureAddends(
  ctx: Ctx,
  measure: AdditiveMeasure,
  wanted: Omit<Wanted, 'measure'>,
): Promise<RawBuilder<unknown>> {
  const moments = [new Date(Math.min(wanted.period.to.getTime(), ctx.now.getTime()))];
  return addends(ctx, { moments, ...wanted, measure: askedMeasure(measure, false).id });
}

/** Local day of the first case there is, before which nothing is known; null without any. Plan: case_file_registered. */
export async function knownFrom(ctx: Ctx, cube: Cube | null): Promise<string | null> {
  if (cube) {
    const { all } = cube.rows;
    const first = all.days().find((day) => all.day(day)!.size > 0);
    return first === undefined ? null : dayName(first);
  }
  const row = await ctx.db
    .selectFrom('cases.v_figure')
    .select('registered_at')
    .orderBy('registered_at')
    .limit(1)
    .executeTakeFirst();
  return row?.registered_at ? localDate(row.registered_at) : null;
}

/** Whether a number of these days can be told: of a stock their end, of a flow all of them. */
export const isKnownPeriod = (
  measure: AdditiveMeasure,
  { from, to }: { from: string; to: string },
  known: string | null,
): boolean => known !== null && (isStock(measure) ? to : from) >= known;
