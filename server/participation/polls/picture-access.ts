import { openStateOf } from '../../../shared/text/participation/poll-words.ts';
import type { FileAccess } from '../../base/files/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';

/** Scans of protocols are for staff: signatures stand on them. Plan: place_protocol_file. */
async function accessScan(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (!hasPermission(ctx, 'polls.read')) return 'denied';
  const found = await ctx.db
    .selectFrom('polls.place_protocol')
    .select('poll_id')
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  return found ? 'allowed' : 'denied';
}

/** Pictures of options are for whoever sees the poll: everybody once it is announced, staff before. Plan: the primary key. */
export async function accessPollPicture(ctx: Ctx, fileId: string): Promise<FileAccess> {
  const found = await ctx.db
    .selectFrom('polls.picture as picture')
    .innerJoin('polls.poll as poll', 'poll.id', 'picture.poll_id')
    .select('poll.state')
    .where('picture.file_id', '=', fileId)
    .executeTakeFirst();
  if (!found) return accessScan(ctx, fileId);
  if (hasPermission(ctx, 'polls.read')) return 'allowed';
  return openStateOf(found.state) === null ? 'denied' : 'allowed';
}
