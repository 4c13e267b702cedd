import type { resumeCase as resumeCaseRoute } from '../../../../shared/contract/messages/cases-moves.ts';
import type {
  addNote as addNoteRoute,
  askResident as askResidentRoute,
} from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { tellMentioned } from '../colleagues/mentions.ts';
import { permissionsOn, requireOn } from '../core/reach.ts';
import { questionUntil } from '../core/resident-window.ts';
import { readStatus } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { tellStage } from '../letters/tell-stage.ts';
import { readCaseCard } from './card.ts';
import { lockForDecision } from './decision-case.ts';
import { lockCase, moveCase, requireCaseMove } from './move.ts';

type Note = typeof addNoteRoute;

/** A note among staff. It changes nothing of the case, so it needs no version and never collides. */
export async function addNote(
  ctx: Ctx,
  { params, body }: HandlerInput<Note>,
): Promise<RouteReplyInput<Note>> {
  const file = await lockCase(ctx, params.id);
  await addEvents(ctx, [{ caseId: file.id, kind: 'note', visibility: 'staff', text: body.text }]);
  await tellMentioned(ctx, file, body.mentions);
  ctx.audit({
    action: 'cases.note',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, ...(body.mentions.length > 0 && { mentions: body.mentions }) },
  });
  return readCaseCard(ctx, file.id);
}

type Ask = typeof askResidentRoute;

/** A question to the resident: the case waits for them and returns where it was. */
export async function askResident(
  ctx: Ctx,
  { params, body }: HandlerInput<Ask>,
): Promise<RouteReplyInput<Ask>> {
  const file = await lockCase(ctx, params.id, body.version);
  const rights = permissionsOn(ctx.actor, file);
  if (!rights.has('cases.triage')) requireOn(ctx.actor, file, 'cases.answer');
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'phone', 'email', 'resident_id'])
    .where('case_id', '=', file.id)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  if (!author || (!author.phone && !author.email && !author.resident_id)) {
    throw new AppError('lib.conflict', 'Спросить некого: житель не оставил ни телефона, ни почты.');
  }
  await moveCase(ctx, file, 'ask', { set: { former_status: file.status, snoozed_until: null } });
  await addEvents(ctx, [{ caseId: file.id, kind: 'question', visibility: 'resident', text: body.text }]);
  const until = questionUntil(ctx.now);
  await tellStage(ctx, file.id, 'case-question', { question: body.text, until });
  return readCaseCard(ctx, file.id);
}

type Resume = typeof resumeCaseRoute;

/** Route: what the resident said by phone or in person answers the question as well as their page would. */
export async function resumeCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Resume>,
): Promise<RouteReplyInput<Resume>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status, 'resume');
  await addEvents(ctx, [
    { caseId: file.id, kind: 'comment', visibility: 'resident', text: body.text, data: { by: 'phone' } },
  ]);
  const former = readStatus(file.former_status ?? 'moderation');
  await moveCase(ctx, file, 'resume', { to: former, set: { former_status: null } });
  return readCaseCard(ctx, file.id);
}
