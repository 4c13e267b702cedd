import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../lib/database/db.ts';
import type { Cursor, Horizon } from '../../../lib/database/feed-cursor.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { termRuns } from '../../../messages/cases/index.ts';
import type { CaseFacts } from '../cube/cube.ts';
import type { Rest } from '../cube/spells.ts';
import { squareAt } from '../cube/spots.ts';

/** A case as the database tells it: one array, in the order of `factColumns`. */
export type FactLine = readonly [
  day: number,
  district: string | null,
  block: string | null,
  fact: string | null,
  channel: string,
  unit: string | null,
  hexagon: string | null,
  lat: number | null,
  lon: number | null,
  isHome: number,
  importance: string,
  outcome: string | null,
  rating: number | null,
  flags: number,
  dueAt: number | null,
  restedDay: number | null,
  brokenDay: number | null,
  rests: readonly RestLine[] | null,
];

/** A former stretch in which it was not open. */
type RestLine = readonly [
  from: number,
  to: number,
  isAnswered: boolean,
  isLate: boolean,
  isReturn: boolean,
  outcome: string | null,
  rating: number | null,
];

/** One account of what a case is counted by, for the cases as they are and as they were. */
export function factColumns(table: 'cases.v_course' | 'cases.v_figure_before', zone: string) {
  const dayOf = (moment: RawBuilder<unknown>) =>
    sql`(${moment} AT TIME ZONE ${sql.lit(zone)})::date - DATE '1970-01-01'`;
  const flags = [
    sql`(answered_at IS NOT NULL)`,
    sql`is_late`,
    sql`(reopen_count > 0)`,
    sql`(rework_count > 0)`,
    sql`(status = 'deferred')`,
    sql`is_signed_in`,
    termRuns(table),
    sql`is_counted`,
  ].map((flag, at) => sql`${flag}::int * ${sql.lit(2 ** at)}`);
  // Of most cases null, and then nothing is unfolded.
  const rests = sql`CASE WHEN rests IS NOT NULL THEN (
    SELECT json_agg(json_build_array(${dayOf(sql`rest."from"`)}, ${dayOf(sql`rest."to"`)}, rest.answered, rest.late, rest.returned,
      rest.outcome, rest.rating) ORDER BY rest."from", rest."to")
    FROM jsonb_to_recordset(rests) AS rest("from" timestamptz, "to" timestamptz, answered boolean, late boolean, returned boolean,
      outcome text, rating smallint)) END`;
  return sql`${dayOf(sql`registered_at`)}, district_id, block, fact_id, channel,
    executor_unit_id::text, h3, lat, lon, is_home::int, importance, outcome, rating, ${sql.join(flags, sql` + `)},
    (extract(epoch FROM due_at) * 1000)::bigint, ${dayOf(sql`rested_at`)}, ${dayOf(sql`broken_at`)}, ${rests}`;
}

export function toFacts(line: FactLine): CaseFacts {
  const [
    day,
    district,
    block,
    fact,
    channel,
    unit,
    hexagon,
    lat,
    lon,
    isHome,
    importance,
    outcome,
    rating,
    flags,
    dueAt,
    restedDay,
    brokenDay,
    rests,
  ] = line;
  const flag = (at: number): boolean => ((flags >> at) & 1) === 1;
  return {
    day,
    district,
    block,
    fact,
    channel,
    unit,
    hexagon,
    importance,
    outcome,
    rating,
    dueAt,
    square: lat === null || lon === null ? null : squareAt(lat, lon, isHome === 1),
    isAnswered: flag(0),
    isLate: flag(1),
    isReopened: flag(2),
    isReworked: flag(3),
    isDeferred: flag(4),
    isSignedIn: flag(5),
    isOpen: flag(6),
    isCounted: flag(7),
    restedDay,
    brokenDay,
    rests: (rests ?? []).map(toRest),
  };
}

const toRest = ([from, to, isAnswered, isLate, isReturn, outcome, rating]: RestLine): Rest => ({
  from,
  to,
  isAnswered,
  isLate,
  isReturn,
  outcome,
  rating,
});

/** Counted with itself alone: what a line of a merged case is not. */
export const isCountedLine = (line: FactLine): boolean => ((line[13] >> 7) & 1) === 1;

/** How far both streams have been read: first lines of timelines tell of new cases, the log of changes of the others. */
export interface Position {
  events: Cursor;
  changes: Cursor;
}

/** What a look found. */
export interface Look extends Horizon {
  events: number[];
  changes: number[];
  /** What changed cases had been counted as, the earliest of each. */
  former: FactLine[];
  /** What new and changed cases are now. */
  current: FactLine[];
  /** Greatest number that is no longer kept. */
  pruned: number;
  /** More has happened than is read at once: nothing was read. */
  isTooMuch: boolean;
}

/** Rows of a stream read in one look; farther behind, counting anew is quicker. */
const MOST = 200_000;

/**
 * Everything that happened since the position, in one statement: one snapshot, so that a case and its changes are seen
 * together or not at all. Plan: primary keys of both streams from `high` on, and of the cases; `OFFSET 0` holds it to that
 * order also when it was planned while the tables were empty.
 */
export async function look(db: Db, position: Position, zone: string): Promise<Look> {
  return firstRow((await lookStatement(position, zone).execute(db)).rows);
}

/** The statement of a look. To plan it costs more than to run it: who looks often has it prepared. */
export function lookStatement({ events, changes }: Position, zone: string): RawBuilder<Look> {
  const numbers = (list: number[]) => sql`${`{${list.join(',')}}`}::bigint[]`;
  const fresh = (
    view: 'cases.v_event_mark' | 'cases.v_figure_before',
    { high, gaps }: Cursor,
    columns: ReturnType<typeof sql>,
  ) => sql`
    SELECT ${columns} FROM ${sql.table(view)} AS row WHERE id > ${high} AND NOT (SELECT is_too_much FROM size)
    UNION ALL
    SELECT ${columns} FROM unnest(${numbers(gaps.map(({ from }) => from))}, ${numbers(gaps.map(({ to }) => to))}) AS gap(low, high)
    CROSS JOIN LATERAL (SELECT * FROM ${sql.table(view)} WHERE id BETWEEN gap.low AND gap.high OFFSET 0) AS row
    WHERE NOT (SELECT is_too_much FROM size)`;
  return sql<Look>`
    WITH size AS MATERIALIZED (
      SELECT coalesce((SELECT max(id) FROM cases.v_event_mark), 0) - ${events.high} > ${MOST}
        OR coalesce((SELECT max(id) FROM cases.v_figure_before), 0) - ${changes.high} > ${MOST} AS is_too_much
    ), event AS MATERIALIZED (
      ${fresh('cases.v_event_mark', events, sql`row.id, row.case_id, row.is_registration`)}
    ), change AS MATERIALIZED (
      ${fresh('cases.v_figure_before', changes, sql`row.id, row.case_id`)}
    ), changed AS MATERIALIZED (
      SELECT case_id, min(id) AS first FROM change GROUP BY case_id
    ), arrived AS MATERIALIZED (
      SELECT DISTINCT case_id FROM event WHERE is_registration
    )
    SELECT pg_snapshot_xmin(snapshot)::text::bigint AS xmin,
      -- An id is taken only where there is something to number: a city at rest writes nothing.
      CASE WHEN EXISTS (SELECT FROM event) OR EXISTS (SELECT FROM change) THEN pg_current_xact_id()::text::bigint
        ELSE pg_snapshot_xmax(snapshot)::text::bigint END AS "nextXid",
      (SELECT coalesce(json_agg(id), '[]') FROM event) AS events,
      (SELECT coalesce(json_agg(id), '[]') FROM change) AS changes,
      (SELECT coalesce(json_agg(line), '[]') FROM changed
       CROSS JOIN LATERAL (SELECT json_build_array(${factColumns('cases.v_figure_before', zone)}) AS line
         FROM cases.v_figure_before WHERE id = changed.first OFFSET 0) AS told
       WHERE changed.case_id NOT IN (SELECT case_id FROM arrived)) AS former,
      (SELECT coalesce(json_agg(line), '[]')
       FROM (SELECT case_id FROM arrived UNION SELECT case_id FROM changed) AS wanted
       CROSS JOIN LATERAL (SELECT json_build_array(${factColumns('cases.v_course', zone)}) AS line
         FROM cases.v_course WHERE v_course.case_id = wanted.case_id OFFSET 0) AS told) AS current,
      (SELECT up_to FROM cases.v_change_pruned) AS pruned, (SELECT is_too_much FROM size) AS "isTooMuch"
    FROM pg_current_snapshot() AS snapshot`;
}
