import { sql } from 'kysely';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type AssignmentRecord, changeAssignmentRow, lockForMove } from '../assignment-rows.ts';
import { readAssignmentCard } from '../card.ts';
import { basisOf, type DecisionRow, isDecided } from '../decision-rows.ts';
import { sendNotice } from '../notice.ts';

/** Decisions a list offers: those of about a year of meetings. */
const MOST = 200;

type List = typeof contract.listDecisions;

/** Route: what takes this very assignment off control. */
export async function listDecisions(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision
    WHERE ${isDecided} AND outcome = 'accepted' AND cancels_id = ${query.assignment}
    ORDER BY meeting_day DESC, number LIMIT ${MOST}`.execute(ctx.db);
  return { decisions: rows.map((row) => ({ id: row.id, basis: basisOf(row), text: row.text })) };
}

/** Route: taken off control by an accepted decision of a meeting that was held and that names it, never by a person's own word. */
export async function cancelAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.cancelAssignment>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'cancel');
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE id = ${body.decisionId} AND ${isDecided} AND outcome = 'accepted'
      AND cancels_id = ${row.id} AND meeting_day >= ${row.basis_on}::date`.execute(ctx.db);
  if (!rows[0]) {
    const message =
      'Поручение снимает принятое решение заседания, которое называет это поручение. Запишите такое решение на заседании.';
    throw new AppError('lib.bad-input', message, { fields: { decisionId: message } });
  }
  await takeOff(ctx, row, rows[0]);
  return readAssignmentCard(ctx, row.id);
}

/** An assignment leaves control by a decision that names it; who answered for it is told. */
export async function takeOff(ctx: Ctx, row: AssignmentRecord, decision: DecisionRow): Promise<void> {
  const basis = basisOf(decision);
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'cancelled', cancelled_at: ctx.now, cancelled_by_decision: decision.id },
    { kind: 'cancel', text: basis, data: { decision: decision.id } },
  );
  ctx.audit({
    action: 'assignments.cancel',
    object: 'assignment',
    objectId: row.id,
    data: { decision: decision.id, basis },
  });
  await sendNotice(ctx, [row.responsible_id], {
    id: row.id,
    purpose: 'assignment-cancelled',
    subject: `Снято: поручение ${assignmentNumber(row.serial, row.year)}`,
    text: `${row.text}\n\nСнято решением: ${basis}.`,
  });
}
