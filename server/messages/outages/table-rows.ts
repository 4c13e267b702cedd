import { createHash } from 'node:crypto';
import type { OutageColumn, OutageRules } from './pack.ts';
import { readAddresses, readStreet, type StoredPlace } from './read-places.ts';

/** Rows of a supplier's table as outages. Pure but for the list of streets in force. */

export interface TableOutage {
  row: number;
  /** By which the row is known again: its number at the supplier, else what, where and when. */
  key: string;
  /** The same while the row says the same. */
  print: string;
  resource: string;
  block: string;
  isPlanned: boolean;
  reason: string;
  repairer: string;
  beginsAt: Date;
  until: Date | null;
  endedAt: Date | null;
  places: StoredPlace[];
}

export interface RefusedRow {
  row: number;
  refused: string;
}

type Cells = Readonly<Record<string, string>>;
type Columns = Partial<Record<OutageColumn, string>>;

/** «Дата и время начала:» and «дата  и время начала» are one name. */
const plain = (text: string): string =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/[^a-zа-я0-9]+/gu, ' ')
    .trim();

/** Which column means what, by their names; the name that comes first in the pack wins. */
export function guessColumns(headers: readonly string[], columns: OutageRules['columns']): Columns {
  const known = new Map(headers.map((header) => [plain(header), header]));
  const found: Columns = {};
  for (const [column, names] of Object.entries(columns) as [OutageColumn, string[]][]) {
    const name = names.map(plain).find((one) => known.has(one));
    if (name !== undefined) found[column] = known.get(name)!;
  }
  return found;
}

const titles: Partial<Record<OutageColumn, string>> = {
  resource: 'Ресурс',
  address: 'Адрес',
  begins: 'Начало',
};

/** Names of the columns no table of outages is read without. */
export const missingColumns = (columns: Columns): string[] =>
  Object.entries(titles).flatMap(([column, title]) => (columns[column as OutageColumn] ? [] : [title]));

interface Reading {
  rules: OutageRules;
  columns: Columns;
  /** A moment as it is written, in the city's zone; null when it is none. */
  readMoment: (text: string) => Date | null;
}

/** One row, or why it is refused, in words of whoever has the table before them. */
export function readRow(
  row: number,
  cells: Cells,
  { rules, columns, readMoment }: Reading,
): TableOutage | RefusedRow {
  const cell = (column: OutageColumn): string => (cells[columns[column] ?? ''] ?? '').trim();
  const refuse = (reason: string): RefusedRow => ({ row, refused: reason });
  const named = plain(cell('resource'));
  const resource = rules.resources.find(({ names }) => names.some((name) => plain(name) === named));
  if (!resource) return refuse(named ? `Ресурс «${cell('resource')}» незнаком` : 'Не сказано, что отключено');
  const beginsAt = readMoment(cell('begins'));
  if (!beginsAt) return refuse(cell('begins') ? `Начало «${cell('begins')}» не дата` : 'Нет начала');
  const until = cell('until') ? readMoment(cell('until')) : null;
  if (cell('until') && !until) return refuse(`Окончание «${cell('until')}» не дата`);
  if (until && until <= beginsAt) return refuse('Окончание раньше начала');
  const endedAt = cell('ended') ? readMoment(cell('ended')) : null;
  if (cell('ended') && !endedAt) return refuse(`Фактическое окончание «${cell('ended')}» не дата`);
  if (endedAt && endedAt < beginsAt) return refuse('Фактическое окончание раньше начала');
  const { places, wrong } = readPlaces(cell('address'), cell('houses'));
  if (wrong[0]) return refuse(`Адрес: ${wrong[0].words}`);
  if (places.length === 0) return refuse('Нет адреса');
  if (!cell('repairer')) return refuse('Не сказано, кто чинит');
  const kind = readKind(cell('kind'), rules);
  if (kind === null) return refuse(`Вид «${cell('kind')}» незнаком: плановое или аварийное`);
  const outage = {
    resource: resource.id,
    block: resource.block,
    isPlanned: kind,
    reason: cell('reason').slice(0, 300) || (kind ? 'плановые работы' : 'авария, причину выясняют'),
    repairer: cell('repairer').slice(0, 150),
    beginsAt,
    until,
    endedAt,
    places,
  };
  return { row, ...outage, key: keyOf(cell('key'), outage), print: sha256(JSON.stringify(outage)) };
}

/** A cell of addresses, or a street and its houses in cells of their own. */
function readPlaces(address: string, houses: string): { places: StoredPlace[]; wrong: { words: string }[] } {
  if (!houses) return readAddresses(address);
  const read = readStreet(address, houses);
  return 'place' in read
    ? { places: [read.place], wrong: [] }
    : { places: [], wrong: [{ words: read.wrong }] };
}

/** Planned or not; a table without the column tells of what has broken. */
function readKind(text: string, { plannedWords, emergencyWords }: OutageRules): boolean | null {
  const [word = ''] = plain(text).split(' ');
  if (word === '') return false;
  if (plannedWords.map(plain).includes(word)) return true;
  return emergencyWords.map(plain).includes(word) ? false : null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Keyed = Pick<TableOutage, 'resource' | 'repairer' | 'beginsAt' | 'places'>;

/** Numbers of two suppliers may be alike, so whose it is stands before it. */
function keyOf(number: string, { resource, repairer, beginsAt, places }: Keyed): string {
  const own = number
    ? `№ ${number.slice(0, 100)}`
    : [
        resource,
        beginsAt.toISOString(),
        ...places.map(({ place_id, houses }) => `${place_id} ${houses}`),
      ].join('|');
  return sha256(`${plain(repairer)}|${own}`);
}

/** Rows each once: the second of one key is refused and names the first. */
export function dropRepeats(rows: readonly (TableOutage | RefusedRow)[]): (TableOutage | RefusedRow)[] {
  const first = new Map<string, number>();
  return rows.map((one) => {
    if ('refused' in one) return one;
    const before = first.get(one.key);
    if (before !== undefined)
      return { row: one.row, refused: `То же отключение уже было в строке ${before}` };
    first.set(one.key, one.row);
    return one;
  });
}

export interface StoredOutage {
  source_key: string | null;
  source_print: string | null;
  until_at: Date | null;
  ended_at: Date | null;
  cancelled_at: Date | null;
}

export type RowAct = 'add' | 'change' | 'keep' | { refuse: string };

/** What a row does to what is stored by its key: the same row changes nothing, whatever people have changed since. */
export function actOf(row: TableOutage, stored: StoredOutage | undefined): RowAct {
  if (!stored) return 'add';
  if (stored.source_print === row.print) return 'keep';
  if (stored.cancelled_at) return { refuse: 'Это отключение отменили в «Отклике»' };
  if (stored.ended_at) return { refuse: 'Это отключение уже закончилось' };
  return 'change';
}
