import type { LetterState } from '../../../shared/contract/base/outbox.ts';
import type {
  resendLetter as resendLetterRoute,
  settleLetters as settleLettersRoute,
} from '../../../shared/contract/base/outbox-settings.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { deliverJob } from './letter.ts';

/** Puts letters in one of these states into the queue again, as if they were new. */
const requeue = (ctx: Ctx, ids: readonly string[], states: readonly LetterState[]) =>
  ctx.db
    .updateTable('outbox.letter')
    .set({
      state: 'queued',
      state_at: ctx.now,
      next_at: ctx.now,
      planned_at: ctx.now,
      attempts: 0,
      reason: '',
      try_id: null,
    })
    .where('id', 'in', [...ids])
    .where('state', 'in', [...states])
    .returning('id')
    .execute();

/** Route: a dead letter goes into the queue again. */
export async function resendLetter(
  ctx: Ctx,
  { params }: HandlerInput<typeof resendLetterRoute>,
): Promise<{ done: true }> {
  const changed = await requeue(ctx, [params.id], ['dead', 'dropped']);
  if (changed.length === 0)
    throw new AppError('lib.conflict', 'Это письмо уже уходит или ушло. Обновите страницу.');
  ctx.audit({ action: 'outbox.resent', object: 'letter', objectId: params.id });
  ctx.enqueue(deliverJob, {}, { key: deliverJob.name });
  return { done: true };
}

/** Route: a person says of letters whose end nobody knows that they arrived, or has them sent again. */
export async function settleLetters(
  ctx: Ctx,
  { body: { ids, as } }: HandlerInput<typeof settleLettersRoute>,
): Promise<RouteReplyInput<typeof settleLettersRoute>> {
  const changed = as === 'sent' ? await acknowledge(ctx, ids) : await requeue(ctx, ids, ['unknown']);
  if (changed.length === 0)
    throw new AppError('lib.conflict', 'Об этих письмах уже решили. Обновите страницу.');
  for (const { id } of changed)
    ctx.audit({ action: 'outbox.settled', object: 'letter', objectId: id, data: { as } });
  if (as === 'again') ctx.enqueue(deliverJob, {}, { key: deliverJob.name });
  return { settled: changed.length };
}

const acknowledge = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db
    .updateTable('outbox.letter')
    .set({ state: 'sent', state_at: ctx.now, reason: 'Отправленным отметил человек', try_id: null })
    .where('id', 'in', [...ids])
    .where('state', '=', 'unknown')
    .returning('id')
    .execute();
