import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { isTransient } from '../../lib/database/transient.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { NetworkReading } from './connector.ts';
import { factReader, type HeardFact, readFacts, storableText, writeFacts } from './facts.ts';

/** Gives stored events to their readers, a batch a run, until none waits. */
export const readEventsJob = defineJob('networks.read-events', z.object({}));

/** Events one run takes: one transaction, a second of work. */
const BATCH = 100;

export interface StoredReading {
  pageId: string;
  reading: NetworkReading;
}

/** Stores readings, each once by its key: a repeat changes nothing. The state says at once what nothing is to be made of. */
export function insertReadings(readings: readonly StoredReading[], at: Date): RawBuilder<{ id: number }> {
  const rows = readings.map(({ pageId, reading }) => ({
    page: pageId,
    key: reading.key,
    facts: writeFacts(reading),
    raw: storableText(reading.raw),
    reason: reading.ignored,
  }));
  return sql<{ id: number }>`
    INSERT INTO networks.event (page_id, event_key, received_at, facts, raw, state, reason)
    SELECT page, key, ${at}::timestamptz, facts, raw, CASE WHEN reason IS NULL THEN 'received' ELSE 'ignored' END, reason
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(page uuid, key text, facts text, raw text, reason text)
    ON CONFLICT (page_id, event_key) DO NOTHING
    RETURNING id`;
}

interface WaitingEvent {
  id: number;
  received_at: Date;
  facts: string;
  raw: string;
  page_id: string;
  network: string;
  external_id: string;
  is_own: boolean;
}

function factsOf(event: WaitingEvent): HeardFact[] {
  const page = {
    id: event.page_id,
    network: event.network,
    externalId: event.external_id,
    isOwn: event.is_own,
  };
  return readFacts(event.facts).map((fact) => ({
    eventId: event.id,
    receivedAt: event.received_at,
    page,
    fact,
    raw: event.raw,
  }));
}

async function giveToReaders(ctx: Ctx, events: readonly WaitingEvent[]): Promise<void> {
  const facts = events.flatMap(factsOf);
  for (const read of ctx.ports.list(factReader)) await read(ctx, facts);
}

/** Does the work so that, where it fails, nothing of it is left and the transaction goes on. */
async function inSavepoint(ctx: Ctx, work: () => Promise<void>): Promise<unknown> {
  await sql`SAVEPOINT network_events`.execute(ctx.db);
  try {
    await work();
    return null;
  } catch (error) {
    if (isTransient(error)) throw error;
    await sql`ROLLBACK TO SAVEPOINT network_events`.execute(ctx.db);
    return error;
  }
}

const mark = (ctx: Ctx, ids: readonly number[], state: 'read' | 'refused', reason: string | null) =>
  ctx.db
    .updateTable('networks.event')
    .set({ state, reason })
    .where('id', 'in', [...ids])
    .execute();

/** Job: what cannot be read holds up nothing: it is set aside with its reason, and stays to be seen. */
export async function readEvents(ctx: Ctx): Promise<void> {
  const { rows: events } = await sql<WaitingEvent>`
    SELECT event.id, event.received_at, event.facts, event.raw, event.page_id, page.network, page.external_id, page.is_own
    FROM networks.event JOIN networks.page ON page.id = event.page_id
    WHERE event.state = 'received' ORDER BY event.id LIMIT ${BATCH} FOR UPDATE OF event SKIP LOCKED`.execute(
    ctx.db,
  );
  if (events.length === 0) return;
  const failure = await inSavepoint(ctx, () => giveToReaders(ctx, events));
  if (failure === null)
    await mark(
      ctx,
      events.map(({ id }) => id),
      'read',
      null,
    );
  else for (const event of events) await readAlone(ctx, event);
  if (events.length === BATCH) ctx.enqueue(readEventsJob, {}, { key: readEventsJob.name });
}

async function readAlone(ctx: Ctx, event: WaitingEvent): Promise<void> {
  const failure = await inSavepoint(ctx, () => giveToReaders(ctx, [event]));
  if (failure) ctx.log.error({ err: failure, event: event.id }, 'событие сети не прочитано');
  await mark(ctx, [event.id], failure ? 'refused' : 'read', failure ? 'Не удалось прочитать' : null);
}
