import { sql } from 'kysely';
import type { LinkKind } from '../../../../shared/contract/group/assignments.ts';
import type { GivenOrder } from '../../../../shared/contract/group/orders.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type AssignmentRecord, assignmentColumns, readableAssignments } from '../assignment-rows.ts';
import { isAssignmentRunning } from '../assignment-workflow.ts';

/**
 * Assignments that answer for things of one kind, by the id of the thing, the newest first: number, state and who answers for whoever
 * sees the thing; the card opens only for who may read it. Plan: link_target.
 */
export async function givenOrders(
  ctx: Ctx,
  kind: LinkKind,
  targetIds: readonly string[],
): Promise<ReadonlyMap<string, GivenOrder[]>> {
  if (targetIds.length === 0) return new Map();
  const { rows } = await sql<AssignmentRecord & { target_id: string; isReadable: boolean }>`
    SELECT ${assignmentColumns}, link.target_id, ${readableAssignments(ctx.actor)} AS "isReadable"
    FROM assignments.link AS link JOIN assignments.assignment AS assignment ON assignment.id = link.assignment_id
    WHERE link.kind = ${kind} AND link.target_id = ANY(${[...targetIds]}::text[])
    ORDER BY assignment.issued_at DESC, assignment.serial DESC`.execute(ctx.db);
  const given = new Map<string, GivenOrder[]>();
  for (const row of rows) {
    const order: GivenOrder = {
      id: row.isReadable ? row.id : null,
      number: assignmentNumber(row.serial, row.year),
      responsible: row.responsible_name,
      state: row.state,
      dueOn: row.due_on,
      isLate: isAssignmentRunning(row.state) && row.due_at < ctx.now,
    };
    given.set(row.target_id, [...(given.get(row.target_id) ?? []), order]);
  }
  return given;
}

/** Ids of the things of a kind that an assignment answers for whose fulfilment nobody has accepted yet. */
export async function orderedTargets(
  ctx: Ctx,
  kind: LinkKind,
  targetIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const given = await givenOrders(ctx, kind, targetIds);
  return new Set([...given].flatMap(([id, orders]) => (orders.every(isOver) ? [] : [id])));
}

const isOver = ({ state }: GivenOrder): boolean => state === 'accepted' || state === 'cancelled';
