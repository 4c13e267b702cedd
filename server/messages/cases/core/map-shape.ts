import { sql } from 'kysely';
import type { MapShape } from '../../../../shared/contract/messages/map.ts';

/** The table of cases and the views other modules use: the same conditions hold on both. */
export type CaseTable =
  | 'cases.case_file'
  | 'cases.v_case'
  | 'cases.v_appeal'
  | 'cases.v_matter'
  | 'cases.v_figure'
  | 'cases.v_figure_before'
  | 'cases.v_course';

/** Those that tell a breach beside the term; the views of figures hold a case to the earlier of the two already. */
type TermTable = Exclude<CaseTable, 'cases.v_figure' | 'cases.v_figure_before'>;

/** The term still runs: the words of the partial index case_file_open_due, and no refusal that waits for its dispute. */
export function termRuns(table: CaseTable = 'cases.case_file') {
  const file = sql.raw(table);
  return sql<boolean>`(${file}.closed_at IS NULL AND ${file}.answered_at IS NULL AND ${file}.status <> 'rejected')`;
}

/**
 * The term runs and is broken: its end has passed, or an earlier one of the case had, whatever was done since. The words of
 * every list, count and map that says «просрочено».
 */
export function isOverdue(now: Date, table: TermTable = 'cases.case_file') {
  const file = sql.raw(table);
  return sql<boolean>`(${termRuns(table)} AND (${file}.due_at < ${now} OR ${file}.breached_at IS NOT NULL))`;
}

/** How a case is drawn on every map, the public one and that of staff, by what became of it at the moment `now`. */
export function mapShape(now: Date, table: TermTable = 'cases.case_file') {
  const file = sql.raw(table);
  return sql<MapShape>`CASE
    WHEN ${file}.outcome IN ('solved', 'solved_partly') AND ${file}.answered_at IS NOT NULL THEN 'solved'
    WHEN ${isOverdue(now, table)} THEN 'overdue'
    WHEN ${file}.status IN ('new', 'moderation', 'coordination') THEN 'new'
    WHEN NOT ${termRuns(table)} THEN 'answered'
    ELSE 'work' END`;
}
