import { sql } from 'kysely';
import type { AssignmentCard, LinkKind } from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { assignmentNumber } from '../../../shared/text/assignments.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { changeAssignmentRow, lockForMove } from './assignment-rows.ts';
import { readAssignmentCard } from './card.ts';
import { createAssignment } from './create.ts';
import { basisOf, type DecisionRow } from './decision-rows.ts';
import { sendNotice } from './notice.ts';

/** States of a meeting whose decisions stand. */
const decided = sql`meeting_state NOT IN ('planned', 'agenda_draft', 'agenda_sent', 'running', 'cancelled')`;

type Issue = typeof contract.issueDecisions;

/** Route: decisions of a meeting that was held come into force. */
export async function issueDecisions(
  ctx: Ctx,
  { params }: HandlerInput<Issue>,
): Promise<RouteReplyInput<Issue>> {
  const { rows } = await sql<{ isHeld: boolean }>`
    SELECT ${decided} AS "isHeld" FROM working_group.v_decision WHERE meeting_id = ${params.id} LIMIT 1`.execute(
    ctx.db,
  );
  if (!rows[0]) throw new AppError('lib.not-found', 'На этом заседании решений нет.');
  if (!rows[0].isHeld)
    throw new AppError('lib.conflict', 'Заседание не закрыто: решения вступают в силу после него.');
  return issueDecisionsOf(ctx, params.id);
}

/** Listener: with the signature of the protocol its decisions bind, without a press. */
export async function comeIntoForce(ctx: Ctx, { meetingId }: { meetingId: string }): Promise<void> {
  await issueDecisionsOf(ctx, meetingId);
}

/**
 * Puts decisions of a meeting in force: each with a responsible member becomes an assignment, once, linked to what its item was
 * proposed from. A day that has passed meanwhile becomes that of the pack.
 */
export async function issueDecisionsOf(
  ctx: Ctx,
  meetingId: string,
): Promise<{ issued: string[]; already: number }> {
  const { rows } = await sql<DecisionRow & { isIssued: boolean }>`
    SELECT decision.*, EXISTS (SELECT FROM assignments.assignment
      WHERE source = 'decision' AND source_id = decision.id) AS "isIssued"
    FROM working_group.v_decision AS decision
    WHERE meeting_id = ${meetingId} AND responsible_id IS NOT NULL ORDER BY number`.execute(ctx.db);
  const today = cityDay(ctx.config, ctx.now);
  const issued: string[] = [];
  for (const row of rows.filter(({ isIssued }) => !isIssued)) {
    const { number } = await createAssignment(ctx, {
      source: {
        kind: 'decision',
        id: row.id,
        basis: basisOf(row),
        on: row.meeting_day,
        meetingId: row.meeting_id,
      },
      text: row.text,
      responsibleId: row.responsible_id!,
      expectedResult: row.expected_result,
      dueOn: row.due_on && row.due_on >= today ? row.due_on : null,
      links: linksOf(row),
    });
    issued.push(number);
  }
  return { issued, already: rows.length - issued.length };
}

/** What an item was proposed from, where an assignment can answer for it. */
function linksOf({ source, source_id }: DecisionRow): { kind: LinkKind; targetId: string }[] {
  return source_id && (source === 'problem' || source === 'zone')
    ? [{ kind: source, targetId: source_id }]
    : [];
}

/** Decisions a list offers: those of about a year of meetings. */
const MOST = 200;

type List = typeof contract.listDecisions;

/** Route. */
export async function listDecisions(ctx: Ctx, _: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE ${decided}
    ORDER BY meeting_day DESC, number LIMIT ${MOST}`.execute(ctx.db);
  return { decisions: rows.map((row) => ({ id: row.id, basis: basisOf(row), text: row.text })) };
}

/** Route: taken off control by a decision of a meeting that was held, never by a person's own word. */
export async function cancelAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.cancelAssignment>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'cancel');
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE id = ${body.decisionId} AND ${decided}
      AND meeting_day >= ${row.basis_on}::date`.execute(ctx.db);
  const decision = rows[0];
  if (!decision || decision.id === row.source_id) {
    const message =
      'Поручение снимает решение заседания, проведённого не раньше, чем оно выдано: выберите такое решение.';
    throw new AppError('lib.bad-input', message, { fields: { decisionId: message } });
  }
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
  return readAssignmentCard(ctx, row.id);
}
