import type { FigureKind, SnapshotTable } from '../contract/base/snapshots.ts';
import { formatNumber, formatPercent, formatScore } from '../text/numbers.ts';
import { classOf, describeScale, type HeatClass, type HeatScale, makeScale } from './heat-scale.ts';
import {
  badness,
  describeRatioScale,
  gapBrief,
  lookOfRatio,
  type RatioGap,
  type RatioValue,
  ratioScale,
} from './ratio-heat.ts';

/** How a table of figures is written and coloured: on its screen, in a spreadsheet and on paper alike. */

type Row = SnapshotTable['rows'][number];

/** The column and the row that sum up the others. */
export const TOTAL = 'total';

/** A number as it is read; «—» where there is nothing to divide by. */
export function writeFigure(value: number | null, kind: FigureKind): string {
  if (value === null) return '—';
  if (kind === 'share') return formatPercent(value);
  return kind === 'count' ? formatNumber(value) : formatScore(value);
}

/** Why a cell of a table of ratios has no number. */
export function gapOf({ ratio }: SnapshotTable, row: Row, at: number): RatioGap | null {
  const value = row.cells[at] ?? null;
  if (!ratio || value !== null) return null;
  const sample = row.samples?.[at] ?? null;
  if (sample === null) return 'unknown';
  return sample === 0 ? 'nothing' : 'few';
}

/** A cell as it is read: its number, or in a word why there is none. */
export function writeCell(table: SnapshotTable, row: Row, at: number): string {
  const gap = gapOf(table, row, at);
  if (gap) return gap === 'nothing' ? '—' : gapBrief[gap];
  return writeFigure(row.cells[at] ?? null, table.columns[at]?.kind ?? 'count');
}

export interface TableHeat {
  scale: HeatScale;
  /** What each colour means. */
  steps: string[];
  lookAt: (row: Row, at: number) => HeatClass | 'plain';
}

/**
 * Colours of the parts by one scale for the table; subtotals and totals have none, as neither have shares and means in a table of
 * counts. null = it is not coloured, or there is nothing to colour.
 */
export function heatOf(table: SnapshotTable): TableHeat | null {
  const { smallest, ratio, columns, rows } = table;
  if (smallest === undefined) return null;
  const isPart = (row: Row, at: number): boolean => {
    const column = columns[at];
    return row.kind === 'row' && column?.id !== TOTAL && (ratio !== undefined || column?.kind === 'count');
  };
  const values = rows.flatMap((row) =>
    columns.flatMap((_, at) => (isPart(row, at) ? [row.cells[at] ?? null] : [])),
  );
  if (!ratio) {
    const scale = makeScale(Math.max(0, ...values.map((value) => value ?? 0)), smallest);
    return {
      scale,
      steps: describeScale(scale),
      lookAt: (row, at) => (isPart(row, at) ? classOf(row.cells[at] ?? 0, scale) : 'plain'),
    };
  }
  const scale = ratioScale(
    Math.max(0, ...values.map((value) => (value === null ? 0 : badness(ratio, value)))),
  );
  const told = (row: Row, at: number): RatioValue => {
    const gap = gapOf(table, row, at);
    return gap ? { value: null, gap } : { value: row.cells[at] ?? 0, gap: null };
  };
  return {
    scale,
    steps: describeRatioScale(ratio, scale),
    lookAt: (row, at) => (isPart(row, at) ? lookOfRatio(ratio, told(row, at), scale) : 'plain'),
  };
}
