import { sql } from 'kysely';
import type { FollowersDay } from '../../../../shared/contract/pages/register.ts';
import { addDays } from '../../../../shared/text/periods.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import type { PageRow } from '../rows.ts';
import { lastBy, mergeDays } from './merge-days.ts';

/** So many days stand in the chart of a page. */
const CHART_DAYS = 92;

/** Followers of a page by day, the last of them at the end; the day before them, if one is known, stands first. */
export async function readFollowers(ctx: Ctx, pageId: string): Promise<FollowersDay[]> {
  const from = addDays(localDate(ctx.now), -CHART_DAYS);
  const { rows: told } = await sql<{ at: Date; members: number }>`
    SELECT at, members FROM register.reading WHERE page_id = ${pageId}::uuid AND at >= ${localDayStart(from)}
      AND at <= ${ctx.now} AND members IS NOT NULL ORDER BY at, id`.execute(ctx.db);
  const { rows: written } = await sql<{ on_day: string; followers: number; source: string }>`
    SELECT on_day, followers, source FROM register.figure WHERE page_id = ${pageId}::uuid AND on_day >= ${from}::date
      AND followers IS NOT NULL ORDER BY on_day, at, id`.execute(ctx.db);
  return mergeDays(
    told.map(({ at, members }) => ({ day: localDate(at), count: members })),
    written.map(({ on_day: day, followers, source }) => ({ day, count: followers, source })),
  );
}

/** Followers of each of these pages as they were known at the end of a local day. Plans: reading_latest, figure_latest. */
export async function readFollowersOn(
  ctx: Ctx,
  pageIds: readonly string[],
  day: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{
    id: string;
    at: Date | null;
    members: number | null;
    on_day: string | null;
    followers: number | null;
  }>`
    SELECT asked.id, told.at, told.members, written.on_day, written.followers
    FROM unnest(${[...pageIds]}::uuid[]) AS asked(id)
    LEFT JOIN LATERAL (
      SELECT at, members FROM register.reading WHERE page_id = asked.id AND at < ${localDayStart(addDays(day, 1))}
        AND members IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1) AS told ON true
    LEFT JOIN LATERAL (
      SELECT on_day, followers FROM register.figure WHERE page_id = asked.id AND on_day <= ${day}::date
        AND followers IS NOT NULL ORDER BY on_day DESC, at DESC, id DESC LIMIT 1) AS written ON true`.execute(
    ctx.db,
  );
  return new Map(
    rows.flatMap((row) => {
      const told = row.at && row.members !== null ? [{ day: localDate(row.at), count: row.members }] : [];
      const written =
        row.on_day && row.followers !== null ? [{ day: row.on_day, count: row.followers, source: '' }] : [];
      const known = lastBy(mergeDays(told, written), day);
      return known ? [[row.id, known.count] as const] : [];
    }),
  );
}

export interface WrittenFigures {
  followers: number | null;
  weekReach: number | null;
  postReach: number | null;
  on: string;
  /** Where the person saw them. */
  source: string;
}

/**
 * Puts down what a person wrote of a page; gives what becomes of the page. Followers the network told of that day or of a later one
 * stand: a person writes them where the network does not.
 */
export async function writeFigures(
  ctx: Ctx,
  page: Pick<PageRow, 'id' | 'followers_on' | 'followers_by'>,
  { followers, weekReach, postReach, on, source }: WrittenFigures,
): Promise<Partial<PageRow>> {
  await ctx.db
    .insertInto('register.figure')
    .values({
      id: newId(),
      page_id: page.id,
      on_day: on,
      followers,
      week_reach: weekReach,
      post_reach: postReach,
      source,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  const isTold = page.followers_by === 'network' && page.followers_on !== null && page.followers_on >= on;
  const own = {
    followers,
    followers_on: followers === null ? null : on,
    followers_by: followers === null ? null : ('hand' as const),
  };
  return {
    week_reach: weekReach,
    post_reach: postReach,
    figures_on: on,
    ...(!isTold && (followers !== null || page.followers_by !== 'network') && own),
  };
}
