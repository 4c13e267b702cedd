import { z } from 'zod';
import type { Db } from '../../lib/database/db.ts';
import { type Ctx, defineEvent, defineJob } from '../../lib/module/context.ts';
import {
  type CommittedLine,
  committedLine,
  type DaySheet,
  hasSheet,
  printRecord,
  writeSheet,
} from './day-sheet.ts';
import { createTree, rootOfDay } from './merkle.ts';
import { nameOfKey, openRecordKey } from './record-key.ts';

/** Takes sealed days out of the database. */
export const publishDaysJob = defineJob('audit.publish-days', z.object({}));

/** Days have left the database: `fresh` those signed now, `roots` of the last week's, `key` the fingerprint they are signed by. */
export const daysPublished = defineEvent(
  'audit.days-published',
  z.object({
    key: z.string(),
    fresh: z.array(z.string()),
    roots: z.array(z.object({ day: z.string(), root: z.string() })),
  }),
);

/** Action of the records that hold commitments. */
export const COMMITTED = 'audit.commit';

const BATCH = 5000;
/** Days that are told of: one whose letter was lost is told by the next. */
const TOLD = 7;

const payloadOfCommit = z.object({ data: z.object({ lines: z.array(committedLine) }) });

/** Commitments a record tells of, none of a record of another kind; null where they cannot be read. */
export function linesOf({ action, payload }: { action: string; payload: string }): CommittedLine[] | null {
  if (action !== COMMITTED) return [];
  try {
    return payloadOfCommit.parse(JSON.parse(payload)).data.lines;
  } catch {
    return null;
  }
}

export type Sealed = Pick<DaySheet, 'day' | 'firstSeq' | 'lastSeq' | 'root' | 'sealedAt'>;

/** A row of the table of days, as a sheet has it. */
export const presentSealed = (row: {
  day: string;
  first_seq: number;
  last_seq: number;
  root: Buffer;
  sealed_at: Date;
}): Sealed => ({
  day: row.day,
  firstSeq: row.first_seq,
  lastSeq: row.last_seq,
  root: row.root.toString('hex'),
  sealedAt: row.sealed_at.toISOString(),
});

/** Counts a day's sheet from its records; null where they do not lead to the root: such a day is not signed. */
async function countSheet(db: Db, sealed: Sealed, signedAt: Date): Promise<DaySheet | null> {
  const tree = createTree();
  const prints: Buffer[] = [];
  const lines: CommittedLine[] = [];
  for (let from = sealed.firstSeq; from <= sealed.lastSeq; from += BATCH) {
    const rows = await db
      .selectFrom('audit.record')
      .select(['action', 'payload', 'hash'])
      .where('seq', '>=', from)
      .where('seq', '<=', Math.min(sealed.lastSeq, from + BATCH - 1))
      .orderBy('seq')
      .execute();
    for (const row of rows) {
      tree.add(row.hash);
      prints.push(printRecord(row.payload));
      lines.push(...(linesOf(row) ?? []));
    }
  }
  if (rootOfDay(sealed, tree.head()).toString('hex') !== sealed.root) return null;
  const joined = Buffer.concat(prints).toString('base64');
  return { ...sealed, prints: joined, lines, signedAt: signedAt.toISOString() };
}

/** Job: signs each sealed day that has no file yet. */
export async function publishDays(ctx: Ctx): Promise<void> {
  const rows = await ctx.db.selectFrom('audit.day_root').selectAll().orderBy('day').execute();
  const fresh: DaySheet[] = [];
  for (const row of rows) {
    const { day } = row;
    if (hasSheet(ctx.config, day)) continue;
    const sealed = presentSealed(row);
    const sheet = await countSheet(ctx.db, sealed, ctx.now);
    if (!sheet) ctx.log.error({ day }, 'корень дня не сходится с записями: день не подписан');
    else if (writeSheet(ctx.config, openRecordKey(ctx.config), sheet)) fresh.push(sheet);
  }
  if (fresh.length === 0) return;
  ctx.announce(daysPublished, {
    key: nameOfKey(openRecordKey(ctx.config)),
    fresh: fresh.map(({ day }) => day),
    roots: rows.slice(-TOLD).map(({ day, root }) => ({ day, root: root.toString('hex') })),
  });
}
