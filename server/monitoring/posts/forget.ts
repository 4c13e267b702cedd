import { sql } from 'kysely';
import { eraseByLaw } from '../../base/audit/index.ts';
import { forgetFiles } from '../../base/files/index.ts';
import { type ForgottenPost, forgetEvents } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { postsForgotten } from './events.ts';

/**
 * Lets words, author, address and pictures of posts go, wherever they stand: as they look now, as they looked, as they came. What is
 * left is that there was a post, when, and why it was let go. The journal keeps a tombstone with the ground.
 */
export async function forgetPosts(ctx: Ctx, postIds: readonly string[], ground: string): Promise<void> {
  if (postIds.length === 0) return;
  const ids = sql`ANY(${[...postIds]}::uuid[])`;
  const { rows: events } = await sql<{ event_id: number }>`
    SELECT event_id FROM posts.sight WHERE post_id = ${ids} AND event_id IS NOT NULL`.execute(ctx.db);
  const { rows: pictures } = await sql<{ file_id: string }>`
    SELECT file_id FROM posts.picture WHERE post_id = ${ids} AND file_id IS NOT NULL`.execute(ctx.db);
  await eraseByLaw(ctx, ground, async () => {
    await sql`
      UPDATE posts.picture SET state = 'forgotten', url = '', reason = '', file_id = NULL, next_try_at = NULL
      WHERE post_id = ${ids}`.execute(ctx.db);
    await forgetFiles(
      ctx,
      pictures.map(({ file_id: id }) => id),
    );
    await sql`
      UPDATE posts.sight SET text = '', raw = '', author_key = '', author_name = '', pictures = '{}', url = ''
      WHERE post_id = ${ids}`.execute(ctx.db);
  });
  const { rows: posts } = await sql<ForgottenPost>`
    UPDATE posts.post SET text = '', author_key = '', author_name = '', url = '', forgotten_at = ${ctx.now}
    WHERE id = ${ids} AND forgotten_at IS NULL RETURNING network, external_id AS "externalId"`.execute(
    ctx.db,
  );
  await forgetEvents(ctx, { eventIds: events.map(({ event_id: id }) => id), posts });
  ctx.announce(postsForgotten, { postIds: [...postIds] });
}
