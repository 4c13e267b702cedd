import { readRatio, sampleOf } from '../../../../shared/charts/ratio-heat.ts';
import type { SnapshotTable } from '../../../../shared/contract/base/snapshots.ts';
import { type freezePivot, pivotTableQuery } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { measureTitles, sideTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { type Ratio, ratioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { freezeSnapshot } from '../../../base/snapshots/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { eventMark } from '../feed/mark.ts';
import { tellArea, tellBlock, tellChannel, tellDistrict, tellPeriod } from '../told.ts';
import { readPivotTable } from './pivot-table.ts';

export const PIVOT = 'heatmap.pivot';
type Query = HandlerInput<typeof freezePivot>['body'];

/** Route: the pivot as it is now, frozen. */
export async function freezeCurrentPivot(
  ctx: Ctx,
  { body }: HandlerInput<typeof freezePivot>,
): Promise<RouteReplyInput<typeof freezePivot>> {
  return { number: await freezeTable(ctx, body) };
}

/** Freezes a pivot under a name; its own sides name it where none is given. */
export async function freezeTable(ctx: Ctx, query: Query, name?: string): Promise<string> {
  const mark = await eventMark(ctx);
  const tables = await tabulate(ctx, query);
  const title = `${sideTitles[query.rows]} × ${sideTitles[query.columns].toLocaleLowerCase('ru')}`;
  return freezeSnapshot(ctx, {
    kind: PIVOT,
    title: name ?? `Сводная: ${title}`,
    query: { ...query },
    mark,
    tables,
    told: tellPivot(query),
    address: pivotAddress(query),
    permission: 'heatmap.read',
  });
}

/** The screen it was made on; there the district has a shorter name. */
export function pivotAddress({ districtId, ...rest }: Query): string {
  const words = { ...rest, ...(districtId && { district: districtId }) };
  return `/staff/heatmap/pivot?${new URLSearchParams(words as unknown as Record<string, string>)}`;
}

export const recountPivot = (ctx: Ctx, query: Record<string, unknown>): Promise<SnapshotTable[]> =>
  tabulate(ctx, pivotTableQuery.parse(query));

/** The table, and beside it the second measure and the period it is compared with as tables of their own. */
async function tabulate(ctx: Ctx, query: Query): Promise<SnapshotTable[]> {
  const { table, second, before, beforePeriod } = await readPivotTable(ctx, {
    params: undefined,
    body: undefined,
    query,
  });
  const main = table as SnapshotTable;
  const ratio = second && query.second ? ratioOf(query.measure, query.second) : null;
  const like = (id: string, title: string, cells: number[][], list: Record<string, string> | undefined) => ({
    ...main,
    id,
    title,
    list,
    rows: main.rows.map((row, at) => ({ ...row, cells: itemAt(cells, at) })),
  });
  return [
    main,
    ...(second && query.second ? [like('second', measureTitles[query.second], second, undefined)] : []),
    ...(ratio && second ? [divide(main, ratio, second)] : []),
    ...(before && beforePeriod
      ? [like('before', `${main.title}, ${tellPeriod(beforePeriod)[1]}`, before, undefined)]
      : []),
  ];
}

/** The first measure over the second, as a table that is coloured by how bad it is; it opens nothing, its two parts do. */
function divide(
  { list: _, ...main }: SnapshotTable,
  ratio: Ratio,
  wholes: readonly number[][],
): SnapshotTable {
  const kind = ratio.unit === 'share' ? 'share' : 'score';
  const smallest = main.smallest ?? 1;
  return {
    ...main,
    id: 'ratio',
    title: ratio.title,
    ratio: { unit: ratio.unit, better: ratio.better },
    columns: main.columns.map((column) => ({ ...column, kind })),
    rows: main.rows.map((row, line) => {
      const parts = row.cells.map((part, at) => ({ part, whole: wholes[line]?.[at] ?? 0 }));
      return {
        ...row,
        cells: parts.map((one) => readRatio(ratio, one, smallest).value),
        samples: parts.map((one) => sampleOf(ratio, one)),
      };
    }),
  };
}

const told = (name: string, words: string): [string, string] => [name, words];

/** What the pivot was asked, in words. */
export function tellPivot(query: Query): [string, string][] {
  const { second, compare, factId, unitId } = query;
  return [
    tellPeriod(query),
    ['Строки', sideTitles[query.rows]],
    ['Столбцы', sideTitles[query.columns]],
    ['Показатель', measureTitles[query.measure]],
    ...(second ? [told('Второй показатель', measureTitles[second])] : []),
    tellChannel(query.channel),
    tellBlock(query.block),
    tellDistrict(query.districtId),
    ...tellArea(query.area),
    ...(factId ? [told('Факт', findFact(factId)?.title ?? factId)] : []),
    ...(unitId ? [told('Исполнитель', unitId === 'none' ? 'не назначен' : 'один')] : []),
    ['Сравнение', compareWords[compare]],
  ];
}

const compareWords = { none: 'нет', before: 'с прошлым периодом', year: 'с прошлым годом' } as const;
