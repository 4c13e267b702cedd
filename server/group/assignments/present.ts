import { sql } from 'kysely';
import type { AssignmentRow } from '../../../shared/contract/group/assignments.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { AssignmentRecord } from './assignment-rows.ts';
import { countDaysLeft, countLateDays } from './term.ts';

/** A stored row as a list shows it. */
export function presentAssignmentRow(ctx: Ctx, row: AssignmentRecord, coExecutors: string[]): AssignmentRow {
  return {
    id: row.id,
    number: assignmentNumber(row.serial, row.year),
    source: row.source,
    basis: row.basis,
    meetingId: row.meeting_id,
    text: row.text,
    expectedResult: row.expected_result,
    control: row.control,
    responsibleId: row.responsible_id,
    responsible: row.responsible_name,
    coExecutors,
    state: row.state,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    extensions: row.extensions,
    lateDays: countLateDays(ctx.now, row),
    daysLeft: countDaysLeft(ctx.now, row),
    issuedAt: row.issued_at.toISOString(),
    reportedAt: row.reported_at?.toISOString() ?? null,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
  };
}

/** Names of co-executors of assignments. Plan: its primary key. */
export async function helpersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; names: string[] }>`
    SELECT assignment_id AS id, array_agg(name ORDER BY name) AS names FROM assignments.co_executor
    WHERE assignment_id = ANY(${[...ids]}::uuid[]) GROUP BY assignment_id`.execute(ctx.db);
  return new Map(rows.map(({ id, names }) => [id, names]));
}
