import { sql } from 'kysely';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { knownIn } from '../../../../shared/known.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { listUnreachable } from '../../working-group/index.ts';
import { lockForControl } from '../amend.ts';
import { changeAssignmentRow, tellHistory } from '../assignment-rows.ts';
import { isAssignmentRunning } from '../assignment-workflow.ts';
import { readAssignmentCard } from '../card.ts';
import { createAssignment, findStaffNames, requireReachable } from '../create.ts';
import { sendNotice } from '../notice.ts';
import { findUnreached } from './issue.ts';

/** Whom a paper names executes it: somebody else is named only where it does not reach them. */
async function requireUnreachable(ctx: Ctx, id: string, name: string): Promise<void> {
  if (!(await listUnreachable(ctx, [{ id, name }])).has(id))
    throw new AppError(
      'lib.conflict',
      `${name} работает и поручения получает: преемника называют, когда поручение не дойдёт.`,
    );
}

/** Route: a decision of the group that never reached its executor is issued to who came after them. */
export async function issueToSuccessor(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.issueToSuccessor>,
): Promise<AssignmentCard> {
  // Two who issue at once wait for one another; the second finds the assignment of the first.
  await sql`SELECT pg_advisory_xact_lock(hashtext(${params.id}))`.execute(ctx.db);
  const input = await findUnreached(ctx, params.id);
  const { rows } = await sql<{ name: string }>`
    SELECT responsible_name AS name FROM working_group.v_decision WHERE id = ${params.id}`.execute(ctx.db);
  const { name } = firstRow(rows);
  await requireUnreachable(ctx, input.responsibleId, name);
  const { id } = await createAssignment(ctx, {
    ...input,
    responsibleId: body.responsibleId,
    succeedsId: input.responsibleId,
  });
  const card = await readAssignmentCard(ctx, id);
  await tellHistory(ctx, id, { kind: 'succeed', text: `${name} → ${card.responsible}. ${body.reason}` });
  ctx.audit({
    action: 'assignments.name-successor',
    object: 'assignment',
    objectId: id,
    data: { from: input.responsibleId, to: body.responsibleId, reason: body.reason },
  });
  return readAssignmentCard(ctx, id);
}

/** Route: who was to execute an assignment is not there any more: who came after them answers for it, and is told anew. */
export async function nameSuccessor(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.nameSuccessor>,
): Promise<AssignmentCard> {
  const row = await lockForControl(ctx, params.id, body.version);
  if (!isAssignmentRunning(row.state))
    throw new AppError('lib.conflict', 'Отчёт на проверке: сначала примите его или верните.');
  await requireUnreachable(ctx, row.responsible_id, row.responsible_name);
  const names = await findStaffNames(ctx, [body.responsibleId], 'responsibleId');
  const name = knownIn(names, body.responsibleId);
  await requireReachable(ctx, body.responsibleId, name);
  await changeAssignmentRow(
    ctx,
    row,
    {
      responsible_id: body.responsibleId,
      responsible_name: name,
      succeeds_id: row.succeeds_id ?? row.responsible_id,
      ...(row.state !== 'returned' && { state: 'issued' as const }),
      acknowledged_at: null,
    },
    {
      kind: 'succeed',
      text: `${row.responsible_name} → ${name}. ${body.reason}`,
      data: { from: row.responsible_id, to: body.responsibleId },
    },
  );
  await ctx.db
    .deleteFrom('assignments.co_executor')
    .where('assignment_id', '=', row.id)
    .where('person_id', '=', body.responsibleId)
    .execute();
  ctx.audit({
    action: 'assignments.name-successor',
    object: 'assignment',
    objectId: row.id,
    data: { from: row.responsible_id, to: body.responsibleId, reason: body.reason },
  });
  await sendNotice(ctx, [body.responsibleId], {
    id: row.id,
    purpose: 'assignment-issued',
    subject: `Поручение ${assignmentNumber(row.serial, row.year)} теперь ваше, срок ${formatDay(row.due_on)}`,
    text: `${row.text}\n\nОснование: ${row.basis}. Раньше отвечал(а) ${row.responsible_name}: ${body.reason}.`,
  });
  return readAssignmentCard(ctx, row.id);
}
