import type { Ctx } from '../../../lib/module/context.ts';
import { ballotBox } from '../ballot-box.ts';
import { type PollRow, updatePoll } from '../rows.ts';

/** Closes a locked poll, by the clock or by hand: no answer and no ballot is taken any more. */
export async function closePoll(ctx: Ctx, poll: PollRow, reason = poll.reason): Promise<void> {
  if (poll.kind === 'vote') await ctx.ports.find(ballotBox)?.close(ctx, poll.id);
  await updatePoll(ctx, poll, { state: 'closed', closed_at: ctx.now, reason });
}
