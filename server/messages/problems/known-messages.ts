import { setImmediate as breath } from 'node:timers/promises';
import { gridDisk } from 'h3-js';
import { sql } from 'kysely';
import type { z } from 'zod';
import { DAY } from '../../../shared/time.ts';
import {
  createDuplicateIndex,
  type DuplicateIndex,
  type IndexedMessage,
} from '../../base/understanding/index.ts';
import type { Db } from '../../lib/database/db.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx, JobType } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';

/** Days of messages held: longer than any gate looks back. */
const HELD_DAYS = 45;
/** Messages held at most: 377 bytes of arrays each (bench/results/duplicates.md) beside their ids; a city needs a tenth of it. */
const MOST = 1_000_000;
const LEAST = 20_000;
const PAGE = 5000;
/** Messages read into memory between two looks at who else waits: a start, a request. */
const BREATH = 50;

interface Held {
  index: DuplicateIndex | null;
  warming: Promise<void>;
  /** Registration of the newest message taken in. */
  until: Date;
}

/** By database: tests run several servers in one process. */
const held = new Map<string, Held>();

interface MessageRow {
  id: string;
  text: string;
  at: Date;
  lat: number | null;
  lon: number | null;
  address: string | null;
  block: string | null;
  facts: string[];
}

/**
 * A street without a house is no place: all its houses would be one. The facts are those an operator chose, else what the
 * text was read to be about.
 */
const columns = sql`
  id, body AS text, registered_at AS at,
  CASE WHEN place_precision IN ('point', 'house', 'landmark') THEN lat END AS lat,
  CASE WHEN place_precision IN ('point', 'house', 'landmark') THEN lon END AS lon,
  CASE WHEN street_id IS NOT NULL AND house IS NOT NULL THEN street_id || '|' || house END AS address,
  coalesce(block, suggestion -> 0 ->> 'block') AS block,
  CASE WHEN fact_id IS NOT NULL THEN ARRAY[fact_id]
    ELSE array_remove(ARRAY[suggestion -> 0 ->> 'factId', suggestion -> 1 ->> 'factId'], NULL) END AS facts`;

const isKnown = sql`status NOT IN ('rejected', 'merged')`;

const toMessage = ({ at, ...row }: MessageRow): IndexedMessage => ({ ...row, at: at.getTime() });

/** The messages of these cases, as they are compared. */
export async function readMessages(ctx: Ctx, ids: readonly string[]): Promise<IndexedMessage[]> {
  const { rows } = await sql<MessageRow>`
    SELECT ${columns} FROM cases.v_matter WHERE id = ANY(${[...ids]}::uuid[]) AND ${isKnown} ORDER BY registered_at, id`.execute(
    ctx.db,
  );
  return rows.map(toMessage);
}

/**
 * Fills the index in the background; until it is full, places and topics of the database answer.
 * @param first runs once it is full, where nothing has been proposed yet.
 */
export function warmUp(services: Services, first: JobType<z.ZodObject<Record<never, never>>>): void {
  const { databaseUrl } = services.config;
  const mine: Held = { index: null, warming: Promise.resolve(), until: new Date(0) };
  held.set(databaseUrl, mine);
  mine.warming = fill(services, mine, first).catch((error: unknown) => {
    services.log.warn({ err: error }, 'дубли ищутся по базе: сообщения не прочитаны в память');
  });
}

/** Waits for the filling: the pool closes after it. */
export async function coolDown(): Promise<void> {
  const all = [...held.values()];
  held.clear();
  await Promise.all(all.map(({ warming }) => warming));
}

/** Waits until the index of this database is full; for measurements and tests. */
export const whenWarm = async (ctx: Ctx): Promise<void> => held.get(ctx.config.databaseUrl)?.warming;

async function fill(services: Services, mine: Held, first: Parameters<typeof warmUp>[1]): Promise<void> {
  const db = services.database;
  const since = new Date(services.now().getTime() - HELD_DAYS * DAY);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (SELECT FROM cases.v_matter WHERE registered_at >= ${since} LIMIT ${MOST}) AS found`.execute(
    db,
  );
  const index = createDuplicateIndex({
    capacity: Math.min(MOST, Math.max(LEAST, firstRow(rows).count * 2)),
  });
  let last: Last | undefined = { at: since, id: NIL };
  while (last) {
    if (!isHeld(mine)) return;
    mine.until = last.at;
    last = await takePage(db, index, last);
  }
  mine.index = index;
  if (index.size() > 0) await proposeFirst(services, first);
}

async function proposeFirst(services: Services, first: Parameters<typeof warmUp>[1]): Promise<void> {
  const known = await services.database
    .selectFrom('problems.member')
    .select('case_id')
    .where('rule', '<>', 'person')
    .limit(1)
    .executeTakeFirst();
  if (known) return;
  const caller = { actor: { kind: 'system', name: 'problems' } as const, requestId: 'warm', ip: '' };
  await runMutation(services, caller, async (ctx) => ctx.enqueue(first, {}, { key: first.name }));
}

const isHeld = (mine: Held): boolean => [...held.values()].includes(mine);

/** The last message of a page: a file brings thousands registered at one moment. */
type Last = Pick<MessageRow, 'at' | 'id'>;
const NIL = '00000000-0000-0000-0000-000000000000';

/** Adds the next page of messages; its last one, undefined when nothing new is left. Plan: case_file_registered. */
async function takePage(db: Db, index: DuplicateIndex, { at, id }: Last): Promise<Last | undefined> {
  const { rows } = await sql<MessageRow>`
    SELECT ${columns} FROM cases.v_matter
    WHERE (registered_at, id) > (${at}, ${id}::uuid) AND suggestion IS NOT NULL AND ${isKnown}
    ORDER BY registered_at, id LIMIT ${PAGE}`.execute(db);
  const fresh = rows.filter((row) => !index.has(row.id));
  for (const [at, row] of fresh.entries()) {
    if (at % BREATH === 0) await breath();
    index.add(toMessage(row));
  }
  return fresh.length === 0 ? undefined : rows.at(-1);
}

export interface Likely {
  message: IndexedMessage;
  pairs: ReturnType<DuplicateIndex['find']>;
}

/** Messages that came to another process while this one looked elsewhere, a little before the newest one known. */
const SLACK = 10 * 60_000;

/** For each message those it may be of one matter with, the surest first; then it is known to the next. */
export async function findLikely(ctx: Ctx, messages: readonly IndexedMessage[]): Promise<Likely[]> {
  const mine = held.get(ctx.config.databaseUrl);
  if (!mine?.index) {
    const found: Likely[] = [];
    for (const message of messages) found.push({ message, pairs: await findInDatabase(ctx, message) });
    return found;
  }
  const { index } = mine;
  const own = new Set(messages.map(({ id }) => id));
  await catchUp(ctx, mine, index, own);
  return messages.map((message) => {
    const pairs = index.find(message);
    if (!index.has(message.id)) index.add(message);
    return { message, pairs };
  });
}

/** Words are read of what is not known yet alone: mostly nothing. The newest first, so that a rush does not hold it back. */
async function catchUp(ctx: Ctx, mine: Held, index: DuplicateIndex, own: ReadonlySet<string>): Promise<void> {
  const since = new Date(mine.until.getTime() - SLACK);
  const { rows } = await sql<Last>`
    SELECT id, registered_at AS at FROM cases.v_matter
    WHERE registered_at >= ${since} AND suggestion IS NOT NULL AND ${isKnown}
    ORDER BY registered_at DESC, id DESC LIMIT ${PAGE}`.execute(ctx.db);
  const fresh = rows.filter(({ id }) => !own.has(id) && !index.has(id)).map(({ id }) => id);
  if (fresh.length > 0) for (const message of await readMessages(ctx, fresh)) index.add(message);
  const newest = rows[0]?.at;
  if (newest && newest > mine.until) mine.until = newest;
}

/** Neighbours compared for one message. */
const NEIGHBOURS = 200;

/**
 * The same gates over what the database finds near by: before the index is full, and without copies far away. Plan:
 * case_file_h3 over seven hexagons.
 */
async function findInDatabase(ctx: Ctx, message: IndexedMessage): Promise<Likely['pairs']> {
  const { rows } = await sql<MessageRow>`
    SELECT ${columns} FROM cases.v_matter
    WHERE h3 = ANY(${await cellsOf(ctx, message.id)}) AND id <> ${message.id} AND ${isKnown}
      AND registered_at BETWEEN ${new Date(message.at - 10 * DAY)} AND ${new Date(message.at + DAY)}
    ORDER BY registered_at DESC LIMIT ${NEIGHBOURS}`.execute(ctx.db);
  if (rows.length === 0) return [];
  const index = createDuplicateIndex({ capacity: NEIGHBOURS });
  for (const row of rows.toReversed()) index.add(toMessage(row));
  return index.find(message);
}

async function cellsOf(ctx: Ctx, id: string): Promise<string[]> {
  const row = await ctx.db.selectFrom('cases.v_matter').select('h3').where('id', '=', id).executeTakeFirst();
  return row?.h3 ? gridDisk(row.h3, 1) : [];
}
