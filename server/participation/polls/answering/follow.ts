import type { followPoll as followRoute } from '../../../../shared/contract/participation/polls-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readShownPoll } from '../shown.ts';

/** Route: letters of the result and of the decision. Asked for apart from answering, so that it tells nothing of who has answered. */
export async function followPoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof followRoute>,
): Promise<RouteReplyInput<typeof followRoute>> {
  if (ctx.actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Письма просят жители.');
  const { poll } = await readShownPoll(ctx, params.id);
  if (body.isOn)
    await ctx.db
      .insertInto('polls.follower')
      .values({ poll_id: poll.id, person_id: ctx.actor.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await ctx.db
      .deleteFrom('polls.follower')
      .where('poll_id', '=', poll.id)
      .where('person_id', '=', ctx.actor.id)
      .execute();
  return { isTold: body.isOn };
}
