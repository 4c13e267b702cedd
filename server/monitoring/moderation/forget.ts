import type { z } from 'zod';
import { forgetTalk } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type postsForgotten, releasePost } from '../posts/index.ts';
import { NOTICE_SUBJECT } from './notices.ts';
import { HOLDER } from './store.ts';

/** Listener: words and authors were let go; what was said of them, and to whom, goes as well. What was decided stays. */
export async function forgetActs(
  ctx: Ctx,
  { postIds }: z.output<(typeof postsForgotten)['payload']>,
): Promise<void> {
  const acts = await ctx.db
    .updateTable('moderation.act')
    .set({ ground: '', second_note: '', reason: '', forgotten_at: ctx.now })
    .where('post_id', 'in', postIds)
    .where('forgotten_at', 'is', null)
    .returning('id')
    .execute();
  const actIds = acts.map(({ id }) => id);
  for (const postId of postIds) await releasePost(ctx, postId, HOLDER);
  if (actIds.length === 0) return;
  await ctx.db.updateTable('moderation.appeal').set({ words: '' }).where('act_id', 'in', actIds).execute();
  const notices = await ctx.db
    .selectFrom('moderation.notice')
    .select('id')
    .where('act_id', 'in', actIds)
    .execute();
  if (notices.length > 0)
    await forgetTalk(
      ctx,
      NOTICE_SUBJECT,
      notices.map(({ id }) => id),
    );
}
