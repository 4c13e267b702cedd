import type { OpenPollState } from '../../../shared/contract/participation/polls-open.ts';
import { openStateOf } from '../../../shared/text/participation/poll-words.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findPoll, missingPoll, type PollRow } from './rows.ts';

/** A poll that everybody sees, or a refusal: one that is being made, or came to nothing, is not there. */
export async function readShownPoll(ctx: Ctx, id: string): Promise<{ poll: PollRow; state: OpenPollState }> {
  const poll = await findPoll(ctx, id);
  const state = openStateOf(poll.state);
  if (state === null) throw missingPoll();
  // The job that closes it comes once a minute: by the clock it is over before.
  const isOver =
    (state === 'open' || state === 'paused') && poll.closes_at !== null && poll.closes_at <= ctx.now;
  return { poll, state: isOver ? 'counting' : state };
}
