import type {
  addToMessage,
  rateMessage as rateMessageRoute,
} from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { moveCase } from '../card/move.ts';
import { startAnswerClock } from '../clocks/clocks.ts';
import { answerRule } from '../core/answer-rule.ts';
import { caseClosed, caseReopened } from '../core/events.ts';
import { returnUntil } from '../core/resident-window.ts';
import { readStatus } from '../core/statuses.ts';
import { LOW_SCORE, noteAwaited } from '../letters/awaited.ts';
import { readReasons, titlesOf } from '../letters/rating-pack.ts';
import { readMessage } from '../strangers/message-page.ts';
import { lockOwnCase } from '../strangers/own-message.ts';
import { keepWord, requireReport } from './resident-word.ts';

type Rate = typeof rateMessageRoute;

/**
 * The resident's word on the result. «Да» closes as confirmed, «нет» returns to work with a new term,
 * «частично» is kept and leaves the answer open until the window ends. One word per answer.
 */
export async function rateMessage(
  ctx: Ctx,
  { params, query, body }: HandlerInput<Rate>,
): Promise<RouteReplyInput<Rate>> {
  const { file, own } = await lockOwnCase(ctx, params.number, query.k);
  const until = returnUntil(file);
  if (file.status !== 'answered' || !until) {
    // An appeal is answered when its signed letter has gone: until then there is nothing to rate.
    throw new AppError('cases.illegal-transition', 'Оценить можно, когда ответ дан.');
  }
  if (ctx.now > until) {
    throw new AppError(
      'cases.return-window-over',
      'Время на оценку вышло. Если не решено, отправьте новое сообщение.',
    );
  }
  const reasons = readReasons(ctx.now, body.reasons);
  const inserted = await ctx.db
    .insertInto('cases.rating')
    .values({
      id: newId(),
      case_id: file.id,
      contact_id: own.id,
      round: file.reopen_count,
      score: body.score,
      resolved: body.resolved,
      reasons,
      comment: body.comment || null,
      at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['case_id', 'contact_id', 'round']).doNothing())
    .executeTakeFirst();
  if (Number(inserted.numInsertedOrUpdatedRows) === 0)
    throw new AppError('lib.conflict', 'Вы уже оценили этот ответ. Спасибо!');
  requireReport(body);
  const actor = await keepWord(ctx, file.id, own.id, {
    kind: 'rating',
    text: body.comment || null,
    files: body.files,
    data: { score: body.score, resolved: body.resolved, reasons: titlesOf(reasons) },
  });
  if (!own.is_joiner) {
    await ctx.db
      .updateTable('cases.case_file')
      .set({ rating: body.score, resolved: body.resolved })
      .where('id', '=', file.id)
      .execute();
  }
  let status = readStatus(file.status);
  if (body.resolved === 'yes' && !own.is_joiner) {
    ({ status } = await moveCase(actor, file, 'confirm'));
    ctx.announce(caseClosed, { caseId: file.id, number: file.number, resolved: 'yes' });
  }
  if (body.resolved === 'no') await returnToWork(actor, file);
  else if (body.score !== null && body.score <= LOW_SCORE)
    await noteAwaited(actor, file.id, 'ratings', status);
  return readMessage(ctx, params.number, query.k);
}

type OwnCase = Awaited<ReturnType<typeof lockOwnCase>>['file'];

/** Back to work by the resident: the answer clock starts anew by the fact's rule. */
export async function returnToWork(
  ctx: Ctx,
  file: OwnCase,
  move: 'reopen' | 'not-holding' = 'reopen',
): Promise<void> {
  const { dueAt } = await startAnswerClock(ctx, file.id, answerRule(file), ctx.now, 'Житель вернул ответ');
  await moveCase(ctx, file, move, {
    set: { answered_at: null, outcome: null, due_at: dueAt, reopen_count: file.reopen_count + 1 },
  });
  ctx.announce(caseReopened, { caseId: file.id, number: file.number });
}

type Add = typeof addToMessage;

/** More words or photos from the resident; answers the operator's question when there is one. */
export async function addComment(
  ctx: Ctx,
  { params, query, body }: HandlerInput<Add>,
): Promise<RouteReplyInput<Add>> {
  const { file, own } = await lockOwnCase(ctx, params.number, query.k);
  if (file.closed_at)
    throw new AppError('lib.conflict', 'Дело закрыто. Отправьте новое сообщение: прежнее будет видно рядом.');
  if (!body.text && body.files.length === 0)
    throw new AppError('lib.bad-input', 'Напишите или приложите фото.');
  const actor = await keepWord(ctx, file.id, own.id, {
    kind: 'comment',
    text: body.text,
    files: body.files,
    data: { photos: body.files.length },
  });
  // The question was put to the author: words of somebody who joined do not answer it.
  if (file.status === 'clarification' && !own.is_joiner) {
    const former = readStatus(file.former_status ?? 'moderation');
    await moveCase(actor, file, 'resume', { to: former, set: { former_status: null } });
  } else {
    actor.audit({
      action: 'cases.comment',
      object: 'case',
      objectId: file.id,
      data: { number: file.number },
    });
  }
  return readMessage(ctx, params.number, query.k);
}
