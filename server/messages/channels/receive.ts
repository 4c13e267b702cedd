import { sql } from 'kysely';
import { type Batcher, createBatcher } from '../../lib/database/batcher.ts';
import type { Database } from '../../lib/database/db.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken } from '../../lib/ids.ts';
import { createWaker, type Waker } from '../../lib/jobs/waker.ts';
import type { RawReply, RawRequest } from '../../lib/module/module.ts';
import { defineState } from '../../lib/module/state.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import type { Adapter } from './adapters/adapter.ts';
import { findAdapter } from './adapters/adapters.ts';
import { processJob } from './process-job.ts';

interface InboundEvent {
  source: string;
  key: string;
  payload: string;
}

interface Receiver {
  batcher: Batcher<InboundEvent, true>;
  sources: SourceCache;
  processing: Waker;
}

/** Token hashes of active sources, re-read at most every few seconds: a request costs no query. */
interface SourceCache {
  readAt: number;
  known: Map<string, KnownSource>;
  /** Digests of the headers that came since, by the way they are read: a sender repeats its token with each event. */
  digests: Map<Adapter, Map<string, string | null>>;
}

interface KnownSource {
  hash: string;
  adapter: Adapter;
}

const CACHE_MS = 5000;
/** Senders of different tokens within that time; more are strangers who guess. */
const MOST_DIGESTS = 200;
const receivers = defineState<Receiver>('channels.receiver');

export function startReceiver(services: Services): void {
  const { eventBatch: maxSize, poolSize } = services.config;
  // Two batches in flight keep the disk busy; events that go alone need a connection each.
  const maxInFlight = maxSize === 1 ? poolSize : 2;
  const processing = createWaker(services, processJob);
  // What a process that died left unprocessed waits for no cron line.
  processing.wake();
  receivers.set(services, {
    batcher: createBatcher((events) => storeEvents(services, processing, events), { maxSize, maxInFlight }),
    sources: { readAt: Number.NEGATIVE_INFINITY, known: new Map(), digests: new Map() },
    processing,
  });
}

export async function stopReceiver(services: Services): Promise<void> {
  const { batcher, processing } = receivers.of(services);
  await batcher.idle();
  await processing.flush();
}

/** Makes the next request read sources anew: after one was created or switched off in this process. */
export function forgetSources(services: Services): void {
  receivers.of(services).sources.readAt = Number.NEGATIVE_INFINITY;
}

async function readSources(database: Database, cache: SourceCache): Promise<Map<string, KnownSource>> {
  const now = performance.now();
  if (now - cache.readAt < CACHE_MS) return cache.known;
  const rows = await database
    .selectFrom('channels.source')
    .select(['id', 'token_hash', 'adapter'])
    .where('is_active', '=', true)
    .execute();
  cache.known = new Map(
    rows.map((row) => [row.id, { hash: row.token_hash, adapter: findAdapter(row.adapter) }]),
  );
  cache.digests.clear();
  cache.readAt = now;
  return cache.known;
}

/** What is stored of the key a header brings; null when it brings none. */
function digestOf(header: string, adapter: Adapter, { digests }: SourceCache): string | null {
  let own = digests.get(adapter);
  if (!own) {
    own = new Map();
    digests.set(adapter, own);
  }
  const known = own.get(header);
  if (known !== undefined) return known;
  const key = adapter.readKey(header);
  const digest = key ? hashToken(key) : null;
  if (own.size < MOST_DIGESTS) own.set(header, digest);
  return digest;
}

/**
 * Stores one raw message and acknowledges it after commit. A repeated delivery (same `webhook-id`, or the same body
 * where the sender gives none) is acknowledged and stored once.
 */
export async function receiveEvent(services: Services, request: RawRequest): Promise<RawReply> {
  const receiver = receivers.of(services);
  const source = request.params.source ?? '';
  const known = (await readSources(services.database, receiver.sources)).get(source);
  const digest =
    known &&
    digestOf(String(request.headers[known.adapter.keyHeader] ?? ''), known.adapter, receiver.sources);
  // Both sides are digests: their comparison tells nothing of the token by its time.
  if (!known || !digest || known.hash !== digest) {
    throw new AppError('lib.not-signed-in', 'Ключ источника неверен или источник выключен.');
  }
  const payload = request.body;
  if (payload.includes('\0') || payload.includes('\\u0000'))
    throw new AppError('lib.bad-input', 'В сообщении есть недопустимые знаки.');
  const key = known.adapter.eventKey(request.headers, payload, parseEvent(payload));
  await receiver.batcher.add({ source, key, payload });
  return known.adapter.reply;
}

function parseEvent(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw new AppError('lib.bad-input', 'Сообщение не читается как JSON.');
  }
}

/** Parts what is joined: it can stand neither in a header nor, unescaped, in JSON. */
const SEPARATOR = '\x1e';

/**
 * Stores a batch in one statement, which is its own transaction: one round trip to the database. Lists go as joined
 * text: quoting each element for an array costs more than all else here.
 */
async function storeEvents(services: Services, processing: Waker, events: InboundEvent[]): Promise<true[]> {
  const join = (field: keyof InboundEvent) => {
    const joined = events.map((event) => event[field]).join(SEPARATOR);
    return sql`string_to_table(${joined}, ${SEPARATOR})`;
  };
  await services.pipeline.transact([
    sql`
      INSERT INTO channels.inbound_event (source, event_key, payload)
      SELECT ${join('source')}, ${join('key')}, ${join('payload')}
      ON CONFLICT (source, event_key) DO NOTHING`,
  ]);
  processing.wake();
  return events.map(() => true as const);
}
