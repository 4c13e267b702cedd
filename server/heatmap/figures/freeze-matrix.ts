import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { type freezeMatrix, type HeatRow, heatFilter } from '../../../shared/contract/heatmap/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { heatMeasures, listOfMeasure, measureTitles } from '../../../shared/text/heatmap/heatmap.ts';
import { freezeSnapshot } from '../../base/snapshots/index.ts';
import { currentTaxonomy } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Filter } from './feed/filter.ts';
import { eventMark } from './feed/mark.ts';
import { heatPack } from './heat-pack.ts';
import { buildMatrix } from './matrix.ts';
import { tellBlock, tellChannel, tellDistrict, tellPeriod } from './told.ts';

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
  const table = await tabulateMatrix(ctx, filter);
  return freezeSnapshot(ctx, {
    kind: MATRIX,
    title: name ?? 'Тепловая карта: территория × блок',
    query: { ...filter },
    mark,
    told: tellMatrix(filter),
    address: matrixAddress(filter),
    tables: [table],
    permission: 'heatmap.read',
  });
}

/** What the matrix was asked, in words. */
export const tellMatrix = (filter: Filter): [string, string][] => [
  tellPeriod(filter),
  ['Показатель', measureTitles[heatMeasures[filter.measure]]],
  tellChannel(filter.channel),
  tellBlock(filter.block),
  tellDistrict(filter.districtId),
  ...(filter.area ? [['Участок', 'обведён на карте'] as [string, string]] : []),
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
export const recountMatrix = async (ctx: Ctx, query: Record<string, unknown>): Promise<SnapshotTable[]> => [
  await tabulateMatrix(ctx, heatFilter.parse(query)),
];

async function tabulateMatrix(ctx: Ctx, filter: Filter): Promise<SnapshotTable> {
  const matrix = await buildMatrix(ctx, filter);
  const { measure, from, to, channel, block, districtId } = filter;
  const blocks = currentTaxonomy().blocks.filter(({ code }) => block === undefined || code === block);
  const codes = [
    ...blocks.map(({ code, shortTitle }) => ({ code, title: shortTitle })),
    ...(block === undefined || block === 'none' ? [{ code: 'none', title: 'Тема не определена' }] : []),
  ];
  return {
    id: 'matrix',
    title: measureTitles[heatMeasures[measure]],
    rowTitle: 'Территория',
    columnTitle: 'Блок',
    columns: [
      ...codes.map(({ code, title }) => ({ id: code, title, kind: 'count' as const, list: { block: code } })),
      { id: 'total', title: 'Всего', kind: 'count' },
    ],
    rows: layOutRows(
      matrix.rows,
      matrix.total,
      codes.map(({ code }) => code),
    ),
    smallest: heatPack.on(cityDay(ctx.config, ctx.now)).smallest,
    list: {
      ...listOfMeasure(heatMeasures[measure], { from, to }, cityDay(ctx.config, ctx.now)),
      ...(channel && { channel }),
      ...(block && { block }),
      ...(districtId && { districtId }),
    },
  };
}

function layOutRows(rows: HeatRow[], total: HeatRow, codes: string[]): SnapshotTable['rows'] {
  const sums = new Set(rows.filter(({ level }) => level === 0).map(({ districtId }) => districtId));
  let group: string | undefined;
  const lines = rows.map((row): SnapshotTable['rows'][number] => {
    if (row.level === 0) group = row.title;
    if (row.districtId === null) group = undefined;
    const isLoose = row.level === 1 && sums.has(row.districtId);
    const id = row.districtId === null ? 'none' : isLoose ? `${row.districtId}.none` : row.districtId;
    return {
      id,
      title: row.title,
      kind: row.level === 0 ? 'group' : 'row',
      cells: cellsOf(row, codes),
      ...(group !== undefined && { group }),
      list: { districtId: id },
    };
  });
  return [...lines, { id: 'total', title: 'Всего', kind: 'total', cells: cellsOf(total, codes) }];
}

const cellsOf = (row: HeatRow, codes: string[]): number[] => [
  ...codes.map((code) => row.cells[code]?.count ?? 0),
  row.total.count,
];
