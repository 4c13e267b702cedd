import type { decideAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { AnswerRow } from '../card/answer-rows.ts';
import { namedActor } from '../core/timeline.ts';

type Marks = NonNullable<HandlerInput<typeof decideAnswer>['body']['marks']>;

/** Keeps the passages of a returned version; the quote stays even where the text is long gone. */
export async function keepMarks(ctx: Ctx, answer: AnswerRow, marks: Marks): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map(({ start, end, comment }) => {
    if (end <= start || end > answer.body.length) {
      throw new AppError('lib.bad-input', 'Отмеченного места нет в этой версии ответа. Отметьте заново.', {
        fields: { marks: 'Места нет в тексте' },
      });
    }
    return {
      id: newId(),
      answer_id: answer.id,
      start_at: start,
      end_at: end,
      quote: answer.body.slice(start, end),
      comment,
      author_name: namedActor(ctx.actor),
      at: ctx.now,
    };
  });
  await ctx.db.insertInto('cases.answer_mark').values(rows).execute();
}
