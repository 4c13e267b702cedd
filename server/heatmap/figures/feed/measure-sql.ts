import { type RawBuilder, sql } from 'kysely';
import { termRuns } from '../../../messages/cases/index.ts';
import type { CohortMeasure } from '../cube/measures.ts';

/** What a case of `cases.v_figure` adds to each measure, in the database's words: apart from the cube's, to prove it by. */
export const measureSums = (now: Date): Record<CohortMeasure, RawBuilder<number>> => ({
  received: sql`1`,
  open: sql`${termRuns('cases.v_figure')}::int`,
  overdue: sql`coalesce(${termRuns('cases.v_figure')} AND due_at < ${now}, false)::int`,
  solved: sql`coalesce(outcome = 'solved', false)::int`,
  answered: sql`(answered_at IS NOT NULL)::int`,
  late: sql`(is_late AND answered_at IS NOT NULL)::int`,
  broken: sql`is_late::int`,
  rated: sql`(rating IS NOT NULL)::int`,
  'rated-well': sql`coalesce(rating >= 4, false)::int`,
  'rating-sum': sql`coalesce(rating, 0)`,
  reopened: sql`(reopen_count > 0)::int`,
  reworked: sql`(rework_count > 0)::int`,
  deferred: sql`(status = 'deferred')::int`,
});
