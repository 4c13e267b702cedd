import type { FigureKind, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { formatNumber, formatPercent, formatScore } from '../../../shared/text/numbers.ts';

/** A number as it is read; «—» where there is nothing to divide by. */
export function writeFigure(value: number | null, kind: FigureKind): string {
  if (value === null) return '—';
  if (kind === 'share') return formatPercent(value);
  return kind === 'count' ? formatNumber(value) : formatScore(value);
}

/** Sides of the table from which a spreadsheet can make its own: rows by columns of one kind of number that adds up. */
export const canPivot = ({ columnTitle, columns }: SnapshotTable): boolean =>
  columnTitle !== undefined && columns.every(({ kind }) => kind === 'count');

/** The column that sums up a row, by its id. */
export const TOTAL = 'total';

export interface FlatLine {
  group: string;
  row: string;
  column: string;
  value: number;
}

/** One line a cell, without subtotals and totals: what they are made of. Zeros are left out. */
export function flattenFigures({ rows, columns }: SnapshotTable): FlatLine[] {
  return rows
    .filter(({ kind }) => kind === 'row')
    .flatMap((row) =>
      columns.flatMap(({ id, title }, at) => {
        const value = row.cells[at] ?? 0;
        if (id === TOTAL || value === 0) return [];
        return [{ group: row.group ?? row.title, row: row.title, column: title, value }];
      }),
    );
}
