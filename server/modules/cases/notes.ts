import type { addNote, askResident } from '../../../shared/contract/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { readCard } from './card.ts';
import { tellContact } from './follow-up.ts';
import { lockCase, moveCase } from './move.ts';
import { permissionsOn, requireOn } from './reach.ts';
import { addEvents } from './timeline.ts';

type Note = typeof addNote;

/** A note among staff. It changes nothing of the case, so it needs no version and never collides. */
export async function note(ctx: Ctx, { params, body }: HandlerInput<Note>): Promise<RouteReplyInput<Note>> {
  const file = await lockCase(ctx, params.id);
  await addEvents(ctx, [{ caseId: file.id, kind: 'note', visibility: 'staff', text: body.text }]);
  ctx.audit({ action: 'cases.note', object: 'case', objectId: file.id, data: { number: file.number } });
  return readCard(ctx, file.id);
}

type Ask = typeof askResident;

/** A question to the resident: the case waits for them and returns where it was. */
export async function ask(ctx: Ctx, { params, body }: HandlerInput<Ask>): Promise<RouteReplyInput<Ask>> {
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
  await tellContact(ctx, author, {
    caseId: file.id,
    number: file.number,
    subject: `Вопрос по сообщению № ${file.number}`,
    text: `Вопрос по сообщению № ${file.number}: «${body.text}»`,
    purpose: 'case-question',
  });
  return readCard(ctx, file.id);
}
