import { sql } from 'kysely';
import type { Database } from '../../../server/lib/database/db.ts';

interface Asked {
  from: string;
  to: string;
  now: string;
  unitId: string | undefined;
}

const ZONE = 'Asia/Yekaterinburg';
const CHECKS = 12;
/** The check whose picture proves for a time, and how long. */
const MARK = { id: 'gov-mark', days: 30 };
const norms = { flagship: 7, active: 5, card: 3 } as const;

/** K16, K17 and K19 by queries of their own, from the tables alone, by the words of their formulas and of decisions 0048 and 0055. */
export async function countByOwnQueries(
  database: Database,
  { from, to, now, unitId }: Asked,
): Promise<Record<string, number | null>> {
  const own = sql`(${unitId ?? null}::uuid IS NULL OR page.unit_id = ${unitId ?? null}::uuid)`;
  const { rows: passed } = await sql<{ passed: number; pages: number }>`
    WITH page AS (SELECT * FROM register.page AS page WHERE archived_at IS NULL AND ${own}),
    told AS (
      SELECT page.id AS page_id, finding.* FROM page
      JOIN register.reading ON reading.page_id = page.id AND reading.network_page_id = page.network_page_id AND reading.at <= ${now}
        AND NOT EXISTS (SELECT FROM register.reading AS later WHERE later.page_id = page.id AND later.network_page_id = page.network_page_id
          AND later.at <= ${now} AND later.at > reading.at)
      CROSS JOIN LATERAL jsonb_to_recordset(reading.findings) AS finding("check" text, "isThere" boolean, since timestamptz)),
    seen AS (
      SELECT look.* FROM register.look JOIN page ON page.id = look.page_id WHERE look.at <= ${now} AND NOT EXISTS (
        SELECT FROM register.look AS later WHERE later.page_id = look.page_id AND later.check_id = look.check_id AND later.at <= ${now}
          AND (later.taken_on, later.at, later.id) > (look.taken_on, look.at, look.id))),
    judged AS (
      SELECT coalesce(seen.page_id, told.page_id) AS page_id, CASE
        WHEN seen.page_id IS NOT NULL AND (told.page_id IS NULL
          OR (seen.at >= told.since AND seen.taken_on >= (told.since AT TIME ZONE ${ZONE})::date))
        THEN seen.is_there AND (seen.check_id <> ${MARK.id}
          OR (${now}::timestamptz AT TIME ZONE ${ZONE})::date - seen.taken_on <= ${MARK.days})
        ELSE told."isThere" END AS is_passed
      FROM seen FULL JOIN told ON told.page_id = seen.page_id AND told."check" = seen.check_id)
    SELECT (SELECT count(*)::int FROM judged WHERE is_passed) AS passed, (SELECT count(*)::int FROM page) AS pages`.execute(
    database,
  );
  const { rows: weeks } = await sql<{ read: number; mean: number | null; missed: number; weeks: number }>`
    WITH span AS (SELECT (${from}::date)::timestamp AT TIME ZONE ${ZONE} AS begins,
      least((${to}::date + 1)::timestamp AT TIME ZONE ${ZONE}, ${now}::timestamptz) AS ends,
      (${to}::date + 1)::timestamp AT TIME ZONE ${ZONE} AS whole),
    page AS (
      SELECT page.id, page.network_page_id, CASE page.grade WHEN 'flagship' THEN ${norms.flagship}::int
        WHEN 'active' THEN ${norms.active}::int ELSE ${norms.card}::int END AS norm
      FROM register.page AS page JOIN networks.page AS source ON source.id = page.network_page_id, span
      WHERE page.archived_at IS NULL AND ${own} AND page.bound_at <= least(span.begins, span.whole - interval '7 days')
        AND source.pulled_at >= span.ends - interval '1 day'),
    week AS (SELECT page.id, page.norm, page.network_page_id, span.ends - at * interval '7 days' AS ends, at
      FROM page, span, generate_series(0, 60) AS at WHERE at = 0 OR span.ends - (at + 1) * interval '7 days' >= span.begins),
    counted AS (SELECT week.*, (SELECT count(*)::int FROM posts.post WHERE post.page_id = week.network_page_id AND post.kind = 'post' AND post.is_own
        AND post.posted_at >= week.ends - interval '7 days' AND post.posted_at < week.ends
        AND (post.gone_at IS NULL OR post.gone_at >= post.posted_at + interval '24 hours')) AS posts FROM week)
    SELECT (SELECT count(*)::int FROM page) AS read, (SELECT avg(posts)::float8 FROM counted WHERE at = 0) AS mean,
      (SELECT count(*)::int FROM counted, span WHERE posts < norm AND counted.ends - interval '7 days' >= span.begins) AS missed,
      (SELECT count(*)::int FROM counted, span WHERE counted.ends - interval '7 days' >= span.begins) AS weeks`.execute(
    database,
  );
  const { rows: reach } = await sql<{ share: number | null; reach: number | null; posts: number }>`
    SELECT (sum(post.likes + post.comments + post.shares)::float8 / nullif(sum(post.views), 0)) AS share,
      avg(post.views)::float8 AS reach, count(*)::int AS posts
    FROM posts.post JOIN register.page AS page ON page.network_page_id = post.page_id JOIN networks.page AS source ON source.id = post.page_id
    WHERE page.archived_at IS NULL AND ${own} AND post.kind = 'post' AND post.is_own AND post.views IS NOT NULL
      AND post.likes + post.comments + post.shares IS NOT NULL
      AND page.bound_at <= least((${from}::date)::timestamp AT TIME ZONE ${ZONE}, (${to}::date - 6)::timestamp AT TIME ZONE ${ZONE})
      AND source.pulled_at >= least((${to}::date + 1)::timestamp AT TIME ZONE ${ZONE}, ${now}::timestamptz) - interval '1 day'
      AND post.posted_at >= (${from}::date)::timestamp AT TIME ZONE ${ZONE} AND post.posted_at < (${to}::date + 1)::timestamp AT TIME ZONE ${ZONE}
      AND (post.gone_at IS NULL OR post.gone_at >= post.posted_at + interval '24 hours')`.execute(database);
  const [{ passed: there, pages } = { passed: 0, pages: 0 }] = passed;
  const [week] = weeks;
  const [post] = reach;
  const isRead = (week?.read ?? 0) > 0;
  return {
    K16: pages > 0 ? there / (pages * CHECKS) : null,
    ...(isRead && {
      K17: week?.mean ?? null,
      'K17.missed': week?.missed ?? null,
      'K17.weeks': week?.weeks ?? null,
      'K17.read': week?.read ?? null,
    }),
    ...((post?.posts ?? 0) > 0 && {
      K19: post?.share ?? null,
      'K19.reach': post?.reach ?? null,
      'K19.posts': post?.posts ?? null,
    }),
  };
}
