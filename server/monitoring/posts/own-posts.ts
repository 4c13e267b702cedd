import { type RawBuilder, sql } from 'kysely';
import type {
  OwnPosts,
  PublishedAsked,
  PublishedDay,
  PublishedPost,
  Standing,
} from '../../base/networks/index.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';

const MOST = 200;

/** What a post counts as now. One of which the network does not say when it went: it stood until that was heard. */
function standing({ standHours }: PublishedAsked, now: Date): RawBuilder<Standing> {
  const stoodAt = sql`post.posted_at + make_interval(hours => ${standHours}::int)`;
  return sql<Standing>`CASE
    WHEN post.gone_at < ${stoodAt} THEN 'removed'
    WHEN ${stoodAt} <= ${now} THEN 'stood'
    ELSE 'fresh' END`;
}

/** Plan: post_published. */
const asked = ({ pageIds, from, to }: PublishedAsked): RawBuilder<boolean> => sql<boolean>`
  post.kind = 'post' AND post.is_own AND post.page_id = ANY(${[...pageIds]}::uuid[])
  AND post.posted_at >= ${from} AND post.posted_at < ${to}`;

async function countDays(ctx: Ctx, of: PublishedAsked): Promise<PublishedDay[]> {
  const { zone } = readCity(ctx.config);
  const { rows } = await sql<PublishedDay>`
    SELECT told.page_id AS "pageId", told.day,
      count(*) FILTER (WHERE counts = 'stood')::int AS stood,
      count(*) FILTER (WHERE counts = 'fresh')::int AS fresh,
      count(*) FILTER (WHERE counts = 'removed')::int AS removed
    FROM (SELECT post.page_id, to_char(post.posted_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day,
      ${standing(of, ctx.now)} AS counts FROM posts.post WHERE ${asked(of)}) AS told
    GROUP BY told.page_id, told.day ORDER BY told.page_id, told.day`.execute(ctx.db);
  return rows;
}

async function listPublished(ctx: Ctx, of: PublishedAsked): Promise<PublishedPost[]> {
  const { rows } = await sql<PublishedPost>`
    SELECT post.id, post.page_id AS "pageId", post.posted_at AS "postedAt", post.gone_at AS "goneAt", post.url, left(post.text, 300) AS text, post.views,
      ${standing(of, ctx.now)} AS counts
    FROM posts.post WHERE ${asked(of)} ORDER BY post.posted_at DESC, post.id DESC LIMIT ${of.most ?? MOST}`.execute(
    ctx.db,
  );
  return rows;
}

/** What pages of ours published; words of a page of ours are let go by no term. */
export const publishedPosts: OwnPosts = { countDays, list: listPublished };
