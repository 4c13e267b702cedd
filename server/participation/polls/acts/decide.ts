import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import type * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPollCard } from '../card.ts';
import { pollDecided } from '../events.ts';
import { requireAct } from '../policy.ts';
import { lockPoll, tellPollAct, updatePoll } from '../rows.ts';
import { tellFollowersJob } from '../told.ts';
import { makeDecision, tellDecision } from './decision-row.ts';

/** Route: what the city did with the result. Without it, or a reason why nothing is to be decided, a poll does not go to the archive. */
export async function decidePoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.decidePoll>,
): Promise<PollCard> {
  const poll = await lockPoll(ctx, { id: params.id, version: body.version });
  const rule = requireAct(ctx, poll, 'decide', '');
  const decision = makeDecision(ctx, body);
  await ctx.db
    .insertInto('polls.decision')
    .values({ poll_id: poll.id, ...decision })
    .execute();
  await updatePoll(ctx, poll, { state: rule.to });
  await tellPollAct(ctx, poll.id, 'decide-poll', tellDecision(body, rule.what));
  ctx.announce(pollDecided, { pollId: poll.id, isNeeded: body.isNeeded });
  ctx.enqueue(tellFollowersJob, { pollId: poll.id, news: 'decision' });
  return readPollCard(ctx, poll.id);
}
