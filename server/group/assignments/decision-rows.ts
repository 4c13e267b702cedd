import { sql } from 'kysely';
import type { DecisionOutcome } from '../../../shared/contract/group/working-group-decisions.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import { type AssignmentRecord, ownIds } from './assignment-rows.ts';

/** A decision of a meeting as the group's view tells it. */
export interface DecisionRow {
  id: string;
  meeting_id: string;
  meeting_number: number | null;
  meeting_day: string;
  number: string;
  source: string;
  source_id: string | null;
  text: string;
  responsible_id: string | null;
  responsible_name: string | null;
  due_on: string | null;
  expected_result: string;
  outcome: DecisionOutcome;
  cancels_id: string | null;
  /** «11/2026»; null until the protocol is signed. */
  protocol_number: string | null;
}

/** Decisions of meetings that were held: a view of `v_decision`. */
export const isDecided = sql`meeting_state NOT IN ('planned', 'agenda_draft', 'agenda_sent', 'running', 'cancelled')`;

/** «Протокол № 11/2026 от 24.11.2026, п. 1.2»; while nobody has signed it no protocol is cited, but the meeting. */
export function basisOf(
  row: Pick<DecisionRow, 'protocol_number' | 'meeting_number' | 'meeting_day' | 'number'>,
): string {
  const paper = row.protocol_number
    ? `Протокол № ${row.protocol_number}`
    : `Решение заседания${row.meeting_number === null ? '' : ` № ${row.meeting_number}`}`;
  return `${paper} от ${formatDay(row.meeting_day)}, п. ${row.number}`;
}

/** Assignments given before the signature cite the registered protocol from it on. */
export async function citeProtocol(ctx: Ctx, meetingId: string): Promise<void> {
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE meeting_id = ${meetingId} AND protocol_number IS NOT NULL`.execute(
    ctx.db,
  );
  for (const row of rows)
    await ctx.db
      .updateTable('assignments.assignment')
      .set({ basis: basisOf(row) })
      .where('source', '=', 'decision')
      .where('source_id', '=', row.id)
      .execute();
}

/** How papers name a decision; null where it is not there any more. */
export async function findBasis(ctx: Ctx, decisionId: string): Promise<string | null> {
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE id = ${decisionId}`.execute(ctx.db);
  return rows[0] ? basisOf(rows[0]) : null;
}

/**
 * The extract of the signed protocol an assignment comes from, for who may open it: who reads the group, the responsible one
 * and who stands in for them.
 */
export async function findExtract(
  ctx: Ctx,
  row: Pick<AssignmentRecord, 'source' | 'source_id' | 'responsible_id'>,
): Promise<{ meetingId: string; personId: string } | null> {
  if (row.source !== 'decision' || !isStaff(ctx.actor)) return null;
  const readsGroup = ctx.actor.permissions.has('working-group.read');
  const { rows } = await sql<{ meetingId: string; personId: string }>`
    SELECT meeting_id AS "meetingId", responsible_id AS "personId" FROM working_group.v_decision
    WHERE id = ${row.source_id} AND meeting_state IN ('signed', 'distributed', 'closed')
      AND (${readsGroup} OR responsible_id = ANY(${ownIds(ctx.actor)}::uuid[]))`.execute(ctx.db);
  return rows[0] ?? null;
}
