import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';

/** Comments read at most under one post, the latest. */
const MOST = 500;

/** A post of ours with its figures and what people said under it. */
export interface SaidUnder {
  url: string;
  views: number | null;
  likes: number | null;
  shares: number | null;
  comments: number | null;
  words: string[];
}

/** Of posts of ours at these addresses. What is gone or was let go is left out. Plans: post_url; post_thread. */
export async function readSaidUnder(ctx: Ctx, urls: readonly string[]): Promise<SaidUnder[]> {
  const { rows } = await sql<SaidUnder>`
    SELECT post.url, post.views, post.likes, post.shares, post.comments, coalesce(talk.words, '{}') AS words
    FROM posts.post CROSS JOIN LATERAL (
      SELECT array_agg(said.text) AS words FROM (
        SELECT comment.text FROM posts.post AS comment
        WHERE comment.network = post.network AND comment.thread_key = post.thread_key AND comment.kind = 'comment'
          AND NOT comment.is_own AND comment.forgotten_at IS NULL AND comment.gone_at IS NULL
        ORDER BY comment.posted_at DESC LIMIT ${MOST}) AS said) AS talk
    WHERE post.url = ANY(${[...urls]}) AND post.kind = 'post' AND post.is_own`.execute(ctx.db);
  return rows;
}
