import { sql } from 'kysely';
import { z } from 'zod';
import { HOUR } from '../../../shared/time.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { type Difference, differencesOf, type Known, withdrawalsOf } from './judge-records.ts';
import { csvBytes, jsonLine } from './lines.ts';
import { type OpenRecord, type OpenSet, openSet } from './set.ts';

/** Compares what may be given now with what was given last; the rest of the catalogue reads what came of it. */

/** A set of more records than this is compared by the hour, a smaller one each time. */
const LARGE = 5000;
const KEYS_AT_ONCE = 5000;

interface Run {
  setId: string;
  /** The number of the last change so far. */
  seq: number;
  added: number;
  changed: number;
  withdrawn: number;
}

/** Whoever compares a set holds its row till the end: numbers of changes come out in the order they are committed. */
async function begin(ctx: Ctx, setId: string): Promise<Run> {
  await ctx.db
    .insertInto('open_data.issue')
    .values({ set_id: setId, first_at: ctx.now, changed_at: ctx.now, checked_at: new Date(0) })
    .onConflict((conflict) => conflict.column('set_id').doNothing())
    .execute();
  const { seq } = await ctx.db
    .selectFrom('open_data.issue')
    .select('seq')
    .where('set_id', '=', setId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { setId, seq: Number(seq), added: 0, changed: 0, withdrawn: 0 };
}

/** Plan: the key of records. */
async function readKnown(ctx: Ctx, setId: string, keys: readonly string[]): Promise<Known> {
  const rows = await ctx.db
    .selectFrom('open_data.record')
    .select(['key', sql<string | null>`encode(hash, 'hex')`.as('hash')])
    .where('set_id', '=', setId)
    .where(sql<boolean>`key = ANY(${[...keys]}::text[])`)
    .execute();
  return new Map(rows.map(({ key, hash }) => [key, hash]));
}

async function write(ctx: Ctx, run: Run, differences: readonly Difference[]): Promise<void> {
  if (differences.length === 0) return;
  const keys = differences.map(({ key }) => key);
  const hashes = differences.map(({ hash }) => hash);
  await sql`
    INSERT INTO open_data.record (set_id, key, hash, added_seq, seq, changed_at)
    SELECT ${run.setId}, told.key, decode(told.hash, 'hex'), ${run.seq} + told.at, ${run.seq} + told.at, ${ctx.now}
    FROM unnest(${keys}::text[], ${hashes}::text[]) WITH ORDINALITY AS told (key, hash, at)
    ON CONFLICT (set_id, key) DO UPDATE SET hash = excluded.hash, seq = excluded.seq, changed_at = excluded.changed_at`.execute(
    ctx.db,
  );
  run.seq += differences.length;
  for (const { kind } of differences) run[kind] += 1;
}

async function end(
  ctx: Ctx,
  run: Run,
  facts: { csv_bytes?: number; json_bytes?: number; checked_at?: Date },
): Promise<void> {
  const { setId, seq, added, changed, withdrawn } = run;
  if (added + changed + withdrawn === 0 && Object.keys(facts).length === 0) return;
  const counted = {
    seq,
    added,
    changed,
    withdrawn,
    changed_at: ctx.now,
    row_count: sql<number>`row_count + ${added}::int - ${withdrawn}::int`,
  };
  await ctx.db
    .updateTable('open_data.issue')
    .set(added + changed + withdrawn > 0 ? Object.assign(counted, facts) : facts)
    .where('set_id', '=', setId)
    .execute();
}

/** Those that are given by the ledger and no more by their system, page by page. */
async function withdrawMissing(ctx: Ctx, run: Run, live: ReadonlySet<string>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await ctx.db
      .selectFrom('open_data.record')
      .select(['key', sql<string | null>`encode(hash, 'hex')`.as('hash')])
      .where('set_id', '=', run.setId)
      .where('key', '>', after)
      .orderBy('key')
      .limit(KEYS_AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    const known = new Map(rows.map(({ key, hash }) => [key, hash]));
    await write(
      ctx,
      run,
      withdrawalsOf(known, (key) => live.has(key)),
    );
    after = last.key;
  }
}

export async function compareSet(ctx: Ctx, set: OpenSet): Promise<void> {
  const run = await begin(ctx, set.id);
  const live = new Set<string>();
  const bytes = { csv_bytes: 0, json_bytes: 0 };
  let after: string | null = null;
  do {
    const page = await set.read(ctx, after);
    const keys = page.records.map(({ key }) => key);
    await write(ctx, run, differencesOf(await readKnown(ctx, set.id, keys), page.records));
    for (const record of page.records) {
      live.add(record.key);
      bytes.csv_bytes += csvBytes(record);
      bytes.json_bytes += Buffer.byteLength(jsonLine(set, record));
    }
    after = page.next;
  } while (after !== null);
  await withdrawMissing(ctx, run, live);
  await end(ctx, run, { ...bytes, checked_at: ctx.now });
}

/** What a module knows to have changed: told at once, so that what is hidden leaves the feed before the next comparison. */
export async function noteOpenRecords(ctx: Ctx, setId: string, keys: readonly string[]): Promise<void> {
  const set = ctx.ports.find(openSet, setId);
  if (!set) return;
  const run = await begin(ctx, setId);
  const known = await readKnown(ctx, setId, keys);
  const found: OpenRecord[] = await set.find(ctx, keys);
  const live = new Set(found.map(({ key }) => key));
  await write(ctx, run, differencesOf(known, found));
  await write(
    ctx,
    run,
    withdrawalsOf(known, (key) => live.has(key)),
  );
  await end(ctx, run, {});
}

export const compareSetJob = defineJob('open-data.compare-set', z.object({ setId: z.string() }));

/** One set in its own transaction: a set that fails holds up no other. */
export async function compareOne(ctx: Ctx, { setId }: { setId: string }): Promise<void> {
  const set = ctx.ports.find(openSet, setId);
  if (set) await compareSet(ctx, set);
}

export const compareJob = defineJob('open-data.compare', z.object({}));

/** By the clock: small sets each time, large ones by the hour. */
export async function compareAll(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .selectFrom('open_data.issue')
    .select(['set_id', 'row_count', 'checked_at'])
    .execute();
  const known = new Map(rows.map((row) => [row.set_id, row]));
  for (const { id } of ctx.ports.list(openSet)) {
    const row = known.get(id);
    const isSettled =
      row && row.row_count > LARGE && ctx.now.getTime() - row.checked_at.getTime() < HOUR - 60_000;
    if (!isSettled) ctx.enqueue(compareSetJob, { setId: id });
  }
}
