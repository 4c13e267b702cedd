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

/**
 * Takes the words of these posts out of what came and what waits to be read: whoever keeps them has let them go. The events are
 * known by what was made of them.
 */
export async function forgetEvents(ctx: Ctx, eventIds: readonly number[]): Promise<void> {
  if (eventIds.length === 0) return;
  await sql`
    UPDATE networks.event SET raw = '', facts = '[]' WHERE id = ANY(${[...eventIds]}::bigint[]) AND state <> 'received'`.execute(
    ctx.db,
  );
}
