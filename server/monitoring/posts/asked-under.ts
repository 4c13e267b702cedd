import { sql } from 'kysely';
import type { AskedUnder } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { blindText, readSubject } from '../../messages/cases/index.ts';
import { isAlike, isQuestion } from './alike.ts';

/** Latest posts of our pages that are read for their topic. */
const MOST_POSTS = 200;
/** Comments looked through for questions. */
const MOST_COMMENTS = 500;

interface PostRow {
  network: string;
  external_id: string;
  text: string;
  url: string;
}

/** Plan: post_published within each page. */
async function readOwn(ctx: Ctx, since: Date): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    SELECT post.network, post.external_id, post.text, post.url FROM posts.post
    WHERE post.kind = 'post' AND post.is_own AND post.gone_at IS NULL AND post.posted_at >= ${since}
      AND post.page_id IN (SELECT id FROM networks.v_page WHERE is_own)
    ORDER BY post.posted_at DESC, post.id DESC LIMIT ${MOST_POSTS}`.execute(ctx.db);
  return rows;
}

interface CommentRow {
  network: string;
  thread_key: string;
  text: string;
  posted_at: Date;
  answer: string | null;
  answer_url: string | null;
}

/** Comments in the talks of some posts that are still kept, the latest first, with the page's first answer. Plan: post_thread. */
async function readComments(ctx: Ctx, network: string, threads: readonly string[]): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    SELECT post.network, post.thread_key, post.text, post.posted_at, said.text AS answer, said.url AS answer_url
    FROM posts.post LEFT JOIN LATERAL (
      SELECT own.text, own.url FROM posts.post AS own
      WHERE own.network = post.network AND own.thread_key = post.thread_key AND own.parent_key = post.external_id
        AND own.is_own AND own.gone_at IS NULL
      ORDER BY own.posted_at LIMIT 1) AS said ON true
    WHERE post.network = ${network} AND post.thread_key = ANY(${[...threads]}::text[]) AND post.kind = 'comment' AND NOT post.is_own
      AND post.gone_at IS NULL AND post.forgotten_at IS NULL
    ORDER BY post.posted_at DESC, post.id DESC LIMIT ${MOST_COMMENTS}`.execute(ctx.db);
  return rows;
}

/** Answers the port `networks.asked-under`: words go out without whoever wrote them, and are kept nowhere else. */
export const listAsked: AskedUnder = async (ctx, { about, since, most }) => {
  const own = (await readOwn(ctx, since)).filter(({ text }) => isAlike(about, readSubject(text, null)));
  const comments: CommentRow[] = [];
  for (const [network, posts] of Map.groupBy(own, (post) => post.network))
    comments.push(
      ...(await readComments(
        ctx,
        network,
        posts.map(({ external_id: id }) => id),
      )),
    );
  const byThread = new Map(own.map((post) => [`${post.network} ${post.external_id}`, post]));
  return comments
    .filter(({ text }) => isQuestion(text))
    .toSorted((a, b) => b.posted_at.getTime() - a.posted_at.getTime())
    .slice(0, most)
    .flatMap(({ network, thread_key: thread, text, posted_at: askedAt, answer, answer_url: url }) => {
      const post = byThread.get(`${network} ${thread}`);
      if (!post) return [];
      return [
        {
          text: blindText(text),
          askedAt,
          post: { text: post.text, url: post.url },
          answer: answer === null ? null : { text: answer, url: url ?? '' },
        },
      ];
    });
};
