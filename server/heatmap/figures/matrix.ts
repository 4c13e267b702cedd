import { sql } from 'kysely';
import type { getMatrix, HeatCell, HeatRow } from '../../../shared/contract/heatmap/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { heatMeasures } from '../../../shared/text/heatmap/heatmap.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countMeasure, isKnownPeriod, knownFrom, measureAddends } from './count-measure.ts';
import type { Cube } from './cube/cube.ts';
import { currentCube } from './feed/figures.ts';
import {
  cubeFilters,
  dayName,
  dayNumber,
  type Filter,
  narrowBy,
  type Period,
  readFilterPeriod,
} from './feed/filter.ts';

type Matrix = RouteReplyInput<typeof getMatrix>;

interface CountedCell {
  district_id: string | null;
  block: string | null;
  count: number;
  before: number;
}

interface Counted {
  cells: CountedCell[];
  /** Local days the former numbers are of. */
  beforePeriod: { from: string; to: string };
  /** Whether anything is known of them. */
  isKnown: boolean;
}

/** Counts of both periods by district and block: at most a few hundred rows whatever the number of cases. */
async function countCells(ctx: Ctx, filter: Filter): Promise<Counted> {
  const { current } = readFilterPeriod(filter);
  const beforePeriod = daysBefore(filter, localDate(ctx.now));
  const cube = await currentCube(ctx);
  const known = await knownFrom(ctx, cube);
  const isKnown = isKnownPeriod(heatMeasures[filter.measure], beforePeriod, known);
  const before = { from: localDayStart(beforePeriod.from), to: current.from };
  const cells = cube
    ? countInCube(cube, filter, beforePeriod, ctx.now)
    : await countInDatabase(ctx, filter, { current, before });
  return { cells, beforePeriod, isKnown };
}

/** As many days before; of a period under way as many as it has had. */
function daysBefore({ from, to }: Filter, today: string): { from: string; to: string } {
  const first = dayNumber(from);
  const length = Math.max(1, dayNumber(to < today ? to : today) - first + 1);
  return { from: dayName(first - length), to: dayName(first - 1) };
}

function countInCube(cube: Cube, filter: Filter, before: Counted['beforePeriod'], now: Date): CountedCell[] {
  const { district, block } = cube.names;
  const from = dayNumber(filter.from);
  const to = dayNumber(filter.to);
  const width = block.size();
  const count = (first: number, last: number) =>
    countMeasure(cube, heatMeasures[filter.measure], {
      rows: { of: 'district', size: district.size(), line: (code) => code },
      columns: { of: 'block', size: width, line: (code) => code },
      filters: cubeFilters(cube, filter),
      from: first,
      to: last,
      now,
    });
  const current = count(from, to);
  const former = count(dayNumber(before.from), dayNumber(before.to));
  const cells: CountedCell[] = [];
  for (let at = 0; at < current.length; at += 1) {
    if (current[at] === 0 && former[at] === 0) continue;
    const districtId = district.name(Math.floor(at / width));
    cells.push({
      district_id: districtId,
      block: block.name(at % width),
      count: current[at]!,
      before: former[at]!,
    });
  }
  return cells;
}

async function countInDatabase(
  ctx: Ctx,
  filter: Filter,
  { current, before }: { current: Period; before: Period },
): Promise<CountedCell[]> {
  const cells = new Map<string, CountedCell>();
  for (const [part, period] of [
    ['count', current],
    ['before', before],
  ] as const) {
    for (const { district_id, block, value } of await countPeriod(ctx, filter, period)) {
      const key = JSON.stringify([district_id, block]);
      const cell = cells.get(key) ?? { district_id, block, count: 0, before: 0 };
      cell[part] = value;
      cells.set(key, cell);
    }
  }
  return [...cells.values()];
}

async function countPeriod(ctx: Ctx, filter: Filter, period: Period) {
  const { conditions, reads } = narrowBy(filter);
  const columns = ['district_id', 'block', ...reads] as const;
  const source = await measureAddends(ctx, heatMeasures[filter.measure], { period, columns });
  const { rows } = await sql<{ district_id: string | null; block: string | null; value: number }>`
    SELECT district_id, block, sum(value)::int AS value FROM (${source}) AS addend
    WHERE ${sql.join(conditions, sql` AND `)} GROUP BY 1, 2 HAVING sum(value) > 0`.execute(ctx.db);
  return rows;
}

const add = (sum: HeatCell, cell: HeatCell): HeatCell => ({
  count: sum.count + cell.count,
  before: sum.before === null || cell.before === null ? null : sum.before + cell.before,
});

type MakeRow = (
  districtId: string | null,
  title: string,
  level: number,
  cells: readonly CountedCell[],
) => HeatRow;

const rowsKnowing =
  (isKnown: boolean): MakeRow =>
  (districtId, title, level, cells) => {
    const zero: HeatCell = { count: 0, before: isKnown ? 0 : null };
    const byBlock: Record<string, HeatCell> = {};
    for (const cell of cells)
      byBlock[cell.block ?? 'none'] = add(byBlock[cell.block ?? 'none'] ?? zero, cell);
    return { districtId, title, level, cells: byBlock, total: Object.values(byBlock).reduce(add, zero) };
  };

/** Districts as subtotals over their parts, then «без места», then the whole. */
export async function buildMatrix(ctx: Ctx, filter: Filter): Promise<Matrix> {
  const { cells, beforePeriod, isKnown } = await countCells(ctx, filter);
  const makeRow = rowsKnowing(isKnown);
  const districts = listDistricts();
  const known = new Set(districts.map(({ id }) => id));
  const rows: HeatRow[] = [];
  for (const parent of districts.filter(({ parentId }) => parentId === null)) {
    const parts = districts.filter(({ parentId }) => parentId === parent.id);
    const ids = new Set([parent.id, ...parts.map(({ id }) => id)]);
    rows.push(
      makeRow(
        parent.id,
        parent.title,
        parts.length > 0 ? 0 : 1,
        cells.filter((cell) => cell.district_id !== null && ids.has(cell.district_id)),
      ),
    );
    for (const part of parts)
      rows.push(
        makeRow(
          part.id,
          part.title,
          1,
          cells.filter((cell) => cell.district_id === part.id),
        ),
      );
    const loose = cells.filter((cell) => cell.district_id === parent.id);
    // A message placed only «somewhere in the district» must not vanish between the parts and their subtotal.
    if (parts.length > 0 && loose.length > 0) rows.push(makeRow(parent.id, 'без уточнения', 1, loose));
  }
  const lost = cells.filter((cell) => cell.district_id === null || !known.has(cell.district_id));
  if (filter.districtId === undefined) rows.push(makeRow(null, 'Без места', 1, lost));
  return {
    rows,
    total: makeRow(null, 'Всего', 0, cells),
    beforePeriod,
    from: filter.from,
    to: filter.to,
    asOf: ctx.now.toISOString(),
  };
}

/** Route: the matrix of a period. */
export function readMatrix(ctx: Ctx, { query }: HandlerInput<typeof getMatrix>): Promise<Matrix> {
  return buildMatrix(ctx, query);
}
