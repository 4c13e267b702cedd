import { smallest } from '../../../../shared/charts/heat-scale.ts';
import { badness, readRatio } from '../../../../shared/charts/ratio-heat.ts';
import type { Block } from '../../../../shared/contract/base/taxonomy.ts';
import type { getMatrix, HeatCell, HeatRow } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { heatRatioOf, type Ratio } from '../../../../shared/text/heatmap/ratios.ts';
import { type HeatChoice, listsOf, type NumberList, type Part } from './heat-filter.ts';

type Matrix = RouteReply<typeof getMatrix>;

export interface MatrixColumn {
  code: string;
  title: string;
  fullTitle: string;
}

export interface MatrixCell extends HeatCell {
  /** The list behind the number; null where two stand behind it: cases and incidents. */
  href: string | null;
  /** The lists behind the number, or the part of a ratio. */
  lists: readonly NumberList[];
  /** Of a ratio, the lists of what it is over; none where that is no list of cases. */
  wholeLists: readonly NumberList[];
  part: Part;
}

export interface MatrixLine {
  key: string;
  title: string;
  /** A subtotal or the grand total is bold and uncoloured. */
  kind: 'sum' | 'part' | 'lost' | 'grand';
  cells: readonly MatrixCell[];
  total: MatrixCell;
}

export interface MatrixView {
  columns: readonly MatrixColumn[];
  lines: readonly MatrixLine[];
  /** What the numbers are over; null of counts. */
  ratio: Ratio | null;
  /** The largest of the cells that are coloured; of a ratio the worst that tells, as `badness` counts it. */
  largest: number;
}

/** The reply laid out as the table is drawn: every block a column, every number with the address of its list. */
export function layOutMatrix(matrix: Matrix, blocks: readonly Block[], choice: HeatChoice): MatrixView {
  const columns = listColumns(matrix, blocks, choice);
  const sums = new Set(matrix.rows.filter(({ level }) => level === 0).map(({ districtId }) => districtId));
  const ratio = heatRatioOf(choice.measure);
  const layOut = (row: HeatRow, kind: MatrixLine['kind'], district: string | undefined) =>
    layOutRow(row, columns, choice, { kind, district });
  const lines = matrix.rows.map((row) => layOut(row, kindOf(row), districtOf(row, sums)));
  const coloured = lines.filter(({ kind }) => kind !== 'sum').flatMap(({ cells }) => cells);
  return {
    columns,
    lines: [...lines, layOut(matrix.total, 'grand', undefined)],
    ratio,
    largest: Math.max(0, ...coloured.map((cell) => weightOf(cell, ratio))),
  };
}

/** How far a cell stretches the scale: a ratio that does not tell stretches nothing. */
export function weightOf({ count, whole = null }: HeatCell, ratio: Ratio | null): number {
  if (!ratio) return count;
  const { value } = readRatio(ratio, { part: count, whole }, smallest);
  return value === null ? 0 : badness(ratio, value);
}

/** A block nothing came of: nobody knows of its past where nobody knows of the row's; residents are those of the row. */
function nothingOf({ total }: HeatRow, ratio: Ratio | null): HeatCell {
  const before = total.before === null ? null : 0;
  if (!ratio) return { count: 0, before };
  if (ratio.whole === 'residents')
    return { count: 0, before, whole: total.whole, wholeBefore: total.wholeBefore };
  return { count: 0, before, whole: 0, wholeBefore: before };
}

/** All blocks, or the chosen one; «Тема не определена» only while there is such a thing. */
function listColumns({ total }: Matrix, blocks: readonly Block[], { block }: HeatChoice): MatrixColumn[] {
  const shown = blocks
    .filter(({ code }) => !block || code === block)
    .map(({ code, shortTitle, title }) => ({ code, title: shortTitle, fullTitle: title }));
  const unknown = total.cells.none;
  if (block || !unknown || (unknown.count === 0 && !unknown.before)) return shown;
  return [...shown, { code: 'none', title: 'Без темы', fullTitle: 'Тема ещё не определена' }];
}

function kindOf(row: HeatRow): MatrixLine['kind'] {
  if (row.districtId === null) return 'lost';
  return row.level === 0 ? 'sum' : 'part';
}

/** What lies in a district but in none of its parts has the district's own id, as its subtotal does. */
function districtOf(row: HeatRow, sums: ReadonlySet<string | null>): string {
  if (row.districtId === null) return 'none';
  return row.level === 1 && sums.has(row.districtId) ? `${row.districtId}.none` : row.districtId;
}

function layOutRow(
  row: HeatRow,
  columns: readonly MatrixColumn[],
  choice: HeatChoice,
  { kind, district }: { kind: MatrixLine['kind']; district: string | undefined },
): MatrixLine {
  const ratio = heatRatioOf(choice.measure);
  const cell = (numbers: HeatCell, block?: string): MatrixCell => {
    const part = { block, district };
    const whole = ratio?.whole === 'residents' ? undefined : ratio?.whole;
    const lists = listsOf(choice, part, { count: numbers.count, networks: numbers.networks });
    return {
      ...numbers,
      part,
      href: lists.length === 1 ? firstOf(lists).href : null,
      lists,
      wholeLists: whole
        ? listsOf(
            choice,
            { ...part, measure: whole },
            { count: numbers.whole ?? 0, networks: numbers.wholeNetworks },
          )
        : [],
    };
  };
  return {
    key: district ?? 'all',
    title: row.title,
    kind,
    cells: columns.map(({ code }) => cell(row.cells[code] ?? nothingOf(row, ratio), code)),
    total: cell(row.total),
  };
}

/** A change worth a mark: of a number that is no chance, by two at least and by a fifth of what was. */
export function isTelling({ count, before }: HeatCell): boolean {
  if (before === null) return false;
  const change = Math.abs(count - before);
  return Math.max(count, before) >= smallest && change >= 2 && change >= before * 0.2;
}
