import type { FileAccess } from '../../base/files/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';

/** Pictures of pieces are seen by whoever sees the pieces; everybody sees them once they are released. Plan: picture_file. */
export async function accessPicture(ctx: Ctx, fileId: string): Promise<FileAccess> {
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
