import { type RawBuilder, sql } from 'kysely';
import { keysOf } from '../../../../shared/known.ts';
import type { FlowMeasure, StockMeasure } from '../cube/measures.ts';
import type { Period } from './filter.ts';
import { type CaseColumn, cellColumns } from './rollup-cells.ts';

/** Flow and stock in the database's words, apart from the cube's, to count by where there is none and to prove it by. */

const isGiven = sql<boolean>`is_answered`;

/** What a stretch adds to each flow, on the day it ended; a return on the day it began. */
const flowSums: Record<Exclude<FlowMeasure, 'returned'>, RawBuilder<number>> = {
  given: sql`${isGiven}::int`,
  'given-late': sql`(${isGiven} AND is_late)::int`,
  settled: sql`(${isGiven} AND coalesce(outcome = 'solved', false))::int`,
  scored: sql`(${isGiven} AND rating IS NOT NULL)::int`,
  'scored-well': sql`(${isGiven} AND coalesce(rating >= 4, false))::int`,
  'score-sum': sql`(CASE WHEN ${isGiven} THEN coalesce(rating, 0) ELSE 0 END)`,
};
export const endedFlows = keysOf(flowSums);
export const flowSum = (measure: keyof typeof flowSums): RawBuilder<number> => flowSums[measure];

const columnsOf = (apart: readonly CaseColumn[]) =>
  sql.join([...new Set<CaseColumn>([...cellColumns, ...apart])].map((column) => sql.ref(column)));

/** What happened in a period, a row each with `registered_at` the moment it did. Plan: case_file_rested, case_file_rests. */
export function flowRows(
  measure: FlowMeasure,
  { from, to }: Period,
  apart: readonly CaseColumn[],
): RawBuilder<unknown> {
  const columns = columnsOf(apart);
  if (measure === 'returned')
    return sql`SELECT began_at AS registered_at, ${columns}, 1 AS value FROM cases.v_open_span
      WHERE is_return AND began_at >= ${from} AND began_at < ${to}`;
  return sql`SELECT ended_at AS registered_at, ${columns}, ${flowSums[measure]} AS value FROM cases.v_open_span
    WHERE ended_at >= ${from} AND ended_at < ${to}`;
}

/**
 * What was open, or open and late, at some moments, a row each with `registered_at` a moment before it. What has ended since and what
 * is open now are two questions, each with an index of its own: case_file_rested and case_file_open_due; case_file_rests for the few
 * that came back.
 */
export function stockRows(
  measure: StockMeasure,
  moments: readonly Date[],
  apart: readonly CaseColumn[],
  isByRegistration = false,
): RawBuilder<unknown> {
  const columns = columnsOf(apart);
  const parts = moments.map((moment) => {
    const before = new Date(moment.getTime() - 1);
    const isLate = measure === 'stock-overdue' ? sql` AND broken_at < ${moment}` : sql``;
    const rows = (since: RawBuilder<boolean>) =>
      sql`SELECT ${isByRegistration ? sql`registered_at` : sql`${before}::timestamptz AS registered_at`}, ${columns}, 1 AS value FROM cases.v_open_span
        WHERE began_at < ${moment} AND ${since}${isLate}`;
    return sql`${rows(sql`ended_at >= ${moment}`)} UNION ALL ${rows(sql`closed_at IS NULL AND answered_at IS NULL AND ended_at IS NULL`)}`;
  });
  return sql.join(parts, sql` UNION ALL `);
}
