import { sql } from 'kysely';
import type { Channel } from '../../../shared/contract/messages/cases.ts';
import { inboundMessage } from '../../../shared/contract/messages/channels.ts';
import { parseStorable } from '../../lib/database/json.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { followUpJob, prepareInbound, registerDrafts } from '../cases/index.ts';
import { processJob } from './process-job.ts';

/** Events one run takes: one transaction, a second of work. */
const BATCH = 200;

interface WaitingEvent {
  source: string;
  event_key: string;
  received_at: Date;
  payload: string;
  kind: string;
}

interface Outcome {
  source: string;
  key: string;
  at: Date;
  state: 'processed' | 'refused';
  reason: string | null;
  caseId: string | null;
}

/** Turns waiting events into cases; what cannot be read is refused with its reason and stays to be seen. */
export async function processEvents(ctx: Ctx): Promise<void> {
  const { rows: events } = await sql<WaitingEvent>`
    SELECT event.source, event.event_key, event.received_at, event.payload, source.kind
    FROM channels.inbound_event event JOIN channels.source source ON source.id = event.source
    WHERE event.state = 'received' ORDER BY event.id LIMIT ${BATCH} FOR UPDATE OF event SKIP LOCKED`.execute(
    ctx.db,
  );
  if (events.length === 0) return;
  const outcomes: Outcome[] = [];
  const settle = (
    { source, event_key: key, received_at: at }: WaitingEvent,
    outcome: Pick<Outcome, 'state' | 'reason' | 'caseId'>,
  ) => outcomes.push({ source, key, at, ...outcome });
  const accepted: { event: WaitingEvent; draft: ReturnType<typeof prepareInbound> }[] = [];
  for (const event of events) {
    try {
      const message = inboundMessage.parse(parseStorable(event.payload));
      accepted.push({
        event,
        draft: prepareInbound(ctx, message, {
          channel: event.kind as Channel,
          source: event.source,
          id: event.event_key,
        }),
      });
    } catch (error) {
      settle(event, { state: 'refused', reason: describeRefusal(error), caseId: null });
    }
  }
  const results = await registerDrafts(
    ctx,
    accepted.map(({ draft }) => ({ draft, ctx })),
  );
  results.forEach((result, index) => {
    const { event } = accepted[index]!;
    if (result instanceof AppError) settle(event, { state: 'refused', reason: result.message, caseId: null });
    else settle(event, { state: 'processed', reason: null, caseId: result.caseId });
  });
  await sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(outcomes)}::json)
        AS given(source text, key text, at timestamptz, state text, reason text, "caseId" uuid)
    ), newest AS (
      UPDATE channels.source SET last_event_at = greatest(last_event_at, at)
      FROM (SELECT source, max(at) AS at FROM given GROUP BY source ORDER BY source) last WHERE source.id = last.source
    )
    UPDATE channels.inbound_event event SET state = given.state, reason = given.reason, case_id = given."caseId"
    FROM given WHERE event.source = given.source AND event.event_key = given.key`.execute(ctx.db);
  if (outcomes.some(({ caseId }) => caseId)) ctx.enqueue(followUpJob, {}, { key: followUpJob.name });
  if (events.length === BATCH) ctx.enqueue(processJob, {}, { key: processJob.name });
}

function describeRefusal(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return 'Сообщение не по форме: нужны text и, если есть, receivedAt, author, place, url';
}
