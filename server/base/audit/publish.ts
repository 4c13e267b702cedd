import { z } from 'zod';
import { formatDay } from '../../../shared/text/dates.ts';
import { readCity } from '../../lib/city.ts';
import type { Db } from '../../lib/database/db.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { type LetterFile, sendLetters } from '../outbox/index.ts';
import {
  type CommittedLine,
  committedLine,
  type DaySheet,
  hasSheet,
  printRecord,
  readSheetFile,
  writeSheet,
} from './day-sheet.ts';
import { createTree, rootOfDay } from './merkle.ts';
import { nameOfKey, openRecordKey } from './record-key.ts';

/** Takes sealed days out of the database. */
export const publishDaysJob = defineJob('audit.publish-days', z.object({}));

/** Action of the records that hold commitments. */
export const COMMITTED = 'audit.commit';

const BATCH = 5000;
/** Days a letter tells of: one that was lost is told by the next. */
const TOLD = 7;
/** Sheets up to this size go with the letter, bytes. */
const MOST_ATTACHED = 1_000_000;

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

/** Job: signs each sealed day that has no file yet, and tells its root to those named in OTKLIK_RECORD_LETTERS. */
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
  if (fresh.length > 0) await tellRoots(ctx, fresh, rows.slice(-TOLD));
}

async function tellRoots(
  ctx: Ctx,
  fresh: readonly DaySheet[],
  rows: readonly { day: string; root: Buffer }[],
): Promise<void> {
  const { recordLetters } = ctx.config;
  if (recordLetters.length === 0) return;
  const told = rows.map(({ day, root }) => `${formatDay(day)}  ${root.toString('hex')}`).join('\n');
  const key = nameOfKey(openRecordKey(ctx.config));
  const city = readCity(ctx.config).title;
  const files = fresh.slice(-TOLD).map(
    ({ day }): LetterFile => ({
      name: `${day}.json`,
      contentType: 'application/json',
      content: readSheetFile(ctx.config, day),
    }),
  );
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  await sendLetters(
    ctx,
    recordLetters.map((recipient) => ({
      channel: 'email' as const,
      recipient,
      subject: `Корни журнала, ${city}: ${formatDay(fresh.at(-1)!.day)}`,
      text: `Корни журнала по дням (${city}):\n\n${told}\n\nКлюч подписи: ${key}\n\nСохраните письмо там, где его не изменит никто из работающих с системой. Проверить запись по корню: npm run verify -- all --root КОРЕНЬ --key КЛЮЧ`,
      purpose: 'day-roots' as const,
      ...(size <= MOST_ATTACHED && { files }),
    })),
  );
}
