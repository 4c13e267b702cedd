import type { getMatrix, HeatCell, HeatRow } from '../../../shared/contract/heatmap/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { heatRatioOf } from '../../../shared/text/heatmap/ratios.ts';
import { listDistricts } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Filter } from './feed/filter.ts';
import { type CountedCell, countCells, type Days, nothing, type Sums } from './matrix-count.ts';
import { type MatrixPlace, residentsOfRow, residentsSource } from './residents.ts';

type Matrix = RouteReplyInput<typeof getMatrix>;

/** Sums of the cells of a row; a ratio is made of them by whoever shows it, so a total is never a mean. */
function sumUp(cells: readonly Sums[]): Sums {
  const sums = { ...nothing };
  for (const cell of cells) {
    sums.count += cell.count;
    sums.networks += cell.networks;
    sums.wholeNetworks += cell.wholeNetworks;
    sums.before += cell.before;
    sums.whole += cell.whole;
    sums.wholeBefore += cell.wholeBefore;
  }
  return sums;
}

/** How the sums of a place become its numbers. */
type Finish = (sums: Sums, place: MatrixPlace) => HeatCell;

function finishBy(filter: Filter, beforePeriod: Days, isKnown: boolean): Finish {
  const ratio = heatRatioOf(filter.measure);
  const former = (value: number | null): number | null => (isKnown ? value : null);
  const isMixed = filter.source === 'both';
  if (!ratio)
    return ({ count, before, networks }) => ({
      count,
      ...(isMixed && { networks }),
      before: former(before),
    });
  if (ratio.whole !== 'residents')
    return ({ count, before, whole, wholeBefore, networks, wholeNetworks }) => ({
      count,
      ...(isMixed && { networks, wholeNetworks }),
      before: former(before),
      whole,
      wholeBefore: former(wholeBefore),
    });
  return ({ count, before, networks }, place) => ({
    count,
    ...(isMixed && { networks }),
    before: former(before),
    whole: residentsOfRow(place, filter, filter.to),
    wholeBefore: former(residentsOfRow(place, filter, beforePeriod.to)),
  });
}

type MakeRow = (place: MatrixPlace, title: string, level: number, cells: readonly CountedCell[]) => HeatRow;

const rowsBy =
  (finish: Finish): MakeRow =>
  (place, title, level, cells) => ({
    districtId: place.districtId,
    title,
    level,
    cells: Object.fromEntries(
      [...Map.groupBy(cells, ({ block }) => block ?? 'none')].map(([block, own]) => [
        block,
        finish(sumUp(own), place),
      ]),
    ),
    total: finish(sumUp(cells), place),
  });

/** Districts as subtotals over their parts, then «без места», then the whole. */
export async function buildMatrix(ctx: Ctx, filter: Filter): Promise<Matrix> {
  const { cells, beforePeriod, isKnown } = await countCells(ctx, filter);
  const makeRow = rowsBy(finishBy(filter, beforePeriod, isKnown));
  const placeOf = (districtId: string): MatrixPlace => ({ kind: 'place', districtId });
  const districts = listDistricts();
  const known = new Set(districts.map(({ id }) => id));
  const rows: HeatRow[] = [];
  for (const parent of districts.filter(({ parentId }) => parentId === null)) {
    const parts = districts.filter(({ parentId }) => parentId === parent.id);
    const ids = new Set([parent.id, ...parts.map(({ id }) => id)]);
    rows.push(
      makeRow(
        placeOf(parent.id),
        parent.title,
        parts.length > 0 ? 0 : 1,
        cells.filter((cell) => cell.district_id !== null && ids.has(cell.district_id)),
      ),
    );
    for (const part of parts)
      rows.push(
        makeRow(
          placeOf(part.id),
          part.title,
          1,
          cells.filter((cell) => cell.district_id === part.id),
        ),
      );
    const loose = cells.filter((cell) => cell.district_id === parent.id);
    // A message placed only «somewhere in the district» must not vanish between the parts and their subtotal.
    if (parts.length > 0 && loose.length > 0)
      rows.push(makeRow({ kind: 'loose', districtId: parent.id }, 'без уточнения', 1, loose));
  }
  const lost = cells.filter((cell) => cell.district_id === null || !known.has(cell.district_id));
  if (filter.districtId === undefined)
    rows.push(makeRow({ kind: 'lost', districtId: null }, 'Без места', 1, lost));
  const isOfResidents = heatRatioOf(filter.measure)?.whole === 'residents';
  const source = isOfResidents ? residentsSource(filter, filter.to) : undefined;
  return {
    rows,
    total: makeRow({ kind: 'all', districtId: null }, 'Всего', 0, cells),
    beforePeriod,
    from: filter.from,
    to: filter.to,
    ...(source !== undefined && { residentsSource: source }),
    asOf: ctx.now.toISOString(),
  };
}

/** Route: the matrix of a period. */
export function readMatrix(ctx: Ctx, { query }: HandlerInput<typeof getMatrix>): Promise<Matrix> {
  return buildMatrix(ctx, query);
}
