import { sql } from 'kysely';
import type { IndicatorSlice } from '../../../shared/contract/heatmap/indicators.ts';
import { DAY, HOUR, WEEK } from '../../../shared/time.ts';
import { networksToday } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type PageRecord, pageRecords } from '../../pages/register/index.ts';
import { engagement, pageCompliance, postsAWeek } from './definitions/outer.ts';
import type { PageRecords, PostRecord, Window } from './definitions/records.ts';
import { readScope } from './slice.ts';

/** K16, K17 and K19: official pages, what is proved of them and what they published. */
export interface OfficialFigures {
  pages: number;
  /** Pages whose posts are known for the whole period. */
  read: number;
  compliance: number | null;
  /** The same by network, in the order of the pack. */
  networks: { title: string; share: number | null }[];
  posts: ReturnType<typeof postsAWeek>;
  engagement: ReturnType<typeof engagement>;
  /** Of all pages of which it is known, at the end of the period. */
  followers: number | null;
}

interface PostRow {
  page_id: string;
  posted_at: Date;
  gone_at: Date | null;
  views: number | null;
  reactions: number | null;
}

/** Posts of the pages in the period and the week before its end. Plan: post_published. */
async function readPosts(ctx: Ctx, pageIds: readonly string[], window: Window): Promise<PostRow[]> {
  if (pageIds.length === 0) return [];
  const from = new Date(Math.min(window.from, window.to - WEEK));
  const { rows } = await sql<PostRow>`
    SELECT post.page_id, post.posted_at, post.gone_at, post.views, post.likes + post.comments + post.shares AS reactions
    FROM posts.v_post AS post WHERE post.kind = 'post' AND post.is_own AND post.page_id = ANY(${[...pageIds]}::uuid[])
      AND post.posted_at >= ${from} AND post.posted_at < ${new Date(window.to)}`.execute(ctx.db);
  return rows;
}

/** A post that went before it had stood counts nowhere. */
const toRecord = (row: PostRow, standHours: number): PostRecord => ({
  publishedAt: row.posted_at.getTime(),
  isStanding: row.gone_at === null || row.gone_at.getTime() >= row.posted_at.getTime() + standHours * HOUR,
  reach: row.views,
  reactions: row.reactions,
});

/** Read from the beginning of what is counted on, and within a day of its end: reading goes on from where it stopped. */
const isKnown = ({ boundAt, readAt }: PageRecord, { from, to, now }: Window): boolean =>
  boundAt !== null &&
  readAt !== null &&
  boundAt.getTime() <= Math.min(from, to - WEEK) &&
  readAt.getTime() >= Math.min(to, now) - DAY;

/** By the very definitions: pages are hundreds, their posts of a year some ten thousand. */
export async function countOfficialPages(ctx: Ctx, slice: IndicatorSlice): Promise<OfficialFigures> {
  const { from, to } = readScope(slice, ctx.now);
  const window = { from: from.getTime(), to: to.getTime(), now: ctx.now.getTime() };
  const until = new Date(Math.min(window.to, window.now));
  const all = await pageRecords(ctx, until);
  const pages = all.filter(({ unitId }) => slice.unitId === undefined || unitId === slice.unitId);
  const known = pages.filter((page) => isKnown(page, window));
  const rows = await readPosts(
    ctx,
    known.flatMap(({ networkPageId }) => networkPageId ?? []),
    window,
  );
  const rowsBy = Map.groupBy(rows, ({ page_id: id }) => id);
  const checksOf = (own: readonly PageRecord[]) => own.flatMap(({ checks }) => checks);
  const records: PageRecords = {
    checks: checksOf(pages),
    pages: known.map(({ norm, networkPageId, standHours }) => ({
      norm,
      posts: (rowsBy.get(networkPageId ?? '') ?? []).map((row) => toRecord(row, standHours)),
    })),
  };
  const counts = pages.flatMap(({ followers }) => followers ?? []);
  const byNetwork = Map.groupBy(pages, ({ network }) => network);
  return {
    pages: pages.length,
    read: known.length,
    compliance: pageCompliance(records).value,
    networks: networksToday(ctx).flatMap(({ id, title }) => {
      const own = byNetwork.get(id);
      return own ? [{ title, share: pageCompliance({ checks: checksOf(own), pages: [] }).value }] : [];
    }),
    posts: postsAWeek(records, window),
    engagement: engagement(records, window),
    followers: counts.length === 0 ? null : counts.reduce((all, count) => all + count, 0),
  };
}
