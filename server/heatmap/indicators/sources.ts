import { type RawBuilder, sql } from 'kysely';
import { keysOf } from '../../../shared/known.ts';
import type { Scope } from './slice.ts';

/**
 * What is counted, in the database's words: each source is a row for each thing that happened in the period to a case of the
 * slice. The definitions they are held against are in `definitions/`.
 */

/** The words of `termRuns` (cases), over the name the sources give a case. */
const isOpen = sql<boolean>`(file.closed_at IS NULL AND file.answered_at IS NULL AND file.status <> 'rejected')`;

/** A term that came in the period, or stood breached in it, by the case's own columns or by a clock of it. */
const breachedBefore = (from: Date, due: RawBuilder<unknown>, end: RawBuilder<unknown>) =>
  sql<boolean>`${end} > ${due} AND ${end} >= ${from} AND ${due} < ${from}`;

/**
 * K1. Of a case that never came back and broke nothing its term and answer are its own columns; of any other its clocks tell of
 * every round, however it ended, and those of the cases merged into it that were broken are counted with it.
 * Plans: case_file_term, case_file_late, case_file_open_due; of the others clock_over, clock_broken_end, case_file_reopened.
 */
function terms({ from, to, now, where, by }: Scope): RawBuilder<unknown> {
  const known = new Date(Math.min(to.getTime(), now.getTime()));
  const once = sql`file.reopen_count = 0 AND file.breached_at IS NULL AND file.due_at < ${known} AND ${where}`;
  const told = sql`(file.reopen_count > 0 OR file.breached_at IS NOT NULL)`;
  const again = sql`FROM cases.v_term AS term JOIN cases.v_case AS file ON file.id = term.case_id AND ${told}
    WHERE term.kind = 'answer' AND NOT term.is_void AND term.due_at < ${known} AND ${where}`;
  const joined = sql`FROM cases.v_joined_breach AS term JOIN cases.v_case AS file ON file.id = term.case_id AND ${told}
    WHERE term.due_at < ${known} AND ${where}`;
  // A case that ended without an answer kept no term, but may have broken one.
  const isCounted = sql`(${isOpen} OR file.answered_at IS NOT NULL OR term.is_broken)`;
  const ended = sql`CASE WHEN term.is_broken THEN 'breached' ELSE 'kept' END`;
  const before = breachedBefore(from, sql`term.due_at`, sql`term.stopped_at`);
  return sql`SELECT file.id AS case_id, ${by} AS g,
      CASE WHEN file.answered_at <= file.due_at THEN 'kept' ELSE 'breached' END AS mark
    FROM cases.v_case AS file WHERE file.answered_at IS NOT NULL AND file.due_at >= ${from} AND ${once}
    UNION ALL
    SELECT file.id, ${by}, 'breached' FROM cases.v_case AS file
    WHERE ${breachedBefore(from, sql`file.due_at`, sql`file.answered_at`)} AND ${once}
    UNION ALL
    SELECT file.id, ${by}, 'breached' FROM cases.v_case AS file WHERE ${isOpen} AND ${once}
    UNION ALL
    SELECT file.id, ${by}, ${ended} ${again} AND ${isCounted} AND term.stopped_at IS NOT NULL AND term.due_at >= ${from}
    UNION ALL
    SELECT file.id, ${by}, 'breached' ${again} AND term.is_broken AND ${before}
    UNION ALL
    SELECT file.id, ${by}, 'breached' ${again} AND ${isOpen} AND term.stopped_at IS NULL
    UNION ALL
    SELECT file.id, ${by}, 'breached' ${joined} AND (term.due_at >= ${from} OR ${before})`;
}

/** K5. Plan: case_file_answered, then the appeals among them. */
const repeats = ({ from, to, where, by }: Scope, repeatDays: number) => sql`
  SELECT file.id AS case_id, ${by} AS g,
    CASE WHEN file.registered_at - appeal.earlier_at <= make_interval(days => ${repeatDays}::int) THEN 'repeat' ELSE 'first' END AS mark
  FROM office.v_repeat AS appeal JOIN cases.v_case AS file ON file.id = appeal.case_id
  WHERE file.answered_at >= ${from} AND file.answered_at < ${to} AND ${where}`;

/** K8. Plan: case_file_closed. */
const closed = ({ from, to, where, by }: Scope) => sql`
  SELECT file.id AS case_id, ${by} AS g,
    CASE WHEN file.outcome = 'solved' AND (file.resolved = 'yes' OR EXISTS (
      SELECT FROM cases.v_attachment AS photo WHERE photo.case_id = file.id AND photo.role = 'after'))
      THEN 'confirmed' ELSE 'unconfirmed' END AS mark
  FROM cases.v_case AS file WHERE file.closed_at >= ${from} AND file.closed_at < ${to} AND ${where}`;

/** What happened to a case, told beside it: (case_id, mark), of cases of every slice. */
const ledgers = {
  /** K3, K9. Plan: rating_scored. */
  ratings: ({ from, to }) =>
    sql`SELECT case_id, score::text AS mark FROM cases.v_score WHERE at >= ${from} AND at < ${to}`,

  /** K6. The ledger of promises is short: read whole. */
  deferred: ({ from, to }) => sql`SELECT case_id, 'deferred' AS mark FROM cases.v_promise
    WHERE kind = 'answer' AND made_at >= ${from} AND made_at < ${to}`,

  /** K6. Plan: promise_until. */
  promises: (_, { days }) => sql`SELECT case_id, state AS mark FROM cases.v_promise
    WHERE until >= ${days.from}::date AND until <= ${days.to}::date AND state <> 'open'`,

  /** K10. Plan: event_reopened. */
  reopened: ({ from, to }) =>
    sql`SELECT id AS case_id, 'reopened' AS mark FROM cases.v_reopened WHERE at >= ${from} AND at < ${to}`,

  /** K11–K13. Plans: event_assigned, event_review, event_rework, event_refusal; forwarding is short. */
  steps: ({
    from,
    to,
  }) => sql`SELECT case_id, step AS mark FROM cases.v_step WHERE at >= ${from} AND at < ${to}
    UNION ALL SELECT case_id, 'forwarded' FROM cases.v_forwarding WHERE at >= ${from} AND at < ${to}`,

  /** K14. Plan: answer_released_day. */
  likeness: ({ from, to }) => sql`SELECT case_id, CASE WHEN is_brush_off THEN 'plain' ELSE 'own' END AS mark
    FROM cases.v_answer_likeness WHERE decided_at >= ${from} AND decided_at < ${to}`,

  /** «Решено?» as residents answered. Plan: rating_word. */
  words: ({ from, to }) =>
    sql`SELECT case_id, resolved AS mark FROM cases.v_word WHERE at >= ${from} AND at < ${to}`,

  /** Terms that were moved. Plan: event_prolonged. */
  prolonged: ({ from, to }) =>
    sql`SELECT case_id, 'prolonged' AS mark FROM cases.v_prolongation WHERE at >= ${from} AND at < ${to}`,
} satisfies Record<string, (scope: Scope, options: SourceOptions) => RawBuilder<unknown>>;
export type LedgerId = keyof typeof ledgers;
export const ledgerIds = keysOf(ledgers);
export const ledgerRows = (id: LedgerId, scope: Scope, options: SourceOptions): RawBuilder<unknown> =>
  ledgers[id](scope, options);

export interface SourceOptions {
  repeatDays: number;
  /** The period as local days, for what is promised by the day. */
  days: { from: string; to: string };
}

/** What is told by the case's own columns: (case_id, g, mark), of cases of the slice. */
const ownSources = {
  terms: (scope) => terms(scope),
  repeats: (scope, { repeatDays }) => repeats(scope, repeatDays),
  closed: (scope) => closed(scope),
} satisfies Record<string, (scope: Scope, options: SourceOptions) => RawBuilder<unknown>>;
export type OwnSourceId = keyof typeof ownSources;
export const ownSourceIds = keysOf(ownSources);
export type SourceId = LedgerId | OwnSourceId;

/** Rows of one source: (case_id, g, mark), of cases of the slice. */
export function sourceRows(id: SourceId, scope: Scope, options: SourceOptions): RawBuilder<unknown> {
  if (id in ownSources) return ownSources[id as OwnSourceId](scope, options);
  return sql`SELECT file.id AS case_id, ${scope.by} AS g, told.mark
    FROM (${ledgerRows(id as LedgerId, scope, options)}) AS told
    JOIN cases.v_case AS file ON file.id = told.case_id WHERE ${scope.where}`;
}
