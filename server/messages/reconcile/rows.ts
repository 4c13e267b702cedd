import type { DifferenceKind } from '../../../shared/contract/messages/reconcile.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { parseMoment } from '../../lib/tables/reading/moments.ts';
import { readStage, type Stage, stageTitle } from './pack.ts';

/** A row of ПОС in our terms; what the table does not say is null. */
export interface PosRow {
  row: number;
  externalId: string;
  stage: Stage | null;
  dueOn: string | null;
  answer: string | null;
  text: string | null;
  receivedOn: string | null;
  receivedAt: string | null;
  address: string | null;
  theme: string | null;
}

export interface BadRow {
  row: number;
  reason: string;
}

interface Line {
  row_no: number;
  cells: Record<string, string>;
}

type Mapping = Readonly<Record<string, string>>;

/** Reads rows by the mapping; what cannot be compared is told with its row, never guessed. */
export function readRows(lines: readonly Line[], mapping: Mapping): { rows: PosRow[]; bad: BadRow[] } {
  const rows: PosRow[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  for (const line of lines) {
    const read = readRow(line, mapping);
    const before = 'reason' in read ? undefined : seen.get(read.externalId);
    if ('reason' in read) bad.push(read);
    else if (before !== undefined)
      bad.push({ row: line.row_no, reason: `Номер ${read.externalId} уже был в строке ${before}` });
    else {
      rows.push(read);
      seen.set(read.externalId, line.row_no);
    }
  }
  return { rows, bad };
}

function readRow({ row_no: row, cells }: Line, mapping: Mapping): PosRow | BadRow {
  const read = (field: string): string | null => {
    const header = mapping[field];
    const value = header === undefined ? '' : (cells[header] ?? '').trim();
    return value === '' || /^(?:-|—|нет)$/iu.test(value) ? null : value;
  };
  const externalId = read('externalId');
  if (!externalId) return { row, reason: 'Нет номера сообщения' };
  const status = read('status');
  const stage = status === null ? null : readStage(status);
  const due = read('dueOn');
  const dueOn = due === null ? null : (parseMoment(due)?.slice(0, 10) ?? null);
  if (due !== null && dueOn === null) return { row, reason: `Срок «${due}» не дата` };
  if (status !== null && stage === null)
    return { row, reason: `Статус «${status}» незнаком: допишите его в набор столбцов ПОС` };
  const received = read('receivedAt');
  const receivedAt = received === null ? null : parseMoment(received);
  if (received !== null && receivedAt === null)
    return { row, reason: `Дата поступления «${received}» не дата` };
  return {
    row,
    externalId: externalId.slice(0, 200),
    stage,
    dueOn,
    receivedAt,
    receivedOn: receivedAt?.slice(0, 10) ?? null,
    answer: read('answer'),
    text: read('text'),
    address: read('address'),
    theme: read('theme'),
  };
}

/** A case as the comparison sees it. */
export interface OurSide {
  stage: Stage;
  /** Local day of the answer's term. */
  dueOn: string | null;
  /** The last answer that went out. */
  answer: string | null;
}

export interface Found {
  kind: DifferenceKind;
  ours: string | null;
  theirs: string | null;
}

const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** What differs, in words of both sides. What their table does not say differs from nothing. */
export function compareRow(theirs: PosRow, ours: OurSide): Found[] {
  const found: Found[] = [];
  if (theirs.stage && theirs.stage !== ours.stage)
    found.push({ kind: 'status', ours: stageTitle(ours.stage), theirs: stageTitle(theirs.stage) });
  // The term of an answered matter is over: only a running one is worth a decision.
  const runs = ours.stage === 'new' || ours.stage === 'work';
  if (runs && theirs.dueOn && theirs.dueOn !== ours.dueOn)
    found.push({ kind: 'term', ours: ours.dueOn && formatDay(ours.dueOn), theirs: formatDay(theirs.dueOn) });
  if (theirs.answer && plain(theirs.answer) !== plain(ours.answer ?? ''))
    found.push({ kind: 'answer', ours: ours.answer, theirs: theirs.answer });
  return found;
}
