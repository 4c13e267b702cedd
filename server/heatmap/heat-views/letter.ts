import type { BarChart } from '../../../shared/charts/chart.ts';
import { countMeasure } from '../../../shared/charts/measures.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
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

/** Lines of the first table that a letter tells, the greatest first, and the whole of them; null where nothing was counted. */
function pickLines(tables: readonly SnapshotTable[]) {
  const [table] = tables;
  if (!table) return null;
  const before = tables.find(({ id }) => id === 'before');
  const total = table.columns.findIndex(({ id }) => id === 'total');
  const lines = table.rows.map((row, at) => ({
    row,
    count: row.cells[total] ?? 0,
    former: before?.rows[at]?.cells[total],
  }));
  const whole = lines.find(({ row }) => row.kind === 'total');
  // A subtotal tells of its parts: one line for a district, not one for each of its quarters.
  const groups = new Set(lines.filter(({ row }) => row.kind === 'group').map(({ row }) => row.title));
  const told = lines
    .filter(({ row, count }) => count > 0 && row.kind !== 'total')
    .filter(({ row }) => row.kind === 'group' || row.group === undefined || !groups.has(row.group))
    .toSorted((a, b) => b.count - a.count);
  return whole && told.length > 0 ? { table, whole, told } : null;
}

/** The same lines as a picture beside the letter. Exported for its test. */
export function letterChart(tables: readonly SnapshotTable[]): BarChart | null {
  const picked = pickLines(tables);
  if (!picked) return null;
  const told = picked.told.slice(0, MOST);
  return {
    kind: 'bars',
    title: `${picked.table.rowTitle}: ${picked.table.title}`,
    of: picked.table.rowTitle,
    categories: told.map(({ row }) => ({ title: row.title, short: row.title })),
    measure: countMeasure,
    empty: 'сообщений нет',
    series: [{ title: picked.table.title, values: told.map(({ count }) => count) }],
  };
}

/** The short table: «Синарский район — 61 (−3); больше всего: Дороги — 24». Exported for its test. */
export function tabulate(tables: readonly SnapshotTable[]): string[] {
  const picked = pickLines(tables);
  if (!picked) return tables.length === 0 ? [] : ['По этому отбору сообщений нет.'];
  const { table, whole, told } = picked;
  const write = (title: string, count: number, former: number | null | undefined) =>
    `${title} — ${formatNumber(count)}${former === undefined || former === null || former === count ? '' : ` (${formatChange(count - former)})`}`;
  return [
    write(`Всего, ${table.title}`, whole.count, whole.former),
    ...told.slice(0, MOST).map(({ row, count, former }) => {
      const most = row.cells
        .map((cell, at) => ({ cell: cell ?? 0, column: table.columns[at]! }))
        .filter(({ column }) => column.id !== 'total')
        .reduce((a, b) => (b.cell > a.cell ? b : a));
      return `${write(row.title, count, former)}; больше всего: ${most.column.title} — ${formatNumber(most.cell)}`;
    }),
    ...(told.length > MOST ? [`…и ещё ${told.length - MOST}: полностью — в снимке.`] : []),
  ];
}
