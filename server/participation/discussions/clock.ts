import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { discussionClosed, discussionOpened } from './events.ts';
import { lockDiscussion, tellDiscussionAct, updateDiscussion } from './rows.ts';

/** Each minute: discussions open and close by their own times. */
export const discussionsClockJob = defineJob('discussions.by-the-clock', z.object({}));

/** Plans: discussion_opens, discussion_closes. */
export async function turnDiscussions(ctx: Ctx): Promise<void> {
  for (const id of await dueOf(ctx, 'announced', 'opens_at')) {
    const row = await lockDiscussion(ctx, { id });
    if (row.state !== 'announced') continue;
    await updateDiscussion(ctx, row, { state: 'open', opened_at: ctx.now });
    await tellDiscussionAct(ctx, id, 'open-discussion', { what: 'открыто' });
    ctx.announce(discussionOpened, { discussionId: id });
  }
  for (const id of await dueOf(ctx, 'open', 'closes_at')) {
    const row = await lockDiscussion(ctx, { id });
    if (row.state !== 'open') continue;
    await updateDiscussion(ctx, row, { state: 'closed', closed_at: ctx.now });
    await tellDiscussionAct(ctx, id, 'close-discussion', { what: 'закрыто' });
    ctx.announce(discussionClosed, { discussionId: id });
  }
}

async function dueOf(ctx: Ctx, state: 'announced' | 'open', at: 'opens_at' | 'closes_at'): Promise<string[]> {
  const due = await ctx.db
    .selectFrom('discussions.discussion')
    .select('id')
    .where('state', '=', state)
    .where(at, '<=', ctx.now)
    .orderBy('id')
    .execute();
  return due.map(({ id }) => id);
}
