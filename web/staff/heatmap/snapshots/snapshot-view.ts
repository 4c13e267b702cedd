import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import { gapOf, heatOf, TOTAL, writeCell } from '../../../../shared/charts/snapshot-heat.ts';
import type { FigureKind, SnapshotTable } from '../../../../shared/contract/base/snapshots.ts';
import { formatChange } from '../../../../shared/text/numbers.ts';
import { nbsp } from '../../../../shared/text/plural.ts';
import { stringifyQuery } from '../../../lib/url-query.ts';
import type { GridCell, GridColumn, GridLine } from '../figures/figure-grid.tsx';

type Row = SnapshotTable['rows'][number];
type ColumnOf = SnapshotTable['columns'][number];

/** The change of a number in its own words: a share changes by points. */
export const writeChange = (by: number, kind: FigureKind): string =>
  kind === 'share'
    ? `${formatChange(by * 100, 0)}${nbsp}п.${nbsp}п.`
    : formatChange(by, kind === 'count' ? 0 : 1);

/** The case list behind a cell, or null where the table opens nothing. */
export function listOf(table: SnapshotTable, row: Row, column: ColumnOf): string | null {
  if (!table.list) return null;
  const { districtId, ...list }: Record<string, string> = { ...table.list, ...row.list, ...column.list };
  if (table.opens === 'incidents') return `/staff/social${stringifyQuery({ ...list, district: districtId })}`;
  return `/staff/cases${stringifyQuery({ ...list, districtId })}`;
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
  const heat = heatOf(table);
  const cellOf = (row: Row, column: ColumnOf, at: number): GridCell => {
    const value = row.cells[at] ?? null;
    const isZero = (value === 0 && column.kind === 'count') || gapOf(table, row, at) === 'nothing';
    return {
      text: isZero ? '·' : writeCell(table, row, at),
      look: isZero ? 'zero' : (heat?.lookAt(row, at) ?? 'plain'),
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
    scale: heat?.scale ?? null,
  };
}
