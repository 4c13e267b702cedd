import type { disputeRejection as disputeRejectionRoute } from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { moveCase } from '../card/move.ts';
import { startAnswerClock } from '../clocks/clocks.ts';
import { answerRule } from '../core/answer-rule.ts';
import { disputeUntil, wasDisputed } from '../core/resident-window.ts';
import { keepWord } from '../resident/resident-word.ts';
import { readMessage } from '../strangers/message-page.ts';
import { lockOwnCase } from '../strangers/own-message.ts';

type Dispute = typeof disputeRejectionRoute;

/** Route: the resident does not agree with the refusal: once, in its window. Another look, with a new term. */
export async function disputeRejection(
  ctx: Ctx,
  { params, query, body }: HandlerInput<Dispute>,
): Promise<RouteReplyInput<Dispute>> {
  const { file, own } = await lockOwnCase(ctx, params.number, query.k);
  if (own.is_joiner) throw new AppError('cases.foreign', 'Оспорить отказ может только автор сообщения.');
  if (file.status !== 'rejected')
    throw new AppError('cases.illegal-transition', 'Оспаривать нечего: сообщение не отклонено.');
  if (await wasDisputed(ctx, file.id)) {
    throw new AppError(
      'cases.illegal-transition',
      'Отказ уже проверяли по вашей просьбе. Если есть новые обстоятельства, отправьте новое сообщение.',
    );
  }
  if (ctx.now > disputeUntil(file)) {
    throw new AppError(
      'cases.return-window-over',
      'Время на спор с отказом вышло. Отправьте новое сообщение: прежнее будет видно рядом.',
    );
  }
  const actor = await keepWord(ctx, file.id, own.id, {
    kind: 'comment',
    text: body.text,
    files: body.files,
    data: { photos: body.files.length },
  });
  const { dueAt } = await startAnswerClock(
    ctx,
    file.id,
    answerRule(file),
    ctx.now,
    'Житель не согласен с отказом',
  );
  await moveCase(actor, file, 'appeal-rejection', { set: { due_at: dueAt } });
  return readMessage(ctx, params.number, query.k);
}
