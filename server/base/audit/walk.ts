import { itemAt, lastOf } from '../../../shared/lists.ts';
import type { Db } from '../../lib/database/db.ts';
import { type ChainRow, findFault } from './chain.ts';
import { type Commitments, type Rewritten, type Rule, takeLines } from './commitments.ts';
import { type CommittedLine, type DaySheet, listPrints, printRecord } from './day-sheet.ts';
import { createTree, rootOfDay } from './merkle.ts';
import { linesOf, presentSealed, type Sealed } from './publish.ts';

/** What the whole journal leads to. */
export interface Walked {
  records: number;
  days: number;
  /** Records after the last day that is signed outside the database. */
  open: number;
  faults: string[];
  /** What of lines is believed: by signed days as far as they go, by the journal after them. */
  known: Commitments;
  /** Final lines that were committed anew without an erasure. */
  rewritten: Rewritten[];
  /** Roots that the records or the signed days lead to: what may stand on a paper. */
  roots: Set<string>;
}

const BATCH = 5000;

async function* readRecords(db: Db): AsyncGenerator<ChainRow> {
  let last = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit.record')
      .selectAll()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    yield* rows;
    if (rows.length < BATCH) return;
    last = lastOf(rows).seq;
  }
}

interface Head {
  seq: number;
  hash: Buffer;
}

/** What is walked: records in their order, days by the database itself, and the last link, which is read after the records. */
export interface Journal {
  records: AsyncIterable<ChainRow>;
  sealed: readonly Sealed[];
  readHead: () => Promise<Head | undefined>;
}

/** Days by the database itself. */
async function readSealed(db: Db): Promise<Sealed[]> {
  const rows = await db.selectFrom('audit.day_root').selectAll().orderBy('day').execute();
  return rows.map(presentSealed);
}

/** Days of the table against the signed ones: gone, another, put in between. */
export function compareRoots(sealed: readonly Sealed[], sheets: readonly Sealed[]): string[] {
  const faults: string[] = [];
  for (const { day, root, firstSeq, lastSeq, sealedAt } of sheets) {
    const stored = sealed.find((one) => one.day === day);
    const line = `audit.day_root, строка ${day}`;
    if (!stored) faults.push(`${line} — корень дня: строки нет, а подписан ${root}`);
    else if (stored.root !== root) faults.push(`${line} — корень дня: ${stored.root}, а подписан ${root}`);
    else if (stored.firstSeq !== firstSeq || stored.lastSeq !== lastSeq)
      faults.push(
        `${line} — корень дня: записи № ${stored.firstSeq}–${stored.lastSeq}, а подписаны № ${firstSeq}–${lastSeq}`,
      );
    else if (stored.sealedAt !== sealedAt)
      faults.push(`${line} — корень дня: запечатан ${stored.sealedAt}, а подписано ${sealedAt}`);
  }
  const last = sheets.at(-1)?.day ?? '';
  for (const { day } of sealed)
    if (day < last && sheets.every((sheet) => sheet.day !== day))
      faults.push(`audit.day_root, строка ${day} — корень дня: такого дня среди подписанных нет`);
  return faults;
}

const findGaps = (days: readonly Sealed[]): string[] =>
  days.flatMap(({ day, firstSeq }, at) =>
    firstSeq === (days[at - 1]?.lastSeq ?? 0) + 1
      ? []
      : [`журнал, день ${day}: не смыкается с предыдущим на записи № ${firstSeq}`],
  );

/** Records of a day, gathered under way. */
interface Gathered {
  tree: ReturnType<typeof createTree>;
  prints: { seq: number; print: string }[];
  lines: CommittedLine[];
}

const gather = (): Gathered => ({ tree: createTree(), prints: [], lines: [] });

/** Names what of a day differs from its signed sheet, by the prints of its records. */
export function compareDay(sheet: DaySheet, found: Gathered['prints']): string[] {
  const signed = new Map<string, number[]>();
  const prints = listPrints(sheet);
  for (const [at, print] of prints.entries())
    signed.set(print, [...(signed.get(print) ?? []), sheet.firstSeq + at]);
  const faults: string[] = [];
  for (const { seq, print } of found)
    if (signed.get(print)?.shift() === undefined)
      faults.push(
        `audit.record, строка ${seq} — запись журнала за ${sheet.day}: такой при подписи дня не было`,
      );
  for (const seq of [...signed.values()].flat())
    faults.push(
      `audit.record, строка ${seq} — запись журнала за ${sheet.day}: та, что была при подписи дня, пропала`,
    );
  if (faults.length > 0) return faults;
  const moved = found.findIndex(({ print }, at) => print !== prints[at]);
  return moved < 0
    ? []
    : [
        `audit.record, строка ${itemAt(found, moved).seq} — запись журнала за ${sheet.day}: не на своём месте`,
      ];
}

/** A walk under way. */
interface Walk extends Walked {
  sheets: ReadonlyMap<string, DaySheet>;
  ruleOf: (kind: string) => Rule | undefined;
  /** Days whose records are those that were signed and lead to another root: the chain was counted anew. */
  recounted: string[];
}

function closeDay(walk: Walk, day: Sealed, { tree, prints, lines }: Gathered): void {
  const isWhole = rootOfDay(day, tree.head()).toString('hex') === day.root;
  const sheet = walk.sheets.get(day.day);
  if (!sheet) {
    if (!isWhole) walk.faults.push(`журнал, день ${day.day}: корень дня не сходится с записями`);
    walk.rewritten.push(...takeLines(walk.known, lines, { day: null, ruleOf: walk.ruleOf }));
    return;
  }
  if (isWhole) return;
  const named = compareDay(sheet, prints);
  walk.faults.push(...named);
  if (named.length === 0) walk.recounted.push(day.day);
}

function findHeadFault(head: Head | undefined, records: number, hash: Buffer): string[] {
  if (!head) return ['audit.head — голова цепочки: строки нет'];
  if (head.seq > records) return [`audit.record, строка ${records + 1} — запись журнала: хвост отрезан`];
  return head.hash.equals(hash) ? [] : ['audit.head — голова цепочки: подменена'];
}

async function walkRecords(
  { records, readHead }: Journal,
  walk: Walk,
  days: readonly Sealed[],
  signedTo: number,
): Promise<void> {
  let previous: Buffer = Buffer.alloc(32);
  let [at, found] = [0, gather()];
  const close = (upTo: number) => {
    for (let day = days[at]; day && day.lastSeq < upTo; day = days[at]) {
      closeDay(walk, day, found);
      [at, found] = [at + 1, gather()];
    }
  };
  for await (const row of records) {
    const fault = findFault(row, walk.records + 1, previous);
    if (fault) walk.faults.push(`audit.record, строка ${row.seq} — запись журнала: ${fault}`);
    close(row.seq);
    [walk.records, previous] = [row.seq, row.hash];
    found.tree.add(row.hash);
    found.prints.push({ seq: row.seq, print: printRecord(row.payload).toString('hex') });
    const lines = linesOf(row);
    if (lines) found.lines.push(...lines);
    else walk.faults.push(`audit.record, строка ${row.seq} — запись журнала: содержание не читается`);
    if (row.seq > signedTo) walk.open += 1;
  }
  close(Number.POSITIVE_INFINITY);
  walk.rewritten.push(...takeLines(walk.known, found.lines, { day: null, ruleOf: walk.ruleOf }));
  walk.faults.push(...findHeadFault(await readHead(), walk.records, previous));
}

export interface SignedDays {
  /** The signed days, oldest first. */
  sheets: readonly DaySheet[];
  /** What may become of lines of a kind. */
  ruleOf: (kind: string) => Rule | undefined;
}

/** Walks the journal of a database beside the days that are signed outside, and does not stop at a fault. */
export async function walkJournal(db: Db, signed: SignedDays): Promise<Walked> {
  const readHead = () => db.selectFrom('audit.head').select(['seq', 'hash']).executeTakeFirst();
  return walkChain({ records: readRecords(db), sealed: await readSealed(db), readHead }, signed);
}

/** The same of a journal that is given. */
export async function walkChain(journal: Journal, { sheets, ruleOf }: SignedDays): Promise<Walked> {
  const { sealed } = journal;
  const last = sheets.at(-1);
  // A day that is signed has the range that was signed.
  const days: Sealed[] = [...sheets, ...sealed.filter(({ day }) => day > (last?.day ?? ''))];
  const walk: Walk = {
    records: 0,
    days: days.length,
    open: 0,
    faults: [...findGaps(days), ...compareRoots(sealed, sheets)],
    known: new Map(),
    rewritten: [],
    roots: new Set(days.map(({ root }) => root)),
    sheets: new Map(sheets.map((sheet) => [sheet.day, sheet])),
    ruleOf,
    recounted: [],
  };
  for (const { day, lines } of sheets) walk.rewritten.push(...takeLines(walk.known, lines, { day, ruleOf }));
  await walkRecords(journal, walk, days, last?.lastSeq ?? 0);
  if (walk.recounted.length > 0)
    walk.faults.push(
      `журнал: цепочка пересчитана — дни с ${walk.recounted[0]} по ${walk.recounted.at(-1)} ведут не к подписанным корням`,
    );
  return walk;
}
