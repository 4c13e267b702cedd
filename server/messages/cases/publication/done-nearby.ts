import type { listDoneNearby } from '../../../../shared/contract/messages/cases-open.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { defineState } from '../../../lib/module/state.ts';
import { listSolved } from './solved.ts';

type Reply = RouteReplyInput<typeof listDoneNearby>;

/** The home page is the most read one: its photos are looked for at most once a minute. */
const KEPT_MS = 60_000;

const kept = defineState<{ at: number; reply: Reply }>('cases.done-nearby');

/** Route: what was mended last, with photos of both states. */
export async function readDoneNearby(ctx: Ctx): Promise<Reply> {
  const last = kept.find(ctx);
  if (last && Math.abs(ctx.now.getTime() - last.at) < KEPT_MS) return last.reply;
  const reply = { done: await listDone(ctx) };
  kept.set(ctx, { at: ctx.now.getTime(), reply });
  return reply;
}

/** Solved cases looked at for such as have photos of both states. */
const LOOKED_AT = 60;
const SHOWN = 3;

async function listDone(ctx: Ctx): Promise<Reply['done']> {
  const solved = await listSolved(ctx, { hasPhotos: true, most: LOOKED_AT });
  return solved.slice(0, SHOWN).map(({ number, title, address, workingDays, before, after }) => ({
    number,
    title,
    address,
    workingDays,
    before,
    after,
  }));
}
