import type { z } from 'zod';
import type { Ctx } from '../../../lib/module/context.ts';
import type { postsTaken } from '../../incidents/index.ts';
import { readPosts } from '../../posts/index.ts';
import { watchAnger } from './watch-anger.ts';
import { watchOwnPosts } from './watch-official.ts';

/** Listener: posts that came: what residents wrote, and what our own pages said. */
export async function watchTaken(
  ctx: Ctx,
  { postIds }: z.output<(typeof postsTaken)['payload']>,
): Promise<void> {
  const posts = await readPosts(ctx, postIds);
  await watchAnger(ctx, posts);
  await watchOwnPosts(ctx, posts);
}
