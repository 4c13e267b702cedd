import { type Selectable, sql } from 'kysely';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isSameSaying } from './evidence.ts';

export type PostRow = Selectable<DB['posts.post']>;
export type SightRow = Selectable<DB['posts.sight']>;
/** `kind` of the file it is kept as. */
export type PictureRow = Selectable<DB['posts.picture']> & { kind: string | null };

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

/** The talks these posts stand in, whole: heads and what is written under them, each talk the earliest first. Plan: post_thread. */
export async function readTalks(ctx: Pick<Ctx, 'db'>, posts: readonly PostRow[]): Promise<PostRow[]> {
  const threads = posts.map(({ network, thread_key: key }) => ({ network, key }));
  const { rows } = await sql<PostRow>`
    SELECT talk.* FROM (
      SELECT DISTINCT network, key FROM json_to_recordset(${JSON.stringify(threads)}::json) AS thread(network text, key text)
    ) AS thread CROSS JOIN LATERAL (
      (SELECT * FROM posts.post WHERE post.network = thread.network AND post.external_id = thread.key)
      UNION
      (SELECT * FROM posts.post WHERE post.network = thread.network AND post.thread_key = thread.key
        ORDER BY posted_at DESC, id DESC LIMIT ${MOST_OF_TALK})
    ) AS talk ORDER BY min(talk.posted_at) OVER (PARTITION BY talk.network, talk.thread_key), talk.thread_key, talk.posted_at, talk.id`.execute(
    ctx.db,
  );
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

/** How a post looks now: a look that came late is older than those before it. `sights`: of this post, in their order. */
export const latestLook = <S extends Pick<SightRow, 'text'>>(
  post: Pick<PostRow, 'text'>,
  sights: readonly S[],
): S | undefined => sights.findLast(({ text }) => text === post.text) ?? sights.at(-1);

/** Whether its author has said otherwise since this look of it. `sights`: of this post, in their order. */
export function isSaidOtherwise<S extends Pick<SightRow, 'serial' | 'text' | 'pictures'>>(
  post: Pick<PostRow, 'text'>,
  sights: readonly S[],
  serial: number,
): boolean {
  const then = sights.find((one) => one.serial === serial);
  const latest = latestLook(post, sights);
  return then !== undefined && latest !== undefined && !isSameSaying(then, latest);
}

/** Pictures of posts, of each look in their order; those that were let go are not told. */
export async function readPictures(ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<PictureRow[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('posts.picture as picture')
    .leftJoin('files.v_file as file', 'file.id', 'picture.file_id')
    .selectAll('picture')
    .select('file.kind')
    .where('picture.post_id', 'in', [...ids])
    .where('picture.state', '<>', 'forgotten')
    .orderBy('picture.post_id')
    .orderBy('picture.serial')
    .orderBy('picture.place')
    .execute();
}
