import type { NumberedKind } from '../../../shared/contract/group/city-numbers.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { numberedKindTitles, paperName } from '../../../shared/text/group/city-numbers.ts';
import { keyOfNumber, readNumber, refuseDay } from './number-rules.ts';

/** A row of the table that came back, as it stands there. */
export interface NumberRow {
  row: number;
  /** The key our table gave it; empty where the table is not ours. */
  key: string;
  kind: string;
  ownNumber: string;
  number: string;
  /** `YYYY-MM-DD`; null where what stands there is no day, empty where nothing does. */
  day: string | null;
}

/** A paper with the number it has already. */
export interface KnownPaper {
  id: string;
  kind: NumberedKind;
  ownNumber: string;
  day: string;
  kept: { number: string; day: string } | null;
}

export interface Entry {
  id: string;
  kind: NumberedKind;
  ownNumber: string;
  number: string;
  day: string;
}

export interface Reconciled {
  entered: Entry[];
  same: number;
  waiting: number;
  refused: { row: number; paper: string; why: string }[];
}

/** Numbers are given once a year in each journal of registration: the kind of the paper. */
const slotOf = ({ kind, number, day }: Pick<Entry, 'kind' | 'number' | 'day'>): string =>
  `${kind} ${day.slice(0, 4)} ${keyOfNumber(number)}`;

const plain = (text: string): string =>
  text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/^№\s*/u, '').replaceAll(/\s+/gu, ' ');

/** How the table calls its paper. */
const nameIn = ({ kind, ownNumber, key }: NumberRow): string =>
  [kind.trim(), ownNumber.trim() && `№ ${ownNumber.trim().replace(/^№\s*/u, '')}`]
    .filter(Boolean)
    .join(' ') ||
  key.trim() ||
  'документ не назван';

/** Papers by their key, and by kind and number where there is one of that name alone. */
function indexPapers(papers: readonly KnownPaper[]): (row: NumberRow) => KnownPaper | string {
  const byKey = new Map(papers.map((paper) => [paper.id, paper]));
  const byName = new Map<string, KnownPaper[]>();
  const add = (name: string, paper: KnownPaper) => byName.set(name, [...(byName.get(name) ?? []), paper]);
  for (const paper of papers) {
    add(plain(paper.ownNumber), paper);
    add(`${plain(numberedKindTitles[paper.kind])} ${plain(paper.ownNumber)}`, paper);
  }
  return ({ key, kind, ownNumber }) => {
    if (key.trim()) return byKey.get(key.trim().toLowerCase()) ?? unknown;
    const found = byName.get([kind, ownNumber].map(plain).filter(Boolean).join(' ')) ?? [];
    return found.length > 1 ? several : (found[0] ?? unknown);
  };
}

const unknown = 'Такого документа нет, или он ещё не подписан';
const several = 'Документов с таким номером несколько: нужны столбцы «Ключ» или «Вид документа»';

/**
 * What a table of numbers changes: it only ever adds. A number that stands already, another paper's number and a paper nobody knows are
 * refused with their names; a row that says what is here is passed over, so the same table twice changes nothing.
 * @param today `YYYY-MM-DD`
 */
export function reconcileNumbers(
  rows: readonly NumberRow[],
  papers: readonly KnownPaper[],
  today: string,
): Reconciled {
  const find = indexPapers(papers);
  const taken = new Map<string, KnownPaper>();
  for (const paper of papers) if (paper.kept) taken.set(slotOf({ ...paper, ...paper.kept }), paper);
  const kept = new Map(papers.map((paper) => [paper.id, paper.kept]));
  const told: Reconciled = { entered: [], same: 0, waiting: 0, refused: [] };
  for (const row of rows) {
    const refuse = (paper: string, why: string) => told.refused.push({ row: row.row, paper, why });
    if (row.number.trim() === '') {
      told.waiting += 1;
      continue;
    }
    const paper = find(row);
    if (typeof paper === 'string') {
      refuse(nameIn(row), paper);
      continue;
    }
    const read = readRow(row);
    if ('why' in read) {
      refuse(paperName(paper), read.why);
      continue;
    }
    const former = kept.get(paper.id) ?? null;
    if (former && keyOfNumber(former.number) === keyOfNumber(read.number) && former.day === read.day) {
      told.same += 1;
      continue;
    }
    const entry = { id: paper.id, kind: paper.kind, ownNumber: paper.ownNumber, ...read };
    const why = refuseEntry(entry, { former, paperDay: paper.day, today, other: taken.get(slotOf(entry)) });
    if (why) {
      refuse(paperName(paper), why);
      continue;
    }
    told.entered.push(entry);
    kept.set(paper.id, read);
    taken.set(slotOf(entry), paper);
  }
  return told;
}

function readRow({ number: text, day }: NumberRow): { number: string; day: string } | { why: string } {
  const number = readNumber(text);
  if (!number) return { why: `«${text.trim().slice(0, 60)}» — не номер: нужны цифры, не длиннее 60 знаков` };
  if (day === null) return { why: 'День регистрации не читается: нужен вид ДД.ММ.ГГГГ' };
  return day ? { number, day } : { why: 'Не указан день регистрации' };
}

interface Around {
  former: KnownPaper['kept'];
  paperDay: string;
  today: string;
  /** Who has this number already. */
  other: KnownPaper | undefined;
}

/** Why a paper does not get this number; null where it does. */
function refuseEntry({ number, day }: Entry, { former, paperDay, today, other }: Around): string | null {
  if (former)
    return `Уже записан № ${former.number} от ${formatDay(former.day)}, а в таблице № ${number} от ${formatDay(day)}: исправляют в карточке, с причиной`;
  const wrongDay = refuseDay(day, { paperDay, today });
  if (wrongDay) return `День регистрации не тот. ${wrongDay}`;
  return other ? `№ ${number} за ${day.slice(0, 4)} год уже у другого документа: ${paperName(other)}` : null;
}
