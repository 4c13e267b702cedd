import type { FileAccess } from '../../base/files/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { bearsPicture } from './outside/page.ts';

/** Pictures of pieces are seen by whoever sees the pieces, or was asked about one by a link; everybody sees them once they are released. Plan: picture_file. */
export async function accessPicture(ctx: Ctx, fileId: string, token?: string): Promise<FileAccess> {
  if (token && (await bearsPicture(ctx, fileId, token))) return 'allowed';
  if (!hasPermission(ctx, 'publications.read')) return 'denied';
  const found = await ctx.db
    .selectFrom('publications.picture')
    .select('is_borrowed')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst();
  // A case's photo is shown by the rules of the case.
  return found && !found.is_borrowed ? 'full' : 'denied';
}
