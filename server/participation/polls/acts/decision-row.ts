import type { decidePoll } from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';

type Written = Omit<HandlerInput<typeof decidePoll>['body'], 'version'>;

/** What the city did, as a poll, a discussion and an initiative keep it alike. Refuses to leave out why nothing is to be decided. */
export function makeDecision(
  ctx: Ctx,
  { isNeeded, title, words, actTitle, actNumber, actOn, actUrl }: Written,
) {
  if (!isNeeded && words.length < 10)
    throw badField('words', 'Напишите, почему решение не требуется: это прочтут все');
  return {
    is_needed: isNeeded,
    title,
    words,
    act_title: actTitle,
    act_number: actNumber,
    act_on: actOn,
    act_url: actUrl,
    at: ctx.now,
    by_name: nameOfActor(ctx),
  };
}

/** How its history tells of it. */
export const tellDecision = ({ isNeeded, title }: Pick<Written, 'isNeeded' | 'title'>, what: string) => ({
  what: isNeeded ? what : 'записано, что решение не требуется',
  note: title,
});
