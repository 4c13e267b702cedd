import { type Selectable, sql } from 'kysely';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';

export type PostRow = Selectable<DB['posts.post']>;
export type SightRow = Selectable<DB['posts.sight']>;

/** Posts by their ids, the earliest first. */
export async function readPosts(ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<PostRow[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('posts.post')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('posted_at')
    .orderBy('id')
    .execute();
}

/** Posts of a talk shown at most: its head, and the latest words. */
const MOST_OF_TALK = 200;

/** The talks these posts stand in, whole: heads and what is written under them, the earliest first. */
export async function readTalks(ctx: Pick<Ctx, 'db'>, posts: readonly PostRow[]): Promise<PostRow[]> {
  const threads = [...new Set(posts.map(({ network, thread_key: key }) => `${network}\n${key}`))];
  const rows: PostRow[] = [];
  for (const thread of threads) {
    const [network = '', key = ''] = thread.split('\n');
    const { rows: found } = await sql<PostRow>`
      SELECT * FROM (
        SELECT post.*, row_number() OVER (ORDER BY post.posted_at DESC, post.id DESC) AS recent FROM posts.post
        WHERE post.network = ${network} AND post.thread_key = ${key}) AS talk
      WHERE recent <= ${MOST_OF_TALK} OR external_id = thread_key ORDER BY posted_at, id`.execute(ctx.db);
    rows.push(...found);
  }
  return rows;
}

/** How posts looked each time they were seen otherwise, in their order. */
export async function readSights(ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<SightRow[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('posts.sight')
    .selectAll()
    .where('post_id', 'in', [...ids])
    .orderBy('post_id')
    .orderBy('serial')
    .execute();
}
