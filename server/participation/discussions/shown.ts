import type { OpenDiscussionState } from '../../../shared/contract/participation/discussions-open.ts';
import { openDiscussionStateOf } from '../../../shared/text/participation/discussion-words.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type DiscussionRow, findDiscussion, missingDiscussion } from './rows.ts';

/** A discussion that everybody sees, or a refusal: one that is being made, or came to nothing, is not there. */
export async function readShownDiscussion(
  ctx: Ctx,
  id: string,
): Promise<{ row: DiscussionRow; state: OpenDiscussionState }> {
  const row = await findDiscussion(ctx, id);
  const state = openDiscussionStateOf(row.state);
  if (state === null) throw missingDiscussion();
  // The job that closes it comes once a minute: by the clock it is over before.
  const isOver = state === 'open' && row.closes_at !== null && row.closes_at <= ctx.now;
  return { row, state: isOver ? 'answering' : state };
}
