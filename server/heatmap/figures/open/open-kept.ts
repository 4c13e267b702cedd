import { MINUTE } from '../../../../shared/time.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { markOf } from '../../../lib/http/mark-of.ts';
import { createKept } from '../../../lib/jobs/kept.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { heatPack } from '../heat-pack.ts';

/** Counted once for all readers: the pages are open to everybody. Replies at once: of a few periods and forms, and of yesterday. */
const kept = createKept<Download>(50);

const minutesOf = (ctx: Ctx): number => heatPack.on(localDate(ctx.now)).public.cacheMinutes;

/** The reply made no longer ago than the pack says, or made now. */
export const keep = (ctx: Ctx, name: string, make: () => Promise<Download>): Promise<Download> =>
  kept(ctx, name, { fresh: minutesOf(ctx) * MINUTE }, make);

/** A reply that caches may keep, with a mark of its bytes. */
export async function sendKept(
  ctx: Ctx,
  file: { text: string; contentType: string; filename?: string },
): Promise<Download> {
  const bytes = Buffer.from(file.text, 'utf8');
  return {
    stream: bytes,
    contentType: file.contentType,
    ...(file.filename && { filename: file.filename }),
    etag: markOf(bytes),
    cacheSeconds: minutesOf(ctx) * 60,
    isPublic: true,
  };
}
