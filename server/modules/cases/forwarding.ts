import type { closeForwarded, forwardCase, takeForwardedBack } from '../../../shared/contract/cases-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { type Ctx, isStaff } from '../../lib/context.ts';
import { newId } from '../../lib/ids.ts';
import { sendLetter } from '../outbox/index.ts';
import { answerRule } from './answer-rule.ts';
import { requireBody } from './bodies.ts';
import { readCard } from './card.ts';
import { startAnswerClock, stopClocks } from './clocks.ts';
import { requireNotComplained } from './complaint.ts';
import { lockForDecision } from './decision-case.ts';
import { caseClosed } from './events.ts';
import { revokeForeignLinks } from './executor-link.ts';
import { requireGround } from './grounds.ts';
import { moveCase, requireMove } from './move.ts';
import { tellAuthor } from './tell-author.ts';
import { addEvents } from './timeline.ts';
import { requireSettler, requireTriageable, walkToCoordination } from './triage.ts';

type Forward = typeof forwardCase;

/**
 * Route: the case goes to another body by a ground. The resident is told (59-ФЗ, ст. 8 ч. 3: «с уведомлением
 * гражданина»), our clocks stop, and the body gets a letter without the resident's contacts.
 */
export async function forward(
  ctx: Ctx,
  { params, body }: HandlerInput<Forward>,
): Promise<RouteReplyInput<Forward>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireTriageable(ctx, file);
  requireSettler(ctx, file);
  requireMove(ctx.actor, 'coordination', 'forward');
  const receiver = await requireBody(ctx, body.bodyId);
  const ground = requireGround(ctx, 'forward', body.groundId, file.regime);
  await requireNotComplained(ctx, file.id, { bodyId: receiver.id });
  const ready = await walkToCoordination(ctx, file);
  await moveCase(ctx, ready, 'forward', {
    text: receiver.title,
    data: { bodyId: receiver.id, groundId: ground.id },
    set: {
      head_decides: false,
      executor_unit_id: null,
      executor_id: null,
      snoozed_until: null,
      snooze_reason: null,
    },
  });
  await stopClocks(ctx, file.id, `Передано: ${receiver.title}`);
  await revokeForeignLinks(ctx, file.id, null);
  await ctx.db
    .insertInto('cases.forwarding')
    .values({
      id: newId(),
      case_id: file.id,
      body_id: receiver.id,
      body_title: receiver.title,
      ground_id: ground.id,
      ground_version: ground.version,
      text: body.text,
      by_name: isStaff(ctx.actor) ? ctx.actor.name : '',
      at: ctx.now,
    })
    .execute();
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'forwarding',
      visibility: 'staff',
      text: body.text,
      data: { body: receiver.title, ground: ground.title, legal: ground.legal },
    },
  ]);
  const notice = `${ground.toResident ?? 'Сообщение передано в другой орган.'} Куда: ${receiver.title}. Основание: ${ground.legal}.`;
  await tellAuthor(ctx, file, {
    subject: `Сообщение № ${file.number} передано`,
    text: `Сообщение № ${file.number}. ${notice}`,
    purpose: 'case-forwarded',
  });
  await addEvents(ctx, [{ caseId: file.id, kind: 'notice', visibility: 'resident', text: notice }]);
  if (receiver.email) {
    await sendLetter(ctx, {
      channel: 'email',
      recipient: receiver.email,
      subject: `Передаётся сообщение № ${file.number}`,
      text: `Передаём сообщение № ${file.number} по компетенции. Основание: ${ground.title} (${ground.legal}). ${body.text}`,
      purpose: 'body-forwarded',
      caseId: file.id,
    });
  }
  return readCard(ctx, file.id);
}

type Back = typeof takeForwardedBack;

/** Route: the body returned it. The case is directed anew, with a new term of its rule. */
export async function takeBack(
  ctx: Ctx,
  { params, body }: HandlerInput<Back>,
): Promise<RouteReplyInput<Back>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireMove(ctx.actor, file.status, 'forwarded-back');
  const { dueAt } = await startAnswerClock(
    ctx,
    file.id,
    answerRule(file),
    ctx.now,
    'Вернулось из другого органа',
  );
  await moveCase(ctx, file, 'forwarded-back', { text: body.reason, isHidden: false, set: { due_at: dueAt } });
  await endForwarding(ctx, file.id, { returned_at: ctx.now, return_reason: body.reason });
  return readCard(ctx, file.id);
}

type Close = typeof closeForwarded;

/** Route: the body has taken it over; what it replied stays. «Передано» is never «решено» (outcome `not_in_competence`). */
export async function closeSent(
  ctx: Ctx,
  { params, body }: HandlerInput<Close>,
): Promise<RouteReplyInput<Close>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireMove(ctx.actor, file.status, 'close-forwarded');
  await moveCase(ctx, file, 'close-forwarded', { text: body.text, set: { outcome: 'not_in_competence' } });
  await endForwarding(ctx, file.id, { closed_at: ctx.now, reply: body.text });
  ctx.announce(caseClosed, { caseId: file.id, number: file.number, resolved: null });
  return readCard(ctx, file.id);
}

async function endForwarding(
  ctx: Ctx,
  caseId: string,
  set: { returned_at: Date; return_reason: string } | { closed_at: Date; reply: string },
): Promise<void> {
  await ctx.db
    .updateTable('cases.forwarding')
    .set(set)
    .where('case_id', '=', caseId)
    .where('returned_at', 'is', null)
    .where('closed_at', 'is', null)
    .execute();
}
