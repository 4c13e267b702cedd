import { sql } from 'kysely';
import type { Pause } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** A clock as whoever counts it anew needs it. */
export interface PooledClock {
  number: string;
  block: string | null;
  kind: string;
  ruleId: string;
  ruleVersion: string;
  startedAt: Date;
  dueAt: Date;
  stoppedAt: Date | null;
  pauses: Pause[];
  isExtended: boolean;
}

type Row = Omit<PooledClock, 'pauses'> & { pauses: { from: string; to: string; reason: string }[] };

const columns = sql`number, block, kind, rule_id AS "ruleId", rule_version AS "ruleVersion", started_at AS "startedAt",
  clock.due_at AS "dueAt", stopped_at AS "stoppedAt", pauses, jsonb_array_length(extensions) > 0 AS "isExtended"`;

const present = ({ pauses, ...row }: Row): PooledClock => ({
  ...row,
  pauses: pauses.map(({ from, to, reason }) => ({ from: new Date(from), to: new Date(to), reason })),
});

/**
 * Clocks that run on open cases, nearest terms first; by these rules, or by all. Plan: case_file_open_due, then clock_case.
 */
export async function openClocks(ctx: Ctx, ruleIds: string[] | null, limit: number): Promise<PooledClock[]> {
  const byRule = ruleIds ? sql`AND rule_id = ANY(${ruleIds})` : sql``;
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM cases.case_file AS file JOIN cases.clock AS clock ON clock.case_id = file.id
    WHERE file.closed_at IS NULL AND file.answered_at IS NULL AND stopped_at IS NULL AND kind <> 'promise' ${byRule}
    ORDER BY file.due_at, file.id LIMIT ${limit}`.execute(ctx.db);
  return rows.map(present);
}

/**
 * Clocks of these rules that are over, of cases registered from `from` to `to`, newest cases first. Plan:
 * case_file_registered backwards, then clock_case.
 */
export async function pastClocks(
  ctx: Ctx,
  ruleIds: string[],
  from: Date,
  to: Date,
  limit: number,
): Promise<PooledClock[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM cases.case_file AS file JOIN cases.clock AS clock ON clock.case_id = file.id
    WHERE file.registered_at >= ${from} AND file.registered_at < ${to} AND file.merged_into IS NULL
      AND stopped_at IS NOT NULL AND rule_id = ANY(${ruleIds})
      AND coalesce(note, '') NOT LIKE 'Тема изменена%' AND coalesce(note, '') NOT LIKE 'Присоединено%'
    ORDER BY file.registered_at DESC, file.id DESC LIMIT ${limit}`.execute(ctx.db);
  return rows.map(present);
}
