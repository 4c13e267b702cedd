import type { correctAnswer as correctAnswerRoute } from '../../../../shared/contract/messages/cases-sides.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx, isStaff } from '../../../lib/module/context.ts';
import { staleRecord } from '../../../lib/module/stale.ts';
import { selectAnswers } from '../card/answer-rows.ts';
import { readCaseCard } from '../card/card.ts';
import { caseRecord, changeColumns, lockCase } from '../card/move.ts';
import { requireOn } from '../core/reach.ts';
import { correctableStatuses } from '../core/side-statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { insertVersion } from './answers.ts';
import { tellEverybody, tellsAnswer } from './release.ts';

type Correct = typeof correctAnswerRoute;

/**
 * Route: an answer that went out is put right by a new version marked so; the former one stays to be read, everybody who
 * got it is told. Result and promised day are not changed this way: that is another answer.
 */
export async function correctAnswer(
  ctx: Ctx,
  { params, body }: HandlerInput<Correct>,
): Promise<RouteReplyInput<Correct>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.approve');
  if (!correctableStatuses.includes(file.status))
    throw new AppError('cases.illegal-transition', 'Исправить можно ответ, который действует.');
  const answer = (await selectAnswers(ctx, [file.id])).at(-1);
  if (answer?.id !== params.answerId || answer.state !== 'released') throw staleRecord(caseRecord, file);
  if (answer.body === body.text)
    throw new AppError('lib.bad-input', 'Текст тот же. Исправьте его или закройте окно.', {
      fields: { text: 'Текст не изменён' },
    });
  const name = isStaff(ctx.actor) ? ctx.actor.name : '';
  const { outcome, promised_on, author_unit_id } = answer;
  const saved = await insertVersion(ctx, file.id, answer, {
    body: body.text,
    outcome,
    promised_on,
    author_unit_id,
    state: 'released',
    author: actorRef(ctx.actor),
    author_name: name,
    corrects: answer.id,
    correction_reason: body.reason,
    decided_by: isStaff(ctx.actor) ? ctx.actor.id : null,
    decided_by_name: name,
    decided_at: ctx.now,
  });
  await changeColumns(ctx, file, {});
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'correction',
      visibility: 'resident',
      text: body.reason,
      data: { answerId: saved.id, version: saved.version, corrects: answer.version },
    },
  ]);
  ctx.audit({
    action: 'cases.correct-answer',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, answerId: saved.id, version: saved.version },
  });
  const event = tellsAnswer(file, { body: body.text, outcome });
  await tellEverybody(ctx, file, event, ['answer-corrected', { reason: body.reason, body: body.text }]);
  return readCaseCard(ctx, file.id);
}
