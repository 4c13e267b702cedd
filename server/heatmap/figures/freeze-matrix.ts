import { type RatioParts, readRatio, sampleOf } from '../../../shared/charts/ratio-heat.ts';
import type { FigureKind, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import {
  type freezeMatrix,
  type HeatCell,
  type HeatRow,
  heatFilter,
  type Measure,
} from '../../../shared/contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { itemAt } from '../../../shared/lists.ts';
import { incidentsOfMeasure, sourceTitles } from '../../../shared/text/heatmap/heat-sources.ts';
import { heatMeasures, listOfMeasure, measureTitles } from '../../../shared/text/heatmap/heatmap.ts';
import { heatRatioOf } from '../../../shared/text/heatmap/ratios.ts';
import { freezeSnapshot } from '../../base/snapshots/index.ts';
import { currentTaxonomy } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Filter } from './feed/filter.ts';
import { eventMark } from './feed/mark.ts';
import { heatPack } from './heat-pack.ts';
import { readHexagons } from './map/hexagons.ts';
import { buildMatrix } from './matrix.ts';
import { residentsSource } from './residents.ts';
import { tellArea, tellBlock, tellChannel, tellDistrict, tellPeriod, tellSource } from './told.ts';

export const MATRIX = 'heatmap.matrix';

/** Route: the matrix as it is now, frozen. */
export async function freezeCurrentMatrix(
  ctx: Ctx,
  { body }: HandlerInput<typeof freezeMatrix>,
): Promise<RouteReplyInput<typeof freezeMatrix>> {
  return { number: await freezeMatrixTable(ctx, body) };
}

/** Freezes the matrix under a name; what it is names it where none is given. */
export async function freezeMatrixTable(ctx: Ctx, filter: Filter, name?: string): Promise<string> {
  const mark = await eventMark(ctx);
  const tables = await tabulateMatrix(ctx, filter);
  return freezeSnapshot(ctx, {
    kind: MATRIX,
    title: name ?? 'Тепловая карта: территория × блок',
    query: { ...filter },
    mark,
    told: [...tellMatrix(filter), ...tellResidents(filter)],
    address: matrixAddress(filter),
    tables,
    hexagons: await frozenHexagons(ctx, filter),
    permission: 'heatmap.read',
  });
}

/** Side of a hexagon in a file: 0.7 km², so that no house is pointed at and a city fits the sheet. */
const COARSE = 8;
/** The fullest of them; a city has a few hundred. */
const MOST_HEXAGONS = 5000;

/** What the map has drawn, frozen with the numbers: of a ratio its part, as on the screen. */
async function frozenHexagons(ctx: Ctx, filter: Filter) {
  const { hexagons, withoutPlace } = await readHexagons(ctx, {
    params: undefined,
    query: { ...filter, resolution: COARSE },
    body: undefined,
  });
  const { smallest } = heatPack.on(cityDay(ctx.config, ctx.now));
  return {
    title: measureTitles[heatMeasures[filter.measure]],
    cells: hexagons.slice(0, MOST_HEXAGONS).map(({ cell, count }): [string, number] => [cell, count]),
    withoutPlace,
    smallest,
  };
}

const titleOf = (measure: Measure): string =>
  heatRatioOf(measure)?.title ?? measureTitles[heatMeasures[measure]];

/** Whose count of residents the numbers are over. */
function tellResidents(filter: Filter): [string, string][] {
  if (heatRatioOf(filter.measure)?.whole !== 'residents') return [];
  return [['Жители', residentsSource(filter, filter.to) ?? 'нет данных']];
}

/** What the matrix was asked, in words. */
export const tellMatrix = (filter: Filter): [string, string][] => [
  tellPeriod(filter),
  ['Показатель', titleOf(filter.measure)],
  ...tellSource(filter.source),
  tellChannel(filter.channel),
  tellBlock(filter.block),
  tellDistrict(filter.districtId),
  ...tellArea(filter.area),
];

/** The screen with this filter; there the district has a shorter name. */
export function matrixAddress({ districtId, measure, ...rest }: Filter, view = ''): string {
  const query = new URLSearchParams(rest as Record<string, string>);
  if (districtId) query.set('district', districtId);
  query.set('measure', measure);
  if (view) query.set('view', view);
  return `/staff/heatmap?${query}`;
}

/** The matrix counted anew, for «what has changed since». */
export const recountMatrix = (ctx: Ctx, query: Record<string, unknown>): Promise<SnapshotTable[]> =>
  tabulateMatrix(ctx, heatFilter.parse(query));

type Matrix = Awaited<ReturnType<typeof buildMatrix>>;

/** The matrix; of a ratio also what it is made of, as tables of their own that open their cases. */
async function tabulateMatrix(ctx: Ctx, filter: Filter): Promise<SnapshotTable[]> {
  const matrix = await buildMatrix(ctx, filter);
  const ratio = heatRatioOf(filter.measure);
  const today = cityDay(ctx.config, ctx.now);
  const { smallest } = heatPack.on(today);
  const table = (id: string, measure: AdditiveMeasure, of: (cell: HeatCell) => number): SnapshotTable => ({
    ...layOut(matrix, filter, { id, title: measureTitles[measure], kind: 'count', write: of }),
    smallest,
    ...listOf(filter, measure, today),
  });
  if (!ratio) return tabulateCounts(filter, today, table);
  const { unit, better, title } = ratio;
  const parts = ({ count, whole }: HeatCell): RatioParts => ({ part: count, whole: whole ?? null });
  const kind = unit === 'share' ? 'share' : 'score';
  return [
    {
      ...layOut(matrix, filter, {
        id: 'matrix',
        title,
        kind,
        write: (cell) => readRatio(ratio, parts(cell), smallest).value,
        sample: (cell) => (cell.whole === null ? null : sampleOf(ratio, parts(cell))),
      }),
      ratio: { unit, better },
      smallest,
    },
    table('part', ratio.part, ({ count }) => count),
    ...(ratio.whole === 'residents' ? [] : [table('whole', ratio.whole, ({ whole }) => whole ?? 0)]),
  ];
}

type MakeTable = (id: string, measure: AdditiveMeasure, of: (cell: HeatCell) => number) => SnapshotTable;

/** The matrix; of both sources also each by itself, for a sum of two lists opens neither. */
function tabulateCounts(filter: Filter, today: string, table: MakeTable): SnapshotTable[] {
  const measure = heatMeasures[filter.measure];
  const whole = table('matrix', measure, ({ count }) => count);
  if (filter.source !== 'both') return [whole];
  const part = (source: 'cases' | 'networks', of: (cell: HeatCell) => number): SnapshotTable => {
    const own = table(source, measure, of);
    return {
      ...own,
      title: `${own.title}: ${sourceTitles[source].toLocaleLowerCase('ru')}`,
      ...(source === 'cases'
        ? listOf({ ...filter, source: 'cases' }, measure, today)
        : incidentsOf(filter, measure)),
    };
  };
  return [
    whole,
    part('cases', ({ count, networks = 0 }) => count - networks),
    part('networks', ({ networks = 0 }) => networks),
  ];
}

type Opens = Pick<SnapshotTable, 'list' | 'opens'>;

const sliceOf = ({ channel, block, districtId, area }: Filter): Record<string, string> => ({
  ...(channel && { channel }),
  ...(block && { block }),
  ...(districtId && { districtId }),
  ...(area && { area }),
});

function incidentsOf(filter: Filter, measure: AdditiveMeasure): Opens {
  const told = incidentsOfMeasure(measure, filter, filter.source ?? 'cases');
  return told === null ? {} : { opens: 'incidents', list: { told, ...sliceOf(filter) } };
}

/** The list behind the cells of a table; of both sources together there is none. */
function listOf(filter: Filter, measure: AdditiveMeasure, today: string): Opens {
  if (filter.source === 'both') return {};
  if (filter.source === 'networks') return incidentsOf(filter, measure);
  return { list: { ...listOfMeasure(measure, filter, today), ...sliceOf(filter) } };
}

interface Laid {
  id: string;
  title: string;
  kind: FigureKind;
  write: (cell: HeatCell) => number | null;
  sample?: (cell: HeatCell) => number | null;
}

function layOut(
  { rows, total }: Matrix,
  { block }: Filter,
  { id, title, kind, write, sample }: Laid,
): SnapshotTable {
  const codes = listColumns(block);
  const cellsOf = (row: HeatRow): HeatCell[] => [
    ...codes.map(({ code }) => row.cells[code] ?? nothingOf(row)),
    row.total,
  ];
  const numbers = (row: HeatRow) => ({
    cells: cellsOf(row).map(write),
    ...(sample && { samples: cellsOf(row).map(sample) }),
  });
  return {
    id,
    title,
    rowTitle: 'Территория',
    columnTitle: 'Блок',
    columns: [
      ...codes.map((one) => ({ id: one.code, title: one.title, kind, list: { block: one.code } })),
      { id: 'total', title: 'Всего', kind },
    ],
    rows: [
      ...nameRows(rows).map((named, at) => ({ ...named, ...numbers(itemAt(rows, at)) })),
      { id: 'total', title: 'Всего', kind: 'total', ...numbers(total) },
    ],
  };
}

/** A block nothing came of; residents are those of the place. */
const nothingOf = ({ total }: HeatRow): HeatCell => ({
  count: 0,
  before: null,
  whole: total.whole === null ? null : 0,
});

function listColumns(block: string | undefined): { code: string; title: string }[] {
  const blocks = currentTaxonomy().blocks.filter(({ code }) => block === undefined || code === block);
  return [
    ...blocks.map(({ code, shortTitle }) => ({ code, title: shortTitle })),
    ...(block === undefined || block === 'none' ? [{ code: 'none', title: 'Тема не определена' }] : []),
  ];
}

function nameRows(rows: readonly HeatRow[]): Omit<SnapshotTable['rows'][number], 'cells'>[] {
  const sums = new Set(rows.filter(({ level }) => level === 0).map(({ districtId }) => districtId));
  let group: string | undefined;
  return rows.map((row) => {
    if (row.level === 0) group = row.title;
    if (row.districtId === null) group = undefined;
    const isLoose = row.level === 1 && sums.has(row.districtId);
    const id = row.districtId === null ? 'none' : isLoose ? `${row.districtId}.none` : row.districtId;
    return {
      id,
      title: row.title,
      kind: row.level === 0 ? 'group' : 'row',
      ...(group !== undefined && { group }),
      list: { districtId: id },
    };
  });
}
