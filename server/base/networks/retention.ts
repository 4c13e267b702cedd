import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';

/** The words of an event as they came: long enough to find out what went wrong. What was made of it keeps its own evidence. */
const RAW_DAYS = 90;
/** Events one run empties: a second of work. */
const BATCH = 20_000;

export const emptyEventsJob = defineJob('networks.empty-events', z.object({}));

/** Takes words and authors out of events long done. The row stays: it makes a late repeat the same event. */
export async function emptyOldEvents(ctx: Ctx): Promise<void> {
  const { numAffectedRows = 0n } = await sql`
    UPDATE networks.event SET raw = '', facts = '[]'
    FROM (
      SELECT id FROM networks.event
      WHERE state <> 'received' AND raw <> '' AND received_at < ${ctx.now}::timestamptz - ${RAW_DAYS} * interval '1 day'
      ORDER BY received_at LIMIT ${BATCH}
    ) AS old
    WHERE event.id = old.id`.execute(ctx.db);
  if (numAffectedRows === BigInt(BATCH)) ctx.enqueue(emptyEventsJob, {}, { key: emptyEventsJob.name });
}

/** A post as the network numbers it, with its author. */
export interface ForgottenPost {
  network: string;
  externalId: string;
}

/**
 * Takes words and authors of these posts out of what came and of what was said to them: whoever keeps them has let them go. Events are
 * known by what was made of them, what waits to be read stays.
 */
export async function forgetEvents(
  ctx: Ctx,
  { eventIds, posts }: { eventIds: readonly number[]; posts: readonly ForgottenPost[] },
): Promise<void> {
  await sql`
    UPDATE networks.event SET raw = '', facts = '[]' WHERE id = ANY(${[...eventIds]}::bigint[]) AND state <> 'received'`.execute(
    ctx.db,
  );
  await sql`
    UPDATE networks.saying SET to_author = ''
    FROM networks.page, json_to_recordset(${JSON.stringify(posts)}::json) AS post(network text, "externalId" text)
    WHERE page.id = saying.page_id AND page.network = post.network AND saying.to_id = post."externalId"
      AND saying.state IN ('said', 'failed')`.execute(ctx.db);
}

/** Takes out of what was said to somebody alone whom it was said to; what waits to be said still needs it. */
export async function forgetTalk(ctx: Ctx, kind: string, subjectIds: readonly string[]): Promise<void> {
  await ctx.db
    .updateTable('networks.saying')
    .set({ to_id: '', to_thread: '', to_author: '' })
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', [...subjectIds])
    .where('state', 'in', ['said', 'unknown', 'failed'])
    .execute();
}
