import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Batcher, createBatcher } from '../../lib/batcher.ts';
import type { Database } from '../../lib/db.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken } from '../../lib/ids.ts';
import type { RawReply, RawRequest } from '../../lib/module.ts';
import type { Services } from '../../lib/unit-of-work.ts';
import { processJob } from './process-job.ts';

interface InboundEvent {
  source: string;
  key: string;
  payload: string;
}

interface Receiver {
  batcher: Batcher<InboundEvent, true>;
  sources: SourceCache;
}

/** Token hashes of active sources, re-read at most every few seconds: a request costs no query. */
interface SourceCache {
  readAt: number;
  tokens: Map<string, string>;
}

const CACHE_MS = 5000;
let receiver: Receiver | null = null;

export function startReceiver(services: Services): void {
  receiver = {
    batcher: createBatcher((events) => storeEvents(services, events), { maxSize: 500 }),
    sources: { readAt: Number.NEGATIVE_INFINITY, tokens: new Map() },
  };
}

export async function stopReceiver(): Promise<void> {
  await receiver?.batcher.idle();
}

/** Makes the next request read sources anew: after one was created or switched off in this process. */
export function forgetSources(): void {
  if (receiver) receiver.sources.readAt = Number.NEGATIVE_INFINITY;
}

async function readTokens(database: Database, cache: SourceCache): Promise<Map<string, string>> {
  const now = performance.now();
  if (now - cache.readAt < CACHE_MS) return cache.tokens;
  const rows = await database
    .selectFrom('channels.source')
    .select(['id', 'token_hash'])
    .where('is_active', '=', true)
    .execute();
  cache.tokens = new Map(rows.map((row) => [row.id, row.token_hash]));
  cache.readAt = now;
  return cache.tokens;
}

/**
 * Stores one raw message and acknowledges it after commit. A repeated delivery (same `webhook-id`, or the same body
 * where the sender gives none) is acknowledged and stored once.
 */
export async function receive(services: Services, request: RawRequest): Promise<RawReply> {
  if (!receiver) throw new Error('startReceiver has not run');
  const source = request.params.source ?? '';
  const tokens = await readTokens(services.database, receiver.sources);
  const token = /^Bearer (\S{20,100})$/.exec(String(request.headers.authorization ?? ''))?.[1];
  // Both sides are digests: their comparison tells nothing of the token by its time.
  if (!token || tokens.get(source) !== hashToken(token)) {
    throw new AppError('lib.not-signed-in', 'Ключ источника неверен или источник выключен.');
  }
  const payload = request.body;
  if (payload.includes('\0') || payload.includes('\\u0000'))
    throw new AppError('lib.bad-input', 'В сообщении есть недопустимые знаки.');
  try {
    JSON.parse(payload);
  } catch {
    throw new AppError('lib.bad-input', 'Сообщение не читается как JSON.');
  }
  const given = request.headers['webhook-id'];
  const key =
    typeof given === 'string' && given.trim() !== '' && given.length <= 200
      ? given
      : createHash('sha256').update(payload).digest('base64url');
  await receiver.batcher.add({ source, key, payload });
  return { body: '{"accepted":true}', contentType: 'application/json; charset=utf-8' };
}

/**
 * Stores a batch and wakes the job in one statement, which is its own transaction: one round trip to the database.
 * One waiting job is enough however many batches came: it takes all there is.
 */
async function storeEvents(services: Services, events: InboundEvent[]): Promise<true[]> {
  const sources = events.map(({ source }) => source);
  const keys = events.map(({ key }) => key);
  const payloads = events.map(({ payload }) => payload);
  await sql`
    WITH stored AS (
      INSERT INTO channels.inbound_event (source, event_key, payload)
      SELECT source, key, payload FROM unnest(${sources}::text[], ${keys}::text[], ${payloads}::text[]) AS given(source, key, payload)
      ON CONFLICT (source, event_key) DO NOTHING)
    SELECT id FROM graphile_worker.add_job(${processJob.name}, '{}'::json, job_key => ${processJob.name})`.execute(
    services.database,
  );
  return events.map(() => true as const);
}
