import type { BarChart } from '../../../shared/charts/chart.ts';
import { countMeasure, decimalMeasure, shareMeasure } from '../../../shared/charts/measures.ts';
import { badness } from '../../../shared/charts/ratio-heat.ts';
import { TOTAL, writeCell } from '../../../shared/charts/snapshot-heat.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { itemAt } from '../../../shared/lists.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { formatChange, formatNumber } from '../../../shared/text/numbers.ts';

/** What a letter of a view says. */
export interface LetterOf {
  title: string;
  told: readonly (readonly [string, string])[];
  tables: readonly SnapshotTable[];
  /** Addresses of the snapshot, of the screen with present numbers, of the page that pauses and ends the letters. */
  snapshotLink: string;
  screenLink: string;
  stopLink: string;
  number: string;
  nextAt: Date;
  zone: string;
  file: string;
}

/** Lines of a table told in a letter; all of them are in its file and in the snapshot. */
const MOST = 12;

/** The letter in words: the filter, the total, the greatest lines with their greatest cell, the ways on. */
export function writeLetter(letter: LetterOf): { subject: string; text: string } {
  const { title, told, tables, number, nextAt, zone } = letter;
  const period = told.find(([name]) => name === 'Период')?.[1] ?? '';
  const words = told.filter(([, value]) => !['все', 'вся', 'нет'].includes(value));
  return {
    subject: `Тепловая карта: ${title}, ${period}`,
    text: [
      title,
      words.map(([name, value]) => `${name}: ${value}`).join('. '),
      '',
      ...tabulate(tables),
      '',
      `Снимок ${number}, числа заморожены: ${letter.snapshotLink}`,
      `Этот вид с нынешними числами: ${letter.screenLink}`,
      ...(letter.file ? [letter.file] : []),
      ...(letterChart(tables) ? ['Те же строки картинкой — в приложении.'] : []),
      '',
      `Следующее письмо — ${formatDateTime(nextAt, zone)}. Приостановить или отписаться: ${letter.stopLink}`,
    ].join('\n'),
  };
}

/** Lines of the first table that a letter tells, the greatest first, of ratios the worst, and the whole of them; null where nothing was counted. */
function pickLines(tables: readonly SnapshotTable[]) {
  const [table] = tables;
  if (!table) return null;
  const before = tables.find(({ id }) => id === 'before');
  const total = table.columns.findIndex(({ id }) => id === TOTAL);
  const lines = table.rows.map((row, at) => ({
    row,
    count: row.cells[total] ?? null,
    former: before?.rows[at]?.cells[total],
  }));
  const whole = lines.find(({ row }) => row.kind === 'total');
  // A subtotal tells of its parts: one line for a district, not one for each of its quarters.
  const groups = new Set(lines.filter(({ row }) => row.kind === 'group').map(({ row }) => row.title));
  const told = lines
    .flatMap(({ count, ...line }) =>
      count === null || (count === 0 && !table.ratio) ? [] : [{ ...line, count }],
    )
    .filter(({ row }) => row.kind !== 'total')
    .filter(({ row }) => row.kind === 'group' || row.group === undefined || !groups.has(row.group))
    .toSorted((a, b) => rankOf(table, b.count) - rankOf(table, a.count));
  return whole && told.length > 0 ? { table, whole, told, total } : null;
}

/** What comes first: the greatest count, the worst of ratios. */
const rankOf = ({ ratio }: SnapshotTable, value: number): number => (ratio ? badness(ratio, value) : value);

/** The same lines as a picture beside the letter. Exported for its test. */
export function letterChart(tables: readonly SnapshotTable[]): BarChart | null {
  const picked = pickLines(tables);
  if (!picked) return null;
  const told = picked.told.slice(0, MOST);
  const { ratio, rowTitle, title } = picked.table;
  return {
    kind: 'bars',
    title: `${rowTitle}: ${title}`,
    of: rowTitle,
    categories: told.map(({ row }) => ({ title: row.title, short: row.title })),
    measure: !ratio ? countMeasure : ratio.unit === 'share' ? shareMeasure : decimalMeasure,
    empty: ratio ? 'мало данных' : 'сообщений нет',
    series: [{ title, values: told.map(({ count }) => count) }],
  };
}

/** The short table: «Синарский район — 61 (−3); больше всего: Дороги — 24». Exported for its test. */
export function tabulate(tables: readonly SnapshotTable[]): string[] {
  const picked = pickLines(tables);
  const [first] = tables;
  if (!picked)
    return first ? [first.ratio ? 'По этому отбору мало данных.' : 'По этому отбору сообщений нет.'] : [];
  const { table, whole, told, total } = picked;
  const write = (row: SnapshotTable['rows'][number], title: string, former: number | null | undefined) => {
    const count = row.cells[total] ?? null;
    const text = table.ratio ? writeCell(table, row, total) : formatNumber(count ?? 0);
    const isSame = former === undefined || former === null || count === null || former === count;
    return `${title} — ${text}${isSame ? '' : ` (${formatChange(count - former)})`}`;
  };
  return [
    write(whole.row, `Всего, ${table.title}`, whole.former),
    ...told.slice(0, MOST).map(({ row, former }) => {
      const most = findMost(table, row);
      const words = table.ratio ? 'хуже всего' : 'больше всего';
      return `${write(row, row.title, former)}${most === null ? '' : `; ${words}: ${itemAt(table.columns, most).title} — ${writeCell(table, row, most)}`}`;
    }),
    ...(told.length > MOST ? [`…и ещё ${told.length - MOST}: полностью — в снимке.`] : []),
  ];
}

/** The column a line is greatest or worst in; null where no cell of it tells anything. */
function findMost(table: SnapshotTable, row: SnapshotTable['rows'][number]): number | null {
  let most: { at: number; rank: number } | null = null;
  for (const [at, { id }] of table.columns.entries()) {
    const value = row.cells[at] ?? null;
    if (id === TOTAL || value === null) continue;
    const rank = rankOf(table, value);
    if (most === null || rank > most.rank) most = { at, rank };
  }
  return most?.at ?? null;
}
