import type { SnapshotTable } from '../../../../shared/contract/base/snapshots.ts';
import { itemAt, numberAt } from '../../../../shared/lists.ts';
import type { readPivot } from './pivot.ts';

/** Cells of a table under the ids of their lines, and their sums. */

type Counted = Awaited<ReturnType<typeof readPivot>>;
export type Cells = ReadonlyMap<string, number>;
export const keyOf = (row: string, column: string): string => `${row}\n${column}`;

export function indexCells({ rows, columns }: Counted, values: readonly number[]): Cells {
  const width = columns.length;
  return new Map(
    rows.flatMap(({ id }, line) =>
      columns.map((column, at) => [keyOf(id, column.id), numberAt(values, line * width + at)] as const),
    ),
  );
}

export interface Line {
  row: Omit<SnapshotTable['rows'][number], 'cells'>;
  /** Lines of the count it sums up. */
  ids: readonly string[];
}

/** How lines of a side become one: they add up, but of a stock over time the last one is what there was in the end. */
export type Together = 'sum' | 'last';

const gather = (ids: readonly string[], together: Together): readonly string[] =>
  together === 'sum' ? ids : ids.toSorted().slice(-1);

export function sumLine(
  { ids }: Line,
  columns: readonly string[],
  cells: Cells,
  together: { rows: Together; columns: Together },
): number[] {
  const rows = gather(ids, together.rows);
  const numbers = columns.map((column) =>
    rows.reduce((sum, id) => sum + (cells.get(keyOf(id, column)) ?? 0), 0),
  );
  const last = new Set(gather(columns, together.columns));
  const total = numbers.reduce((sum, value, at) => (last.has(itemAt(columns, at)) ? sum + value : sum), 0);
  return [...numbers, total];
}

export function sumColumns({ columns, rows, values }: Counted): Map<string, number> {
  return new Map(
    columns.map(({ id }, at) => [
      id,
      rows.reduce((sum, _row, line) => sum + numberAt(values, line * columns.length + at), 0),
    ]),
  );
}
