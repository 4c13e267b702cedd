import { itemAt } from '../../../shared/lists.ts';
import { formatDateTime, formatDay } from '../../../shared/text/dates.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../shared/text/numbers.ts';
import type { CsvRow } from './csv.ts';

/** A day is «2026-11-24», a share of one is a per cent, a moment is shown on the city's clock. */
export type Cell = string | number | Date | null;

/** What the values of a column are: how they are written, sorted and aligned in every kind of file. */
export type ColumnKind = 'text' | 'number' | 'decimal' | 'percent' | 'date' | 'datetime';

export interface ColumnHead {
  title: string;
  /** Letters of a spreadsheet's column; on paper, its part of the width. */
  width: number;
  kind?: ColumnKind;
}

/** A column of a table of `Row`s: its head, and its value of each. */
export type Column<Row> = Omit<ColumnHead, 'kind'> &
  (
    | { kind?: 'text' | 'date'; of: (row: Row) => string | null }
    | { kind: 'number' | 'decimal' | 'percent'; of: (row: Row) => number | null }
    | { kind: 'datetime'; of: (row: Row) => Date | null }
  );

/** Heads and lines of cells, whatever they are of; a line is made when it is written. */
export interface Table {
  heads: readonly ColumnHead[];
  count: number;
  lines: (most: number) => Iterable<readonly Cell[]>;
}

export const fillTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Table => ({
  heads: columns,
  count: rows.length,
  *lines(most) {
    for (const row of rows.slice(0, most)) yield columns.map((column) => column.of(row));
  },
});

const isFigure = ({ kind = 'text' }: ColumnHead): boolean => ['number', 'decimal', 'percent'].includes(kind);

/** Places of the columns of figures, drawn to the right. */
export const figuresOf = (heads: readonly ColumnHead[]): number[] =>
  heads.flatMap((head, at) => (isFigure(head) ? [at] : []));

/** A value as a person reads it. */
export function writeValue(value: Cell, { kind = 'text' }: ColumnHead, zone: string): string {
  if (value === null || value === '') return '';
  if (value instanceof Date) return formatDateTime(value, zone);
  if (typeof value === 'string') return kind === 'date' ? formatDay(value) : value;
  if (kind === 'percent') return formatPercent(value);
  return kind === 'decimal' ? formatDecimal(value) : formatNumber(value);
}

/** A table as rows of CSV: its figures are numbers, the rest is read as on paper. */
export function* toCsvRows(
  heads: readonly ColumnHead[],
  lines: Iterable<readonly Cell[]>,
  zone: string,
): Generator<CsvRow> {
  yield heads.map(({ title }) => title);
  for (const line of lines)
    yield line.map((value, at) =>
      typeof value === 'number' ? value : writeValue(value, itemAt(heads, at), zone),
    );
}
