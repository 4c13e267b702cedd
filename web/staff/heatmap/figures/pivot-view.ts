import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import type { AdditiveMeasure, getPivotTable } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { measureTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { layOutTable } from '../snapshots/snapshot-view.ts';
import type { GridCell, GridColumn, GridLine } from './figure-grid.tsx';

type Reply = RouteReply<typeof getPivotTable>;

export interface PivotView {
  columns: GridColumn[];
  lines: GridLine[];
  scale: HeatScale;
}

/** A change worth a mark: of a number that is no chance, by two at least and by a fifth of what was. */
function isTelling(now: number, before: number, smallest: number): boolean {
  const change = Math.abs(now - before);
  return Math.max(now, before) >= smallest && change >= 2 && change >= before * 0.2;
}

/** The table as a heat map: the change beside the number, the second measure under it. */
export function layOutPivot(reply: Reply, second: AdditiveMeasure | ''): PivotView {
  const { table, before, second: others } = reply;
  const { columns, lines, scale } = layOutTable(table);
  const dress = (cell: GridCell, row: number, column: number): GridCell => {
    const now = table.rows[row]?.cells[column] ?? 0;
    const former = before?.[row]?.[column];
    const other = others?.[row]?.[column];
    const change = former === undefined ? 0 : now - former;
    const words = [
      former === undefined ? '' : `, изменение ${formatChange(change)}`,
      other === undefined || second === '' ? '' : `, ${measureTitles[second]} ${formatNumber(other)}`,
    ];
    const isMarked = former !== undefined && isTelling(now, former, table.smallest ?? 1);
    return {
      ...cell,
      aloud: cell.aloud + words.join(''),
      ...(isMarked && { change: { up: change > 0, text: formatNumber(Math.abs(change)) } }),
      ...(other !== undefined && { under: formatNumber(other) }),
    };
  };
  return {
    columns,
    scale: scale ?? [],
    lines: lines.map((line, row) => ({
      ...line,
      cells: line.cells.map((cell, column) => dress(cell, row, column)),
    })),
  };
}
