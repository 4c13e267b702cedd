import type { z } from 'zod';
import type { Ctx } from '../../../lib/module/context.ts';
import type { replyPublished } from '../../incidents/index.ts';
import { watchReply } from './watch-official.ts';
import { watchLate } from './watch-time.ts';

/** Listener: a reply stands in the network: what it claims, and whether it came in time. */
export async function watchPublished(
  ctx: Ctx,
  event: z.output<(typeof replyPublished)['payload']>,
): Promise<void> {
  await watchReply(ctx, event);
  await watchLate(ctx, event);
}
