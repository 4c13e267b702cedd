import { sql } from 'kysely';
import { z } from 'zod';
import type { dayRoots, exportProof } from '../../../shared/contract/base/audit.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { dayAfter, formatDay } from '../../../shared/text/dates.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Db } from '../../lib/database/db.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { createTree, type DayRange, pathTo, rootOfDay } from './merkle.ts';
import type { Proof } from './proof.ts';
import { publishDaysJob } from './publish.ts';

export const rootsJob = defineJob('audit.seal-days', z.object({}));

const BATCH = 5000;

export interface DayRoot extends DayRange {
  root: string;
}

interface Row {
  day: string;
  first_seq: number;
  last_seq: number;
  root: Buffer;
}

const present = ({ day, first_seq, last_seq, root }: Row): DayRoot => ({
  day,
  firstSeq: first_seq,
  lastSeq: last_seq,
  root: root.toString('hex'),
});

/** Hashes of the records of a range, in order, a batch at a time. */
async function* hashesOf(db: Db, firstSeq: number, lastSeq: number): AsyncGenerator<Buffer> {
  for (let from = firstSeq; from <= lastSeq; from += BATCH) {
    const rows = await db
      .selectFrom('audit.record')
      .select('hash')
      .where('seq', '>=', from)
      .where('seq', '<=', Math.min(lastSeq, from + BATCH - 1))
      .orderBy('seq')
      .execute();
    for (const { hash } of rows) yield hash;
  }
}

async function countRoot(db: Db, range: DayRange): Promise<Buffer> {
  const tree = createTree();
  for await (const hash of hashesOf(db, range.firstSeq, range.lastSeq)) tree.add(hash);
  return rootOfDay(range, tree.head());
}

/** The last sealed day; null while no day has been. */
export async function latestDayRoot({ db }: Pick<Ctx, 'db'>): Promise<DayRoot | null> {
  const row = await db
    .selectFrom('audit.day_root')
    .selectAll()
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? present(row) : null;
}

/**
 * Job: seals every day that is over. Days hold records in a row without gaps: one that committed after its own day was
 * sealed belongs to the next.
 */
export async function sealDays(ctx: Pick<Ctx, 'db' | 'config' | 'now' | 'enqueue'>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(398202121)`.execute(ctx.db);
  const today = cityDay(ctx.config, ctx.now);
  const { zone } = readCity(ctx.config);
  for (;;) {
    const last = await latestDayRoot(ctx);
    const firstSeq = (last?.lastSeq ?? 0) + 1;
    const first = await ctx.db
      .selectFrom('audit.record')
      .select('at')
      .where('seq', '=', firstSeq)
      .executeTakeFirst();
    if (!first) return;
    const own = cityDay(ctx.config, first.at);
    const day = last && own <= last.day ? dayAfter(last.day) : own;
    if (day >= today) return;
    const { rows } = await sql<{ seq: number | null }>`
      SELECT max(seq) AS seq FROM audit.record WHERE at < (${day}::date + 1)::timestamp AT TIME ZONE ${zone}
        AND seq >= ${firstSeq}`.execute(ctx.db);
    const range = { day, firstSeq, lastSeq: rows[0]?.seq ?? firstSeq };
    await ctx.db
      .insertInto('audit.day_root')
      .values({
        day,
        first_seq: firstSeq,
        last_seq: range.lastSeq,
        root: await countRoot(ctx.db, range),
        sealed_at: ctx.now,
      })
      .execute();
    // A signed file of it leaves the database.
    ctx.enqueue(publishDaysJob, {}, { key: publishDaysJob.name });
  }
}

export interface DayFault {
  day: string;
  reason: string;
}

/** Counts every sealed day anew: what was rewritten together with all hashes after it still shows here. `roots`: those it has counted. */
export async function verifyDays(
  db: Db,
): Promise<{ checked: number; fault: DayFault | null; roots: string[] }> {
  const rows = await db.selectFrom('audit.day_root').selectAll().orderBy('day').execute();
  const roots: string[] = [];
  let expected = 1;
  for (const [checked, row] of rows.entries()) {
    const { root, ...range } = present(row);
    const fault = (reason: string) => ({ checked, fault: { day: range.day, reason }, roots });
    if (range.firstSeq !== expected) return fault(`дни не смыкаются на записи № ${expected}`);
    if ((await countRoot(db, range)).toString('hex') !== root)
      return fault('корень дня не сходится с записями');
    expected = range.lastSeq + 1;
    roots.push(root);
  }
  return { checked: rows.length, fault: null, roots };
}

/** Route: roots of the last sealed days, newest first. */
export async function listRoots(ctx: Ctx): Promise<RouteReplyInput<typeof dayRoots>> {
  const rows = await ctx.db
    .selectFrom('audit.day_root')
    .selectAll()
    .orderBy('day', 'desc')
    .limit(62)
    .execute();
  return { days: rows.map(present) };
}

/** Proof that a record was in the tree of its day; null while that day is not sealed, or where there is no such record. */
export async function proveRecord({ db }: Pick<Ctx, 'db'>, seq: number): Promise<Proof | null> {
  const [row, record, before] = await Promise.all([
    db
      .selectFrom('audit.day_root')
      .selectAll()
      .where('first_seq', '<=', seq)
      .where('last_seq', '>=', seq)
      .executeTakeFirst(),
    db.selectFrom('audit.record').select(['payload', 'hash']).where('seq', '=', seq).executeTakeFirst(),
    db
      .selectFrom('audit.record')
      .select('hash')
      .where('seq', '=', seq - 1)
      .executeTakeFirst(),
  ]);
  if (!row || !record) return null;
  const { root, ...day } = present(row);
  const hashes: Buffer[] = [];
  for await (const hash of hashesOf(db, day.firstSeq, day.lastSeq)) hashes.push(hash);
  return {
    format: 'otklik-proof/1',
    day,
    root,
    record: {
      seq,
      payload: record.payload,
      hash: record.hash.toString('hex'),
      previous: (before?.hash ?? Buffer.alloc(32)).toString('hex'),
    },
    path: pathTo(hashes, seq - day.firstSeq).map((hash) => hash.toString('hex')),
  };
}

/** Route: the proof as a file for `npm run verify -- proof`. */
export async function downloadProof(
  ctx: Ctx,
  { params }: HandlerInput<typeof exportProof>,
): Promise<Download> {
  const proof = await proveRecord(ctx, params.seq);
  if (!proof)
    throw new AppError(
      'lib.not-found',
      'Записи с таким номером нет, или её день ещё не запечатан: это делается в первый час следующего дня.',
    );
  return {
    stream: Buffer.from(`${JSON.stringify(proof, null, 2)}\n`),
    contentType: 'application/json; charset=utf-8',
    filename: `Запись ${params.seq} журнала от ${formatDay(proof.day.day)}.json`,
  };
}
