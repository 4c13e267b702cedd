import { sql } from 'kysely';
import { z } from 'zod';
import { dismissReasons } from '../../../shared/contract/monitoring/incidents.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { forgetPosts } from '../posts/index.ts';
import { withMerged } from './rows.ts';

const days = z.number().int().min(1);

/** How long words of open sources are kept: packs/monitoring/retention. */
export const retentionPack = defineDatedPack(
  'monitoring-retention',
  'monitoring/retention/otklik-2026.json',
  { dismissedDays: z.record(z.enum(dismissReasons), days), overDays: days, unusedDays: days },
  'На этот день нет сроков хранения написанного в сетях.',
);

export const forgetWordsJob = defineJob('incidents.forget-words', z.object({}));

/** Posts one run lets go. */
const BATCH = 5000;

interface DueRow {
  post_id: string;
  incident_id: string | null;
  ground: string;
}

/** Job: words whose term of keeping is over go, everywhere they stand; titles made of them go with them. */
export async function forgetWords(ctx: Ctx): Promise<void> {
  const { dismissedDays, overDays, unusedDays } = retentionPack.on(localDate(ctx.now));
  const { rows } = await sql<DueRow>`
    SELECT post.id AS post_id, incident.id AS incident_id,
      CASE WHEN incident.id IS NULL THEN 'retention:unused' ELSE 'retention:' || coalesce(incident.dismiss_reason, 'over') END AS ground
    FROM posts.v_post AS post LEFT JOIN incidents.member ON member.post_id = post.id
    LEFT JOIN incidents.incident ON incident.id = member.incident_id
    LEFT JOIN json_each_text(${JSON.stringify(dismissedDays)}::json) AS kept(reason, days) ON kept.reason = incident.dismiss_reason
    WHERE post.forgotten_at IS NULL AND NOT post.is_own
      AND NOT EXISTS (SELECT FROM posts.v_hold AS hold
        WHERE hold.post_id = post.id AND (hold.until IS NULL OR hold.until > ${ctx.now}))
      AND CASE
      WHEN incident.id IS NULL THEN post.captured_at < ${ctx.now}::timestamptz - ${unusedDays} * interval '1 day'
        AND NOT EXISTS (SELECT FROM incidents.member AS near JOIN posts.v_post AS other ON other.id = near.post_id
          JOIN incidents.incident AS open ON open.id = near.incident_id
          WHERE other.network = post.network AND other.thread_key = post.thread_key AND open.status <> 'dismissed')
      WHEN incident.status = 'dismissed'
        THEN incident.last_posted_at < ${ctx.now}::timestamptz - kept.days::int * interval '1 day'
      WHEN incident.status IN ('closed', 'converted')
        THEN incident.last_posted_at < ${ctx.now}::timestamptz - ${overDays} * interval '1 day'
      ELSE false END
    ORDER BY post.captured_at, post.id LIMIT ${BATCH}`.execute(ctx.db);
  for (const [ground, group] of Map.groupBy(rows, (row) => row.ground))
    await forgetPosts(
      ctx,
      group.map(({ post_id: id }) => id),
      ground,
    );
  const incidentIds = [...new Set(rows.flatMap(({ incident_id: id }) => id ?? []))];
  // One that was merged into another is called by its first words still.
  await sql`
    UPDATE incidents.incident SET title = 'Слова удалены по сроку хранения', version = version + 1,
      offer = jsonb_set(offer, '{marks}', '[]') || '{"signs": []}'
    WHERE id IN ${withMerged(incidentIds)}`.execute(ctx.db);
  await sql`
    UPDATE incidents.member SET why = '{}' WHERE incident_id = ANY(${incidentIds}::uuid[])`.execute(ctx.db);
  if (rows.length === BATCH) ctx.enqueue(forgetWordsJob, {}, { key: forgetWordsJob.name });
}
