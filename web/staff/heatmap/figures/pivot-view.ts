import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import type { AdditiveMeasure, getPivotTable } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { measureTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { layOutTable } from '../snapshots/snapshot-view.ts';
import type { GridCell, GridColumn, GridLine } from './figure-grid.tsx';
import { badness, lookOf, type Ratio, ratioOf, ratioScale, tellRatio } from './pivot-ratio.ts';

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

/** The table as a heat map: the change beside the number, the second measure under it, or what share of it the number is. */
export function layOutPivot(reply: Reply, measure: AdditiveMeasure, second: AdditiveMeasure | ''): PivotView {
  const { table, before, second: others } = reply;
  const smallest = table.smallest ?? 1;
  const { columns, lines, scale } = layOutTable(table);
  const ratio = others && ratioOf(measure, second);
  const byRatio = ratio ? ratioScale(worstOf(reply, ratio)) : null;
  const dress = (cell: GridCell, row: number, column: number): GridCell => {
    const now = table.rows[row]?.cells[column] ?? 0;
    const former = before?.[row]?.[column];
    const other = others?.[row]?.[column];
    const change = former === undefined ? 0 : now - former;
    const under = other === undefined ? undefined : tellSecond(ratio, now, other, smallest);
    const words = [
      former === undefined ? '' : `, изменение ${formatChange(change)}`,
      under === undefined || second === '' ? '' : `, ${ratio ? ratio.title : measureTitles[second]} ${under}`,
    ];
    const isMarked = former !== undefined && isTelling(now, former, smallest);
    const isColoured = cell.look !== 'plain' && now + (other ?? 0) > 0;
    const look =
      ratio && byRatio && other !== undefined && isColoured
        ? lookOf(ratio, { part: now, whole: other, smallest }, byRatio)
        : cell.look;
    return {
      ...cell,
      look,
      aloud: cell.aloud + words.join(''),
      ...(isMarked && { change: { up: change > 0, text: formatNumber(Math.abs(change)) } }),
      ...(under !== undefined && { under }),
    };
  };
  return {
    columns,
    scale: byRatio ?? scale ?? [],
    lines: lines.map((line, row) => ({
      ...line,
      cells: line.cells.map((cell, column) => dress(cell, row, column)),
    })),
  };
}

/** Under a number: of two that are no ratio the second one. */
const tellSecond = (ratio: Ratio | null, part: number, whole: number, smallest: number): string =>
  ratio ? tellRatio(ratio, part, whole, smallest) : formatNumber(whole);

/** The worst of the coloured cells that are no chance. */
function worstOf({ table, second }: Reply, ratio: Ratio): number {
  const smallest = table.smallest ?? 1;
  const bad = table.rows.flatMap(({ kind, cells }, row) =>
    kind === 'row'
      ? cells.slice(0, -1).flatMap((part, column) => {
          const whole = second?.[row]?.[column] ?? 0;
          return whole >= smallest ? [badness(ratio, part ?? 0, whole)] : [];
        })
      : [],
  );
  return Math.max(0, ...bad);
}
