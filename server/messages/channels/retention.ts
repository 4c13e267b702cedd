import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';

/** The words of an event as they came: long enough to find out what went wrong with a source. The case keeps its own. */
const RAW_DAYS = 90;
/** Events one run empties: a second of work. */
const BATCH = 20_000;

export const emptyJob = defineJob('channels.empty-events', z.object({}));

/** Takes words and addresses of people out of events long done. The row stays: it makes a late repeat the same event. */
export async function emptyOldEvents(ctx: Ctx): Promise<void> {
  const { numAffectedRows = 0n } = await sql`
    UPDATE channels.inbound_event event SET payload = '', url = NULL
    FROM (
      SELECT source, event_key FROM channels.inbound_event
      WHERE state <> 'received' AND payload <> '' AND received_at < ${ctx.now}::timestamptz - ${RAW_DAYS} * interval '1 day'
      ORDER BY received_at LIMIT ${BATCH}
    ) old
    WHERE event.source = old.source AND event.event_key = old.event_key`.execute(ctx.db);
  if (numAffectedRows === BigInt(BATCH)) ctx.enqueue(emptyJob, {}, { key: emptyJob.name });
}
