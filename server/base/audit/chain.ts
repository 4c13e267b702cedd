import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { firstOf } from '../../../shared/lists.ts';
import type { Db } from '../../lib/database/db.ts';
import type { Pending } from '../../lib/module/unit-of-work.ts';

/** The fields of a record. */
export interface RecordFields {
  at: string;
  actor: string;
  actorName: string;
  action: string;
  object: string;
  objectId: string;
  requestId: string;
  data: Record<string, unknown>;
}

/** Hash of one link: the previous hash (32 bytes), the number as text, the payload as UTF-8. */
export function hashLink(previous: Buffer, seq: number, payload: string): Buffer {
  return createHash('sha256').update(previous).update(`${seq}\n`).update(payload, 'utf8').digest();
}

/** What is sealed of each entry. */
export const toRecords = (entries: Pending['audit']): RecordFields[] =>
  entries.map((entry) => ({
    at: entry.at.toISOString(),
    actor: entry.actorRef,
    actorName: entry.actorName,
    action: entry.action,
    object: entry.object,
    objectId: entry.objectId,
    requestId: entry.requestId,
    data: entry.data ?? {},
  }));

/** Parts what is joined: escaped in JSON, and part of no name of an actor or an object. */
const SEPARATOR = '\x1e';
/** Stands in a record for what the database alone knows. */
const UNTOLD = '\0';

/**
 * Appends records of one action within a statement that finds out the last thing to be told of each (decision 0018). Their
 * `data` holds `untold` in its place.
 * @param places numbers of the records to append, from 1, and `told` what each is told: array expressions of that statement.
 */
export function appendRecords(
  entries: Pending['audit'],
  { places, told }: { places: RawBuilder<unknown>; told: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const records = toRecords(entries);
  const parts = records.map((record) => JSON.stringify(record).split(JSON.stringify(UNTOLD).slice(1, -1)));
  const list = (values: (string | undefined)[]) =>
    sql`string_to_array(${values.join(SEPARATOR)}, ${SEPARATOR})`;
  const { at, action, object } = firstOf(records);
  return sql`audit.append(${at}::timestamptz, ${action}, ${object}, ${list(records.map(({ actor }) => actor))},
    ${list(records.map(({ objectId }) => objectId))}, ${list(parts.map(([head]) => head))},
    ${list(parts.map(([, tail]) => tail))}, ${places}, ${told})`;
}

/** For the `data` of a record that is told the rest by the database. */
export const untold = UNTOLD;

/**
 * Appends records to the chain inside the caller's transaction, in one statement however many they are. The head row stays
 * locked until commit, so the chain has one order; call it last.
 */
export async function sealAudit(db: Db, entries: Pending['audit']): Promise<void> {
  await sql`SELECT audit.seal(${JSON.stringify(toRecords(entries))}::jsonb)`.execute(db);
}

export interface ChainFault {
  seq: number;
  reason: string;
}

/** Batch of a verification pass: rows held in memory at once. */
const BATCH = 5000;

/** A record as it lies in its table. */
export interface ChainRow {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  object: string;
  object_id: string;
  payload: string;
  hash: Buffer;
}

function readFields(payload: string): RecordFields | null {
  try {
    return JSON.parse(payload) as RecordFields;
  } catch {
    return null;
  }
}

/** What of a record does not hold after the one before it; null = all does. */
export function findFault(row: ChainRow, expectedSeq: number, previous: Buffer): string | null {
  if (row.seq !== expectedSeq) return `пропущена запись № ${expectedSeq}`;
  if (!hashLink(previous, row.seq, row.payload).equals(row.hash))
    return 'отпечаток не сходится с содержанием';
  const fields = readFields(row.payload);
  const isSame =
    fields !== null &&
    fields.at === row.at.toISOString() &&
    fields.actor === row.actor &&
    fields.action === row.action &&
    fields.object === row.object &&
    fields.objectId === row.object_id;
  return isSame ? null : 'поля для поиска расходятся с содержанием';
}

/** Walks the whole chain; returns the first broken record, or how many records are whole. */
export async function verifyChain(db: Db): Promise<{ checked: number; fault: ChainFault | null }> {
  let previous: Buffer = Buffer.alloc(32);
  let checked = 0;
  for (;;) {
    const rows = (await db
      .selectFrom('audit.record')
      .selectAll()
      .where('seq', '>', checked)
      .orderBy('seq')
      .limit(BATCH)
      .execute()) satisfies ChainRow[];
    for (const row of rows) {
      const reason = findFault(row, checked + 1, previous);
      if (reason)
        return { checked, fault: { seq: reason.startsWith('пропущена') ? checked + 1 : row.seq, reason } };
      checked = row.seq;
      previous = row.hash;
    }
    if (rows.length < BATCH) break;
  }
  const head = await db.selectFrom('audit.head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  if (head.seq > checked) return { checked, fault: { seq: checked + 1, reason: 'хвост журнала отрезан' } };
  if (!head.hash.equals(previous))
    return { checked, fault: { seq: checked, reason: 'голова цепочки подменена' } };
  return { checked, fault: null };
}
