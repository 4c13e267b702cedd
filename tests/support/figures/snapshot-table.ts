import type { FigureKind, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';

type Row = SnapshotTable['rows'][number];
export type RowLine = readonly [
  id: string,
  title: string,
  kind: Row['kind'],
  cells: Row['cells'],
  group?: string,
];

/** A frozen table of territories as a matrix has it, numbers below five hatched. */
export const territoryTable = (
  title: string,
  columns: readonly (readonly [id: string, title: string, kind: FigureKind])[],
  rows: readonly RowLine[],
): SnapshotTable => ({
  id: 'matrix',
  title,
  rowTitle: 'Территория',
  columns: columns.map(([id, head, kind]) => ({ id, title: head, kind })),
  rows: rows.map(([id, name, kind, cells, group]) => ({
    id,
    title: name,
    kind,
    cells,
    ...(group !== undefined && { group }),
  })),
  smallest: 5,
});
