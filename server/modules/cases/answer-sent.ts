import type { Outcome } from '../../../shared/contract/cases.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { selectAnswers } from './answer-rows.ts';
import { stopClocks } from './clocks.ts';
import { changeColumns, lockCase } from './move.ts';
import { lastingDeeds, owesLetter } from './owes.ts';
import { tellReleased } from './release.ts';
import { PROMISE_CLOCK } from './rows.ts';
import { addEvents } from './timeline.ts';

/**
 * The signed letter with the answer has gone to the applicant (59-ФЗ, ст. 10): the duty to answer is done, and its clock stops.
 * Of an answer with a promised day the promise runs on. Refused where no answer was approved: there is nothing to send.
 */
export async function recordAnswerSent(ctx: Ctx, caseId: string, number: string | null): Promise<void> {
  const file = await lockCase(ctx, caseId);
  // An order that asks for no letter was answered by the approval; a second letter changes nothing.
  if (!owesLetter(file) || file.answered_at || file.closed_at) return;
  if (file.status !== 'answered' && file.status !== 'deferred')
    throw new AppError(
      'lib.conflict',
      'Ответ по этому обращению ещё не утверждён: отправлять его нельзя. Сначала утвердите ответ.',
    );
  const isPromise = file.status === 'deferred';
  await stopClocks(ctx, caseId, 'Ответ отправлен', [...lastingDeeds(), PROMISE_CLOCK]);
  const promise = isPromise ? await findPromise(ctx, caseId) : undefined;
  await changeColumns(ctx, file, {
    ...(isPromise
      ? { due_at: promise?.due_at ?? file.due_at }
      : { answered_at: ctx.now, status_since: ctx.now }),
  });
  const answer = (await selectAnswers(ctx, [caseId])).findLast(({ state }) => state === 'released');
  await addEvents(ctx, [
    {
      caseId,
      kind: 'answer',
      visibility: 'public',
      text: `Подписанный ответ отправлен заявителю: письмо № ${number ?? ''}`.trim(),
      data: { answerId: answer?.id, version: answer?.version, outcome: answer?.outcome },
    },
  ]);
  if (answer) {
    const { body, outcome, promised_on: promisedOn } = answer;
    await tellReleased(ctx, file, { body, outcome: outcome as Outcome, promisedOn }, null);
  }
  ctx.audit({ action: 'cases.send-answer', object: 'case', objectId: caseId, data: { number: file.number } });
}

const findPromise = (ctx: Ctx, caseId: string) =>
  ctx.db
    .selectFrom('cases.clock')
    .select('due_at')
    .where('case_id', '=', caseId)
    .where('kind', '=', PROMISE_CLOCK)
    .where('stopped_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
