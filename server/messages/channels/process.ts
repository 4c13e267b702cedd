import { sql } from 'kysely';
import { itemAt } from '../../../shared/lists.ts';
import { parseStorable } from '../../lib/database/json.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Reading } from './adapters/adapter.ts';
import { findAdapter } from './adapters/adapters.ts';
import { eventConsumer, type ReadMessage, type Taken } from './consumer.ts';
import { processJob } from './process-job.ts';

/** Events one run takes: one transaction, a second of work. */
const BATCH = 200;

interface WaitingEvent {
  source: string;
  event_key: string;
  received_at: Date;
  payload: string;
  kind: string;
  adapter: string;
  consumer: string;
}

interface Outcome {
  source: string;
  key: string;
  at: Date;
  state: 'processed' | 'refused' | 'ignored';
  reason: string | null;
  caseId: string | null;
  url: string | null;
}

/** Turns waiting events into what their consumer makes of them; what cannot be read is refused with its reason and stays to be seen. */
export async function processEvents(ctx: Ctx): Promise<void> {
  const { rows: events } = await sql<WaitingEvent>`
    SELECT event.source, event.event_key, event.received_at, event.payload, source.kind, source.adapter, source.consumer
    FROM channels.inbound_event event JOIN channels.source source ON source.id = event.source
    WHERE event.state = 'received' ORDER BY event.id LIMIT ${BATCH} FOR UPDATE OF event SKIP LOCKED`.execute(
    ctx.db,
  );
  if (events.length === 0) return;
  const outcomes: Outcome[] = [];
  const read: { event: WaitingEvent; message: ReadMessage }[] = [];
  for (const event of events) {
    const reading = readEvent(event);
    if ('refused' in reading) outcomes.push(outcomeOf(event, { state: 'refused', reason: reading.refused }));
    else if ('ignored' in reading)
      outcomes.push(outcomeOf(event, { state: 'ignored', reason: reading.ignored }));
    else {
      const { source, kind, event_key: key } = event;
      read.push({ event, message: { source, kind, key, message: reading.message } });
    }
  }
  for (const [consumer, group] of Map.groupBy(read, ({ event }) => event.consumer)) {
    const taken = await consume(
      ctx,
      consumer,
      group.map(({ message }) => message),
    );
    taken.forEach((one, index) => {
      const { event, message } = itemAt(group, index);
      outcomes.push(
        'refused' in one
          ? outcomeOf(event, { state: 'refused', reason: one.refused })
          : outcomeOf(event, {
              state: 'processed',
              caseId: one.caseId,
              url: message.message.url ?? null,
            }),
      );
    });
  }
  await write(ctx, outcomes);
  if (events.length === BATCH) ctx.enqueue(processJob, {}, { key: processJob.name });
}

const outcomeOf = (
  { source, event_key: key, received_at: at }: WaitingEvent,
  end: Pick<Outcome, 'state'> & Partial<Pick<Outcome, 'reason' | 'caseId' | 'url'>>,
): Outcome => ({ source, key, at, reason: null, caseId: null, url: null, ...end });

function readEvent({ adapter: id, payload }: WaitingEvent): Reading | { refused: string } {
  const adapter = findAdapter(id);
  try {
    return adapter.read(parseStorable(payload));
  } catch (error) {
    return { refused: error instanceof AppError ? error.message : adapter.wrongForm };
  }
}

async function consume(ctx: Ctx, name: string, messages: ReadMessage[]): Promise<Taken[]> {
  const take = ctx.ports.find(eventConsumer, name);
  return take
    ? take(ctx, messages)
    : messages.map(() => ({ refused: 'Сообщения этого источника сейчас никто не принимает' }));
}

const write = (ctx: Ctx, outcomes: readonly Outcome[]) =>
  sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(outcomes)}::json)
        AS given(source text, key text, at timestamptz, state text, reason text, "caseId" uuid, url text)
    ), newest AS (
      UPDATE channels.source SET last_event_at = greatest(last_event_at, at)
      FROM (SELECT source, max(at) AS at FROM given GROUP BY source ORDER BY source) last WHERE source.id = last.source
    )
    UPDATE channels.inbound_event event
    SET state = given.state, reason = given.reason, case_id = given."caseId", url = given.url
    FROM given WHERE event.source = given.source AND event.event_key = given.key`.execute(ctx.db);
