import { type RawBuilder, sql } from 'kysely';
import type { turnKinds } from '../../../../shared/contract/messages/cases-list.ts';
import { isOrNone } from '../../../lib/database/conditions.ts';

/** When a case was open, told by its columns: the words of cases.v_open_span over one row, for lists. */

/** Both have rested_at, rests, broken_since or broken_at, and what an answer is told by. */
export type SpanTable = 'cases.case_file' | 'cases.v_course';

const restsOf = (table: SpanTable) =>
  sql`jsonb_to_recordset(${sql.raw(table)}.rests) AS rest("from" timestamptz, "to" timestamptz, answered boolean, late boolean,
    returned boolean, outcome text, rating smallint)`;

/**
 * Open at a moment, merged since or not. What has ended since and what is open now are two questions, each with an index of its own.
 * Plan: case_file_rested or case_file_registered, case_file_open_due, case_file_rests.
 */
export function openAt(moment: Date, table: SpanTable = 'cases.case_file'): RawBuilder<boolean> {
  return standingAt(moment, table, sql``);
}

/** Open at a moment, and its term over by then or broken before. */
export function lateAt(moment: Date, table: SpanTable = 'cases.case_file'): RawBuilder<boolean> {
  return standingAt(moment, table, sql` AND broken_at < ${moment}`);
}

function standingAt(moment: Date, table: SpanTable, more: RawBuilder<unknown>): RawBuilder<boolean> {
  const began = sql`SELECT case_id FROM cases.v_open_span WHERE began_at < ${moment}${more}`;
  return sql<boolean>`(${sql.raw(table)}.id IN (${began} AND ended_at >= ${moment}
    UNION ALL ${began} AND ended_at IS NULL AND closed_at IS NULL AND answered_at IS NULL))`;
}

export type CaseTurn = (typeof turnKinds)[number];

const onceRested: Readonly<Record<Exclude<CaseTurn, 'returned'>, RawBuilder<boolean>>> = {
  given: sql`rest.answered`,
  'given-late': sql`(rest.answered AND rest.late)`,
  settled: sql`(rest.answered AND rest.outcome = 'solved')`,
  scored: sql`(rest.answered AND rest.rating IS NOT NULL)`,
  'scored-well': sql`(rest.answered AND rest.rating >= 4)`,
};

function nowRests(turn: Exclude<CaseTurn, 'returned'>, table: SpanTable): RawBuilder<boolean> {
  const file = sql.raw(table);
  const due =
    table === 'cases.case_file' ? sql`least(${file}.due_at, ${file}.breached_at)` : sql`${file}.due_at`;
  const more = {
    given: sql`true`,
    'given-late': sql`${file}.answered_at > ${due}`,
    settled: sql`${file}.outcome = 'solved'`,
    scored: sql`${file}.rating IS NOT NULL`,
    'scored-well': sql`${file}.rating >= 4`,
  }[turn];
  return sql<boolean>`(${file}.answered_at IS NOT NULL AND ${more})`;
}

/** By its outcome, `none` = without one. */
const endedBy = (outcome: string | undefined, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  outcome === undefined ? sql`true` : isOrNone(column, outcome);

/**
 * It happened in a period, at least once. Plan: case_file_rested, case_file_rests.
 * @param outcome of the answer it happened to, which a return has taken from the case since.
 */
export function turnedIn(
  turn: CaseTurn,
  { from, to }: { from: Date; to: Date },
  table: SpanTable = 'cases.case_file',
  outcome?: string,
): RawBuilder<boolean> {
  const file = sql.raw(table);
  const once = (moment: RawBuilder<unknown>, mark: RawBuilder<boolean>) =>
    sql<boolean>`(${file}.rests IS NOT NULL AND EXISTS (SELECT FROM ${restsOf(table)}
      WHERE ${mark} AND ${moment} >= ${from} AND ${moment} < ${to} AND ${endedBy(outcome, sql`rest.outcome`)}))`;
  if (turn === 'returned') return once(sql`rest."to"`, sql`rest.returned`);
  return sql<boolean>`((${file}.rested_at >= ${from} AND ${file}.rested_at < ${to} AND ${nowRests(turn, table)}
      AND ${endedBy(outcome, sql`${file}.outcome`)})
    OR ${once(sql`rest."from"`, onceRested[turn])})`;
}

/** Stretches of a case that has former ones, as rows `n` (from 1), `began`, `ended`: the same as those of cases.v_open_span. */
export function spansOf(table: SpanTable) {
  const file = sql.raw(table);
  return sql<{ n: number; began: Date; ended: Date | null }>`(
    SELECT at.n, coalesce(CASE WHEN at.n > 1 THEN (${file}.rests -> (at.n - 2) ->> 'to')::timestamptz END, ${file}.registered_at) AS began,
      coalesce((${file}.rests -> (at.n - 1) ->> 'from')::timestamptz, ${file}.rested_at) AS ended
    FROM generate_series(1, jsonb_array_length(${file}.rests) + 1) AS at(n))`;
}
