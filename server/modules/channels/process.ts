import { sql } from 'kysely';
import type { Channel } from '../../../shared/contract/cases.ts';
import { inboundMessage } from '../../../shared/contract/channels.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { parseStorable } from '../../lib/json.ts';
import { followUpJob, prepareInbound, registerDrafts } from '../cases/index.ts';
import { processJob } from './process-job.ts';

/** Events one run takes: one transaction, a second of work. */
const BATCH = 200;

interface WaitingEvent {
  id: number;
  source: string;
  event_key: string;
  payload: string;
  kind: string;
}

interface Outcome {
  id: number;
  state: 'processed' | 'refused';
  reason: string | null;
  caseId: string | null;
}

/** Turns waiting events into cases; what cannot be read is refused with its reason and stays to be seen. */
export async function processEvents(ctx: Ctx): Promise<void> {
  const { rows: events } = await sql<WaitingEvent>`
    SELECT event.id, event.source, event.event_key, event.payload, source.kind
    FROM channels.inbound_event event JOIN channels.source source ON source.id = event.source
    WHERE event.state = 'received' ORDER BY event.id LIMIT ${BATCH} FOR UPDATE OF event SKIP LOCKED`.execute(
    ctx.db,
  );
  if (events.length === 0) return;
  const outcomes: Outcome[] = [];
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
      outcomes.push({ id: event.id, state: 'refused', reason: describeRefusal(error), caseId: null });
    }
  }
  const results = await registerDrafts(
    ctx,
    accepted.map(({ draft }) => ({ draft, ctx })),
  );
  results.forEach((result, index) => {
    const { id } = accepted[index]!.event;
    if (result instanceof AppError)
      outcomes.push({ id, state: 'refused', reason: result.message, caseId: null });
    else {
      outcomes.push({ id, state: 'processed', reason: null, caseId: result.caseId });
    }
  });
  await sql`
    UPDATE channels.inbound_event event SET state = given.state, reason = given.reason, case_id = given."caseId"
    FROM json_to_recordset(${JSON.stringify(outcomes)}::json) AS given(id bigint, state text, reason text, "caseId" uuid)
    WHERE event.id = given.id`.execute(ctx.db);
  const caseIds = outcomes.flatMap(({ caseId }) => (caseId ? [caseId] : []));
  if (caseIds.length > 0) ctx.enqueue(followUpJob, { caseIds });
  if (events.length === BATCH) ctx.enqueue(processJob, {}, { key: processJob.name });
}

function describeRefusal(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return 'Сообщение не по форме: нужны text и, если есть, receivedAt, author, place, url';
}
