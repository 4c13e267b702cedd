import { createHash } from 'node:crypto';
import type { Ctx } from '../../lib/context.ts';
import type { Download } from '../../lib/module.ts';
import { localDate } from '../deadlines/index.ts';
import { heatPack } from './heat-pack.ts';

const MINUTE = 60_000;
/** Replies there can be at once: of a few periods and forms, and of yesterday. */
const MOST = 50;

/** Counted once for all readers: the pages are open to everybody, and the counts cost the same for one as for all. */
const kept = new Map<string, { at: number; reply: Promise<Download> }>();

const minutesOf = (ctx: Ctx): number => heatPack.on(localDate(ctx.now)).public.cacheMinutes;

/** The reply made no longer ago than the pack says, or made now. */
export function keep(ctx: Ctx, name: string, make: () => Promise<Download>): Promise<Download> {
  const key = `${ctx.config.databaseUrl} ${name}`;
  const known = kept.get(key);
  if (known && Math.abs(ctx.now.getTime() - known.at) < minutesOf(ctx) * MINUTE) return known.reply;
  if (kept.size >= MOST) kept.clear();
  const made = { at: ctx.now.getTime(), reply: make() };
  kept.set(key, made);
  made.reply.catch(() => {
    if (kept.get(key) === made) kept.delete(key);
  });
  return made.reply;
}

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
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    cacheSeconds: minutesOf(ctx) * 60,
    isPublic: true,
  };
}
