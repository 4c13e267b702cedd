import type { FederalKind } from '../../../shared/contract/monitoring/federal.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { parseMoment } from '../../lib/tables/reading/moments.ts';
import { type FederalPack, type FederalStage, federalStageTitle, readFederalStage } from './pack.ts';

/** A row of their table in our terms; what the table does not say is null. Moments are local wall clocks, or instants that end in `Z`. */
export interface FederalRow {
  row: number;
  number: string;
  url: string | null;
  text: string | null;
  network: string | null;
  author: string | null;
  postedAt: string;
  stage: FederalStage | null;
  dueAt: string | null;
  topic: string | null;
  answer: string | null;
}

export interface BadRow {
  row: number;
  reason: string;
}

export interface FederalLine {
  row_no: number;
  cells: Record<string, string>;
}

type Mapping = Readonly<Record<string, string>>;

/** Longest words of a post that are taken. */
const LONGEST = 20_000;

/** Reads rows by the mapping; what cannot be taken is told with its row, never guessed. A number is taken once. */
export function readFederalRows(
  lines: readonly FederalLine[],
  mapping: Mapping,
  pack: FederalPack,
): { rows: FederalRow[]; bad: BadRow[] } {
  const rows: FederalRow[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  for (const line of lines) {
    const read = readRow(line, mapping, pack);
    const before = 'reason' in read ? undefined : seen.get(read.number);
    if ('reason' in read) bad.push(read);
    else if (before !== undefined)
      bad.push({ row: line.row_no, reason: `Номер ${read.number} уже был в строке ${before}` });
    else {
      rows.push(read);
      seen.set(read.number, line.row_no);
    }
  }
  return { rows, bad };
}

function readUrl(text: string): string | null {
  const url = URL.parse(text);
  return url && /^https?:$/u.test(url.protocol) && text.length <= 2000 ? url.href : null;
}

function readRow(
  { row_no: row, cells }: FederalLine,
  mapping: Mapping,
  pack: FederalPack,
): FederalRow | BadRow {
  const read = (field: string): string | null => {
    const header = mapping[field];
    const value = header === undefined ? '' : (cells[header] ?? '').trim();
    return value === '' || /^(?:-|—|нет)$/iu.test(value) ? null : value;
  };
  const number = read('number');
  if (!number) return { row, reason: 'Нет номера инцидента' };
  if (number.length > 100) return { row, reason: 'Номер длиннее 100 знаков' };
  const link = read('url');
  const url = link === null ? null : readUrl(link);
  if (link !== null && url === null) return { row, reason: `Ссылка «${link.slice(0, 60)}» не адрес` };
  const text = read('text');
  if (text === null && url === null) return { row, reason: 'Нет ни текста, ни ссылки' };
  if (text !== null && text.length > LONGEST) return { row, reason: 'Текст длиннее 20 000 знаков' };
  const posted = read('postedAt');
  const postedAt = posted === null ? null : parseMoment(posted);
  if (postedAt === null)
    return { row, reason: posted === null ? 'Нет даты публикации' : `Дата публикации «${posted}» не дата` };
  const due = read('dueAt');
  const dueAt = due === null ? null : parseMoment(due);
  if (due !== null && dueAt === null) return { row, reason: `Срок «${due}» не дата` };
  const status = read('status');
  const stage = status === null ? null : readFederalStage(status, pack);
  if (status !== null && stage === null)
    return { row, reason: `Статус «${status}» незнаком: допишите его в набор столбцов` };
  return {
    row,
    number,
    url,
    text,
    network: read('network')?.slice(0, 60) ?? null,
    author: read('author')?.slice(0, 200) ?? null,
    postedAt,
    stage,
    dueAt,
    topic: read('topic')?.slice(0, 200) ?? null,
    answer: read('answer')?.slice(0, LONGEST) ?? null,
  };
}

/** An incident as the comparison sees it. */
export interface OurIncident {
  stage: FederalStage;
  /** Local wall clock of the term that runs; null where none does. */
  dueAt: string | null;
  /** The last answer that came out. */
  answer: string | null;
}

export interface FoundDifference {
  kind: FederalKind;
  ours: string | null;
  theirs: string | null;
}

const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** A day alone names no hour: midnight of a table is its day. */
const hasHour = (moment: string): boolean => !moment.includes('T00:00:00');

/** «24.11.2026 18:00», or the day alone. */
export function momentInWords(moment: string, isDayOnly = !hasHour(moment)): string {
  const day = formatDay(moment.slice(0, 10));
  return isDayOnly ? day : `${day} ${moment.slice(11, 16)}`;
}

const sameMoment = (one: string, other: string): boolean =>
  hasHour(one) ? one.slice(0, 16) === other.slice(0, 16) : one.slice(0, 10) === other.slice(0, 10);

/**
 * What differs, in words of both sides; what their table does not say differs from nothing. `dueAt` of both is a local wall clock. A term
 * is compared while ours waits for an answer.
 */
export function compareFederal(theirs: FederalRow, ours: OurIncident, pack: FederalPack): FoundDifference[] {
  const found: FoundDifference[] = [];
  if (theirs.stage && theirs.stage !== ours.stage)
    found.push({
      kind: 'status',
      ours: federalStageTitle(ours.stage, pack),
      theirs: federalStageTitle(theirs.stage, pack),
    });
  const waits = ours.stage === 'new' || ours.stage === 'work';
  if (waits && theirs.dueAt && !(ours.dueAt && sameMoment(theirs.dueAt, ours.dueAt)))
    found.push({
      kind: 'term',
      ours: ours.dueAt && momentInWords(ours.dueAt, !hasHour(theirs.dueAt)),
      theirs: momentInWords(theirs.dueAt),
    });
  if (theirs.answer && plain(theirs.answer) !== plain(ours.answer ?? ''))
    found.push({ kind: 'answer', ours: ours.answer, theirs: theirs.answer });
  return found;
}
