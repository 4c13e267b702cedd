import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { selectAnswers } from '../card/answer-rows.ts';
import { changeColumns, type LockedCase, lockCase } from '../card/move.ts';
import { stopClocks } from '../clocks/clocks.ts';
import { lastingDeeds, owesLetter } from '../core/owes.ts';
import { PROMISE_CLOCK } from '../core/rows.ts';
import { addEvents } from '../core/timeline.ts';
import { describeRelease, tellReleased } from './release.ts';

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
  const told = `Подписанный ответ отправлен заявителю: письмо № ${number ?? ''}`.trim();
  await changeColumns(ctx, file, await letApprovedOut(ctx, file, { note: 'Ответ отправлен', told }));
  ctx.audit({ action: 'cases.send-answer', object: 'case', objectId: caseId, data: { number: file.number } });
}

/** Columns that change with an answer which is out. */
type OutColumns = { due_at: Date | null } | { answered_at: Date; status_since: Date };

/**
 * An approved answer that was held back is out: clocks stop, the promise of one with a promised day runs on, and everybody who wrote
 * is told. Returns the columns to change; `note` is why clocks stop, `told` what the timeline says to all beyond that there is an answer.
 */
export async function letApprovedOut(
  ctx: Ctx,
  file: LockedCase,
  { note, told }: { note: string; told?: string },
): Promise<OutColumns> {
  await stopClocks(ctx, file.id, note, [...lastingDeeds(), PROMISE_CLOCK]);
  const answer = (await selectAnswers(ctx, [file.id])).findLast(({ state }) => state === 'released');
  const promisedOn = answer?.promised_on ?? null;
  const text = told ?? describeRelease({ promisedOn });
  const data = { answerId: answer?.id, version: answer?.version, outcome: answer?.outcome };
  await addEvents(ctx, [{ caseId: file.id, kind: 'answer', visibility: 'public', text, data }]);
  if (answer) {
    const { body, outcome } = answer;
    await tellReleased(ctx, file, { body, outcome: outcome as Outcome, promisedOn }, null);
  }
  if (file.status !== 'deferred') return { answered_at: ctx.now, status_since: ctx.now };
  const promise = await findPromise(ctx, file.id);
  return { due_at: promise?.due_at ?? file.due_at };
}

/** The clock of the promised day; undefined when none runs. */
export const findPromise = (ctx: Ctx, caseId: string) =>
  ctx.db
    .selectFrom('cases.clock')
    .select('due_at')
    .where('case_id', '=', caseId)
    .where('kind', '=', PROMISE_CLOCK)
    .where('stopped_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
