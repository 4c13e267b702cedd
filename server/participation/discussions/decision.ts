import type { DiscussionDecision } from '../../../shared/contract/participation/discussions.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { presentDecision } from '../polls/index.ts';

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
  return row ? presentDecision(row) : null;
}
