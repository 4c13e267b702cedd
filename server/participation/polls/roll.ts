import type { Ctx } from '../../lib/module/context.ts';
import { ballotBox } from './ballot-box.ts';
import { personKey } from './person-key.ts';
import type { PollRow } from './rows.ts';

/** Whether this person stands on the roll of answers, or has taken a ballot of the box. */
export async function isOnRoll(ctx: Ctx, poll: PollRow, personId: string): Promise<boolean> {
  if (poll.kind === 'vote')
    return (await ctx.ports.find(ballotBox)?.hasTaken(ctx, poll.id, personId)) ?? false;
  const row = await ctx.db
    .selectFrom('polls.participant')
    .select('poll_id')
    .where('poll_id', '=', poll.id)
    .where('person_key', '=', personKey(ctx, poll.id, personId))
    .executeTakeFirst();
  return row !== undefined;
}
