import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import {
  badness,
  lookOfRatio,
  type RatioValue,
  ratioScale,
  readRatio,
  tellRatio,
  writeRatioChange,
} from '../../../../shared/charts/ratio-heat.ts';
import type { AdditiveMeasure, getPivotTable } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { measureTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { type Ratio, ratioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { layOutTable } from '../snapshots/snapshot-view.ts';
import type { GridCell, GridColumn, GridLine } from './figure-grid.tsx';

type Reply = RouteReply<typeof getPivotTable>;

export interface PivotView {
  columns: GridColumn[];
  lines: GridLine[];
  scale: HeatScale;
  /** What the two measures are together; null = two numbers. */
  ratio: Ratio | null;
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
    const told = ratio && ratioAt(reply, ratio, { row, column });
    const under = told ? tellRatio(ratio, told.now) : other === undefined ? undefined : formatNumber(other);
    const by = told ? ratioChange(told) : null;
    const words = [
      former === undefined ? '' : `, изменение ${formatChange(change)}`,
      under === undefined || second === '' ? '' : `, ${ratio ? ratio.title : measureTitles[second]} ${under}`,
      ratio && by !== null ? `, изменение доли ${writeRatioChange(ratio, by)}` : '',
    ];
    const isMarked = former !== undefined && isTelling(now, former, smallest);
    const isColoured = cell.look !== 'plain' && now + (other ?? 0) > 0;
    return {
      ...cell,
      look: told && byRatio && isColoured ? lookOfRatio(ratio, told.now, byRatio) : cell.look,
      aloud: cell.aloud + words.join(''),
      ...(isMarked && { change: { up: change > 0, text: formatNumber(Math.abs(change)) } }),
      ...(under !== undefined && { under }),
    };
  };
  return {
    columns,
    scale: byRatio ?? scale ?? [],
    ratio,
    lines: lines.map((line, row) => ({
      ...line,
      cells: line.cells.map((cell, column) => dress(cell, row, column)),
    })),
  };
}

/** A ratio of a cell now and in the period it is compared with; totals are ratios of totals. */
export function ratioAt(
  { table, second, before, secondBefore }: Reply,
  ratio: Ratio,
  { row, column }: { row: number; column: number },
): { now: RatioValue; former: RatioValue } {
  const smallest = table.smallest ?? 1;
  const at = (part: number | null | undefined, whole: number | undefined): RatioValue =>
    readRatio(ratio, { part: part ?? null, whole: whole ?? null }, smallest);
  return {
    now: at(table.rows[row]?.cells[column], second?.[row]?.[column]),
    former: at(before?.[row]?.[column], secondBefore?.[row]?.[column]),
  };
}

/** By how much a ratio has changed; null where one of the two does not tell. */
export const ratioChange = ({ now, former }: { now: RatioValue; former: RatioValue }): number | null =>
  now.gap === null && former.gap === null ? now.value - former.value : null;

/** The worst of the coloured cells that are no chance. */
function worstOf(reply: Reply, ratio: Ratio): number {
  const bad = reply.table.rows.flatMap(({ kind, cells }, row) =>
    kind === 'row'
      ? cells.slice(0, -1).flatMap((_, column) => {
          const { value } = ratioAt(reply, ratio, { row, column }).now;
          return value === null ? [] : [badness(ratio, value)];
        })
      : [],
  );
  return Math.max(0, ...bad);
}
