import { type RawBuilder, sql } from 'kysely';
import type { Scope } from './slice.ts';

/**
 * What is counted, in the database's words: each source is a row for each thing that happened in the period to a case of the
 * slice — (case_id, g, mark). The definitions they are held against are in `definitions/`.
 */

/** A case that came back longer ago than this before the period has no former term that stood in it. Days. */
const LONGEST_TERM = 400;

/** The words of `termRuns` (cases), over the name the sources give a case. */
const isOpen = sql<boolean>`(file.closed_at IS NULL AND file.answered_at IS NULL AND file.status <> 'rejected')`;

/**
 * K1. Of a case that never came back its term and answer are its own columns; of one that did, its clocks tell of every round.
 * Plans: case_file_term by the day of the term, and by the answer within it; case_file_open_due up to now; event_reopened with
 * clock_case.
 */
function terms({ from, to, now, where, by }: Scope): RawBuilder<unknown> {
  const known = new Date(Math.min(to.getTime(), now.getTime()));
  const since = new Date(from.getTime() - LONGEST_TERM * 86_400_000);
  const once = sql`file.answered_at IS NOT NULL AND file.reopen_count = 0 AND ${where}`;
  return sql`SELECT file.id AS case_id, ${by} AS g,
      CASE WHEN file.answered_at <= file.due_at THEN 'kept' ELSE 'breached' END AS mark
    FROM cases.v_case AS file WHERE file.due_at >= ${from} AND file.due_at < ${known} AND ${once}
    UNION ALL
    SELECT file.id, ${by}, 'breached' FROM cases.v_case AS file
    WHERE file.due_at < ${from} AND file.due_at < ${known} AND file.answered_at >= ${from} AND ${once}
    UNION ALL
    SELECT file.id, ${by}, 'breached' FROM cases.v_case AS file
    WHERE ${isOpen} AND file.due_at < ${known} AND file.reopen_count = 0 AND ${where}
    UNION ALL
    SELECT file.id, ${by}, CASE WHEN term.stopped_at <= term.due_at THEN 'kept' ELSE 'breached' END
    FROM cases.v_case AS file JOIN cases.v_term AS term ON term.case_id = file.id
    WHERE file.id IN (SELECT id FROM cases.v_reopened WHERE at >= ${since}) AND file.reopen_count > 0
      AND (${isOpen} OR file.answered_at IS NOT NULL) AND term.kind = 'answer' AND term.due_at < ${known} AND ${where}
      AND (term.due_at >= ${from} OR ((term.stopped_at IS NULL OR term.stopped_at > term.due_at)
        AND (term.stopped_at IS NULL OR term.stopped_at >= ${from})))`;
}

/** K3, K9. Plan: rating_at. */
const ratings = ({ from, to, where, by }: Scope) => sql`
  SELECT file.id AS case_id, ${by} AS g, rating.score::text AS mark
  FROM cases.v_rating AS rating JOIN cases.v_case AS file ON file.id = rating.case_id
  WHERE rating.at >= ${from} AND rating.at < ${to} AND rating.score IS NOT NULL AND ${where}`;

/** K5. Plan: case_file_answered, then the appeals among them. */
const repeats = ({ from, to, where, by }: Scope, repeatDays: number) => sql`
  SELECT file.id AS case_id, ${by} AS g,
    CASE WHEN file.registered_at - appeal.earlier_at <= make_interval(days => ${repeatDays}::int) THEN 'repeat' ELSE 'first' END AS mark
  FROM office.v_repeat AS appeal JOIN cases.v_case AS file ON file.id = appeal.case_id
  WHERE file.answered_at >= ${from} AND file.answered_at < ${to} AND ${where}`;

/** K6. The ledger of promises is short: read whole. */
const deferred = ({ from, to, where, by }: Scope) => sql`
  SELECT file.id AS case_id, ${by} AS g, 'deferred' AS mark
  FROM cases.v_promise AS promise JOIN cases.v_case AS file ON file.id = promise.case_id
  WHERE promise.kind = 'answer' AND promise.made_at >= ${from} AND promise.made_at < ${to} AND ${where}`;

/** K6. Plan: promise_until. */
const promises = ({ where, by }: Scope, days: { from: string; to: string }) => sql`
  SELECT file.id AS case_id, ${by} AS g, promise.state AS mark
  FROM cases.v_promise AS promise JOIN cases.v_case AS file ON file.id = promise.case_id
  WHERE promise.until >= ${days.from}::date AND promise.until <= ${days.to}::date AND promise.state <> 'open'
    AND ${where}`;

/** K8. Plan: case_file_closed. */
const closed = ({ from, to, where, by }: Scope) => sql`
  SELECT file.id AS case_id, ${by} AS g,
    CASE WHEN file.outcome = 'solved' AND (file.resolved = 'yes' OR EXISTS (
      SELECT FROM cases.v_attachment AS photo WHERE photo.case_id = file.id AND photo.role = 'after'))
      THEN 'confirmed' ELSE 'unconfirmed' END AS mark
  FROM cases.v_case AS file WHERE file.closed_at >= ${from} AND file.closed_at < ${to} AND ${where}`;

/** K10. Plan: event_reopened. */
const reopened = ({ from, to, where, by }: Scope) => sql`
  SELECT file.id AS case_id, ${by} AS g, 'reopened' AS mark
  FROM cases.v_reopened AS event JOIN cases.v_case AS file ON file.id = event.id
  WHERE event.at >= ${from} AND event.at < ${to} AND ${where}`;

/** K11–K13. Plans: event_step; forwarding is short. */
const steps = ({ from, to, where, by }: Scope) => sql`
  SELECT file.id AS case_id, ${by} AS g, step.step AS mark
  FROM cases.v_step AS step JOIN cases.v_case AS file ON file.id = step.case_id
  WHERE step.at >= ${from} AND step.at < ${to} AND ${where}
  UNION ALL
  SELECT file.id, ${by}, 'forwarded' FROM cases.v_forwarding AS sent JOIN cases.v_case AS file ON file.id = sent.case_id
  WHERE sent.at >= ${from} AND sent.at < ${to} AND ${where}`;

/** K14. Plan: answer_released_day. */
const likeness = ({ from, to, where, by }: Scope, above: number) => sql`
  SELECT file.id AS case_id, ${by} AS g,
    CASE WHEN answer.template_share > ${above}::float8 AND NOT answer.has_figure THEN 'plain' ELSE 'own' END AS mark
  FROM cases.v_answer_likeness AS answer JOIN cases.v_case AS file ON file.id = answer.case_id
  WHERE answer.decided_at >= ${from} AND answer.decided_at < ${to} AND ${where}`;

export interface SourceOptions {
  repeatDays: number;
  templateShare: number;
  /** The period as local days, for what is promised by the day. */
  days: { from: string; to: string };
}

export const sourceIds = [
  ...(['terms', 'ratings', 'repeats', 'deferred', 'promises', 'closed', 'reopened'] as const),
  ...(['steps', 'likeness'] as const),
] as const;
export type SourceId = (typeof sourceIds)[number];

/** Rows of one source. */
export function sourceRows(id: SourceId, scope: Scope, options: SourceOptions): RawBuilder<unknown> {
  switch (id) {
    case 'terms':
      return terms(scope);
    case 'ratings':
      return ratings(scope);
    case 'repeats':
      return repeats(scope, options.repeatDays);
    case 'deferred':
      return deferred(scope);
    case 'promises':
      return promises(scope, options.days);
    case 'closed':
      return closed(scope);
    case 'reopened':
      return reopened(scope);
    case 'steps':
      return steps(scope);
    case 'likeness':
      return likeness(scope, options.templateShare);
  }
}
