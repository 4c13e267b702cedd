import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { clearStaleDrafts, eraseContent } from './storage.ts';
import { lockContent } from './upload.ts';

/** An upload nobody attached within this time is removed, ms. */
const KEEP_UNCLAIMED = 24 * 3_600_000;
/** Rows of one statement and contents of one erasing job. */
const BATCH = 2000;
const CONTENTS = 100;

export const sweepFiles = defineJob('files.sweep', z.object({}));
export const eraseFiles = defineJob('files.erase', z.object({ sha256s: z.array(z.string()).max(CONTENTS) }));

/** Forgets uploads left unattached for a day; their content is erased by a job of its own, after the commit. */
export async function sweepUnclaimed(ctx: Ctx): Promise<void> {
  await clearStaleDrafts(ctx.config, ctx.now);
  const before = new Date(ctx.now.getTime() - KEEP_UNCLAIMED);
  const removed = await ctx.db
    .deleteFrom('files.file')
    .where('id', 'in', (old) =>
      old
        .selectFrom('files.file')
        .select('id')
        .where('claimed', '=', false)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(BATCH)
        // One being attached right now is not abandoned.
        .forUpdate()
        .skipLocked(),
    )
    .returning('sha256')
    .execute();
  if (removed.length === 0) return;
  ctx.audit({
    action: 'files.expired',
    object: 'file',
    objectId: '',
    data: { count: removed.length, before: before.toISOString() },
  });
  const contents = [...new Set(removed.map((row) => row.sha256))].sort();
  for (let from = 0; from < contents.length; from += CONTENTS) {
    ctx.enqueue(eraseFiles, { sha256s: contents.slice(from, from + CONTENTS) });
  }
  if (removed.length === BATCH) ctx.enqueue(sweepFiles, {});
}

/** Erases content that no row points at any more; repeating is harmless. */
export async function eraseUnused(ctx: Ctx, { sha256s }: { sha256s: string[] }): Promise<void> {
  for (const sha256 of sha256s.toSorted()) {
    await lockContent(ctx, sha256);
    const used = await ctx.db
      .selectFrom('files.file')
      .select('id')
      .where('sha256', '=', sha256)
      .limit(1)
      .executeTakeFirst();
    if (!used) await eraseContent(ctx.config, sha256);
  }
}
