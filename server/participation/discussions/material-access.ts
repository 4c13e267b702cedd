import { openDiscussionStateOf } from '../../../shared/text/participation/discussion-words.ts';
import type { FileAccess } from '../../base/files/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';

/** Files of a project are for whoever sees it: everybody once it is announced, staff before. Plan: the primary key. */
export async function accessMaterial(ctx: Ctx, fileId: string): Promise<FileAccess> {
  const found = await ctx.db
    .selectFrom('discussions.material as material')
    .innerJoin('discussions.discussion as discussion', 'discussion.id', 'material.discussion_id')
    .select('discussion.state')
    .where('material.file_id', '=', fileId)
    .executeTakeFirst();
  if (!found) return 'denied';
  if (hasPermission(ctx, 'discussions.read')) return 'allowed';
  return openDiscussionStateOf(found.state) === null ? 'denied' : 'allowed';
}
