import { sql } from 'kysely';
import type { MapShape } from '../../../shared/contract/map.ts';

/** The table of cases and the views other modules use: the same conditions hold on both. */
export type CaseTable =
  | 'cases.case_file'
  | 'cases.v_case'
  | 'cases.v_appeal'
  | 'cases.v_matter'
  | 'cases.v_figure'
  | 'cases.v_figure_before';

/** The term still runs: the words of the partial index case_file_open_due, and no refusal that waits for its dispute. */
export function termRuns(table: CaseTable = 'cases.case_file') {
  const file = sql.raw(table);
  return sql<boolean>`(${file}.closed_at IS NULL AND ${file}.answered_at IS NULL AND ${file}.status <> 'rejected')`;
}

/** How a case is drawn on every map, the public one and that of staff, by what became of it at the moment `now`. */
export function mapShape(now: Date, table: CaseTable = 'cases.case_file') {
  const file = sql.raw(table);
  return sql<MapShape>`CASE
    WHEN ${file}.outcome IN ('solved', 'solved_partly') AND ${file}.answered_at IS NOT NULL THEN 'solved'
    WHEN ${termRuns(table)} AND ${file}.due_at < ${now} THEN 'overdue'
    WHEN ${file}.status IN ('new', 'moderation', 'coordination') THEN 'new'
    WHEN NOT ${termRuns(table)} THEN 'answered'
    ELSE 'work' END`;
}
