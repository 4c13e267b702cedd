import type { FileAccess } from '../../base/files/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';

/** Letters and pictures of requests are seen by whoever sees the requests. Plans: request_file, request_picture_file. */
export async function accessRequestFile(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (!hasPermission(ctx, 'gospubliki.read')) return 'denied';
  const paper = await ctx.db
    .selectFrom('gospubliki.request')
    .select('id')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst();
  if (paper) return 'full';
  const picture = await ctx.db
    .selectFrom('gospubliki.request_picture')
    .select('serial')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst();
  return picture ? 'full' : 'denied';
}
