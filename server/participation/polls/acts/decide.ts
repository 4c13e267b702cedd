import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import type * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { readPollCard } from '../card.ts';
import { pollDecided } from '../events.ts';
import { requireAct } from '../policy.ts';
import { lockPoll, tellPollAct, updatePoll } from '../rows.ts';
import { tellFollowersJob } from '../told.ts';

/** Route: what the city did with the result. Without it, or a reason why nothing is to be decided, a poll does not go to the archive. */
export async function decidePoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.decidePoll>,
): Promise<PollCard> {
  const { version, isNeeded, title, words, actTitle, actNumber, actOn, actUrl } = body;
  const poll = await lockPoll(ctx, { id: params.id, version });
  const rule = requireAct(ctx, poll, 'decide', '');
  if (!isNeeded && words.length < 10)
    throw badField('words', 'Напишите, почему решение не требуется: это прочтут все');
  await ctx.db
    .insertInto('polls.decision')
    .values({
      poll_id: poll.id,
      is_needed: isNeeded,
      title,
      words,
      act_title: actTitle,
      act_number: actNumber,
      act_on: actOn,
      act_url: actUrl,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  await updatePoll(ctx, poll, { state: rule.to });
  await tellPollAct(ctx, poll.id, 'decide-poll', {
    what: isNeeded ? rule.what : 'записано, что решение не требуется',
    note: title,
  });
  ctx.announce(pollDecided, { pollId: poll.id, isNeeded });
  ctx.enqueue(tellFollowersJob, { pollId: poll.id, news: 'decision' });
  return readPollCard(ctx, poll.id);
}
