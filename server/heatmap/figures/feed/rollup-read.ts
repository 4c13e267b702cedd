import { type RawBuilder, sql } from 'kysely';
import { isOneOf } from '../../../../shared/lists.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type CohortMeasure, type MeasureId, measureOf } from '../cube/measures.ts';
import type { Period } from './filter.ts';
import { measureSums } from './measure-sql.ts';
import { freshRollup } from './rollup.ts';
import { type CaseColumn, cellColumns, columnOfRollup, cuboids, isKept } from './rollup-cells.ts';
import { flowRows, stockRows } from './span-rows.ts';

/** What a number is added up from. */
export interface Wanted {
  measure: MeasureId;
  period: Period;
  /** Of a stock: the moments it is asked for, when not the end of the period alone. */
  moments?: readonly Date[];
  /** Of a stock: rows by the day they came, and not by the moment asked for. */
  isByRegistration?: boolean;
  /** Columns that sides and filters read. */
  columns: readonly CaseColumn[];
  /** Lines are days or weeks: months cannot be told apart into them. */
  isByDay?: boolean;
}

/**
 * Rows with `registered_at`, the columns of a case and `value` to be added up over them: whole months from rollups, the days
 * at both ends, and whatever no rollup has, from the cases. To be filtered and grouped by the same expressions as cases.
 */
export async function addends(ctx: Ctx, wanted: Wanted): Promise<RawBuilder<unknown>> {
  const { measure, period, columns } = wanted;
  const known = measureOf(measure);
  if (known.family === 'flow') return flowRows(known.id, period, columns);
  if (known.family === 'stock')
    return stockRows(known.id, wanted.moments ?? [period.to], columns, wanted.isByRegistration);
  const cohort = { ...wanted, measure: known.id };
  const cuboid = cuboids.find(({ columns }) => wanted.columns.every((column) => isOneOf(columns, column)));
  const months = wholeMonths(period);
  if (!cuboid || !months || wanted.isByDay || !isKept(measure) || !(await freshRollup(ctx)))
    return caseRows(ctx, cohort, [period]);
  const ends = [
    { from: period.from, to: months.from },
    { from: months.to, to: period.to },
  ].filter(({ from, to }) => from < to);
  const own = sql`SELECT registered_at, ${columnList}, ${sql.ref(columnOfRollup(measure))} AS value FROM heatmap.rollup
    WHERE cuboid = ${sql.lit(cuboid.id)} AND registered_at >= ${months.from} AND registered_at < ${months.to}`;
  return ends.length === 0 ? own : sql`${own} UNION ALL ${caseRows(ctx, cohort, ends)}`;
}

const columnList = sql.join(cellColumns.map((column) => sql.ref(column)));

/**
 * Plan: case_file_registered, a range for each period: joined by OR they would be a pass over all cases. For measures of open cases
 * case_file_open_due, whatever the period.
 */
function caseRows(
  ctx: Ctx,
  { measure, columns }: Wanted & { measure: CohortMeasure },
  periods: readonly Period[],
): RawBuilder<unknown> {
  const value = measureSums(ctx.now)[measure];
  const isOfOpen = measure === 'open' || measure === 'overdue';
  // The words of the index: what is not open adds nothing.
  const open = isOfOpen ? sql` AND closed_at IS NULL AND answered_at IS NULL` : sql``;
  const apart = columns.filter((column) => !isOneOf(cellColumns, column));
  const own = apart.length === 0 ? sql`` : sql`, ${sql.join(apart.map((column) => sql.ref(column)))}`;
  return sql.join(
    periods.map(
      ({ from, to }) => sql`SELECT registered_at, ${columnList}${own}, ${value} AS value FROM cases.v_figure
        WHERE registered_at >= ${from} AND registered_at < ${to}${open}`,
    ),
    sql` UNION ALL `,
  );
}

/** The calendar months that lie in a period whole; null without one. */
function wholeMonths({ from, to }: Period): Period | null {
  const first = localDate(from);
  const start = first.endsWith('-01') ? first : nextMonth(first);
  const end = `${localDate(to).slice(0, 7)}-01`;
  return start < end ? { from: localDayStart(start), to: localDayStart(end) } : null;
}

function nextMonth(date: string): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
