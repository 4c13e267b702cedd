import type { DiscussionDecision } from '../../../shared/contract/participation/discussions.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** What was decided on the project; null = nothing yet. */
export async function readDiscussionDecision(
  ctx: Ctx,
  discussionId: string,
): Promise<DiscussionDecision | null> {
  const row = await ctx.db
    .selectFrom('discussions.decision')
    .selectAll()
    .where('discussion_id', '=', discussionId)
    .executeTakeFirst();
  return row
    ? {
        isNeeded: row.is_needed,
        title: row.title,
        words: row.words,
        actTitle: row.act_title,
        actNumber: row.act_number,
        actOn: row.act_on,
        actUrl: row.act_url,
        at: row.at.toISOString(),
      }
    : null;
}
