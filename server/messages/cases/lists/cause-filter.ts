import { type RawBuilder, sql } from 'kysely';
import type { CauseKind } from '../../../../shared/contract/heatmap/analysis.ts';

/**
 * Where each kind of cause is written down: pairs of case and ground. Plan: event_cause, a few rows in a hundred cases;
 * event_prolonged; forwarding_case.
 */
export const causeSources: Readonly<Record<CauseKind, RawBuilder<unknown>>> = {
  reject: sql`SELECT case_id, data->>'ground' AS ground FROM cases.event
    WHERE kind = 'status' AND data->>'to' = 'rejected' AND data ? 'ground'`,
  refuse: sql`SELECT case_id, data->>'groundId' AS ground FROM cases.event WHERE kind = 'refusal' AND data ? 'groundId'`,
  forward: sql`SELECT case_id, ground_id AS ground FROM cases.forwarding`,
  reopen: sql`SELECT case_id, coalesce(data->>'groundId', 'resident') AS ground FROM cases.event WHERE kind = 'reopening'`,
  prolong: sql`SELECT case_id, 'any' AS ground FROM cases.event WHERE kind = 'term' AND data ? 'dueAt'`,
};

/** `reject:spam` as a condition on cases.case_file; what is no cause holds for nothing. */
export function causeCondition(cause: string): RawBuilder<boolean> {
  const [kind = '', ground = ''] = cause.split(':');
  const source = (causeSources as Record<string, RawBuilder<unknown> | undefined>)[kind];
  if (!source) return sql`false`;
  return sql`cases.case_file.id IN (SELECT case_id FROM (${source}) AS cause WHERE cause.ground = ${ground})`;
}
