import { TOTAL } from '../../../shared/charts/snapshot-heat.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';

/** Sides of the table from which a spreadsheet can make its own: rows by columns of one kind of number that adds up. */
export const canPivot = ({ columnTitle, columns }: SnapshotTable): boolean =>
  columnTitle !== undefined && columns.every(({ kind }) => kind === 'count');

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
