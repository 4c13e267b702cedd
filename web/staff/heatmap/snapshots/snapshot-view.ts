import { classOf, type HeatScale, makeScale } from '../../../../shared/charts/heat-scale.ts';
import type { FigureKind, SnapshotTable } from '../../../../shared/contract/base/snapshots.ts';
import { formatChange, formatNumber, formatPercent, formatScore } from '../../../../shared/text/numbers.ts';
import { stringifyQuery } from '../../../lib/url-query.ts';
import type { GridCell, GridColumn, GridLine } from '../figures/figure-grid.tsx';

type Row = SnapshotTable['rows'][number];
type ColumnOf = SnapshotTable['columns'][number];

/** The column and the row that sum up the others. */
export const TOTAL = 'total';

/** A number as it is read; «—» where there was nothing to divide by. */
export function writeFigure(value: number | null, kind: FigureKind): string {
  if (value === null) return '—';
  if (kind === 'share') return formatPercent(value);
  return kind === 'count' ? formatNumber(value) : formatScore(value);
}

/** The change of a number in its own words: a share changes by points. */
export const writeChange = (by: number, kind: FigureKind): string =>
  kind === 'share' ? `${formatChange(by * 100, 0)} п.п.` : formatChange(by, kind === 'count' ? 0 : 1);

/** The case list behind a cell, or null where the table opens nothing. */
export function listOf(table: SnapshotTable, row: Row, column: ColumnOf): string | null {
  if (!table.list) return null;
  return `/staff/cases${stringifyQuery({ ...table.list, ...row.list, ...column.list })}`;
}

export interface ChangedFigure {
  row: string;
  column: string;
  before: number | null;
  now: number | null;
  kind: FigureKind;
}

const keyOf = (row: string, column: string): string => `${row}\n${column}`;

function indexCells(table: SnapshotTable | undefined): Map<string, number | null> {
  const index = new Map<string, number | null>();
  for (const row of table?.rows ?? [])
    table?.columns.forEach((column, at) => {
      index.set(keyOf(row.id, column.id), row.cells[at] ?? null);
    });
  return index;
}

/** What differs between the frozen table and the same counted now; a line that is gone or new counts as zeros. */
export function findChanges(frozen: SnapshotTable, now: SnapshotTable | undefined): ChangedFigure[] {
  const before = indexCells(frozen);
  const after = indexCells(now);
  const places = new Set([...before.keys(), ...after.keys()]);
  const titles = new Map([...frozen.rows, ...(now?.rows ?? [])].map(({ id, title }) => [`r${id}`, title]));
  const columns = new Map([...frozen.columns, ...(now?.columns ?? [])].map((column) => [column.id, column]));
  return [...places].flatMap((place) => {
    const [row = '', column = ''] = place.split('\n');
    const { title = column, kind = 'count' } = columns.get(column) ?? {};
    const empty = kind === 'count' ? 0 : null;
    const [was = empty, is = empty] = [before.get(place), after.get(place)];
    if (was === is) return [];
    return [{ row: titles.get(`r${row}`) ?? row, column: title, before: was, now: is, kind }];
  });
}

const lineKinds = { row: 'part', group: 'sum', total: 'grand' } as const;

/** A frozen table as the grid draws it; coloured where it says from which number on. */
export function layOutTable(table: SnapshotTable): {
  columns: GridColumn[];
  lines: GridLine[];
  scale: HeatScale | null;
} {
  const isColoured = (row: Row, column: ColumnOf) =>
    table.smallest !== undefined && row.kind === 'row' && column.id !== TOTAL && column.kind === 'count';
  const values = table.rows.flatMap((row) =>
    table.columns.flatMap((column, at) => (isColoured(row, column) ? [row.cells[at] ?? 0] : [])),
  );
  const scale = table.smallest === undefined ? null : makeScale(Math.max(0, ...values));
  const cellOf = (row: Row, column: ColumnOf, at: number): GridCell => {
    const value = row.cells[at] ?? null;
    const isZero = value === 0 && column.kind === 'count';
    return {
      text: isZero ? '·' : writeFigure(value, column.kind),
      look: isZero ? 'zero' : scale && isColoured(row, column) ? classOf(value ?? 0, scale) : 'plain',
      href: isZero || value === null ? null : listOf(table, row, column),
      aloud: ` — ${row.title}, ${column.title}`,
    };
  };
  return {
    columns: table.columns.map(({ id, title }) => ({ id, title, isTotal: id === TOTAL })),
    lines: table.rows.map((row) => ({
      id: row.id,
      title: row.title,
      kind: row.kind === 'row' && row.group === undefined && row.id === 'none' ? 'lost' : lineKinds[row.kind],
      cells: table.columns.map((column, at) => cellOf(row, column, at)),
    })),
    scale,
  };
}
