import { sql } from 'kysely';
import type { Measure } from '../../../shared/contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import { heatMeasures } from '../../../shared/text/heatmap/heatmap.ts';
import { heatRatioOf } from '../../../shared/text/heatmap/ratios.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { float64At } from '../../lib/typed-arrays.ts';
import { countMeasure, isKnownPeriod, knownFrom, measureAddends } from './count-measure.ts';
import type { Cube } from './cube/cube.ts';
import { currentCube } from './feed/figures.ts';
import { cubeFilters, dayName, dayNumber, type Filter, narrowBy, readFilterPeriod } from './feed/filter.ts';
import {
  countIncidentCells,
  requireSource,
  sourceKnownFrom,
  takesCases,
  takesIncidents,
} from './networks/count-incidents.ts';

export interface Days {
  from: string;
  to: string;
}

/** The sums of a cell: of a ratio its part and its whole, of a count the whole stays nothing. */
export interface Sums {
  count: number;
  /** Of the count, and of the whole, incidents of networks. */
  networks: number;
  wholeNetworks: number;
  before: number;
  whole: number;
  wholeBefore: number;
}

export interface CountedCell extends Sums {
  district_id: string | null;
  block: string | null;
}

interface Counted {
  cells: CountedCell[];
  /** Local days the former numbers are of. */
  beforePeriod: Days;
  /** Whether anything is known of them. */
  isKnown: boolean;
}

/** The measure of the number itself, and of what it is over where that is counted too. */
export function measuresOf(measure: Measure): { part: AdditiveMeasure; whole: AdditiveMeasure | null } {
  const ratio = heatRatioOf(measure);
  if (!ratio) return { part: heatMeasures[measure], whole: null };
  return { part: ratio.part, whole: ratio.whole === 'residents' ? null : ratio.whole };
}

interface Asked {
  measure: AdditiveMeasure;
  days: Days;
  into: 'count' | 'before' | 'whole' | 'wholeBefore';
}

/** Counts of both periods by district and block: at most a few hundred rows whatever the number of cases. */
export async function countCells(ctx: Ctx, filter: Filter): Promise<Counted> {
  readFilterPeriod(filter);
  requireSource(filter);
  const { from, to } = filter;
  const beforePeriod = daysBefore(filter, localDate(ctx.now));
  const { part, whole } = measuresOf(filter.measure);
  const cube = takesCases(filter) ? await currentCube(ctx) : null;
  const asked: Asked[] = [
    { measure: part, days: { from, to }, into: 'count' },
    { measure: part, days: beforePeriod, into: 'before' },
  ];
  if (whole)
    asked.push(
      { measure: whole, days: { from, to }, into: 'whole' },
      { measure: whole, days: beforePeriod, into: 'wholeBefore' },
    );
  const ofCases = takesCases(filter)
    ? cube
      ? countInCube(cube, filter, asked, ctx.now)
      : await countInDatabase(ctx, filter, asked)
    : [];
  const cells = takesIncidents(filter) ? await addIncidents(ctx, filter, asked, ofCases) : ofCases;
  const known = await sourceKnownFrom(ctx, filter, () => knownFrom(ctx, cube));
  return { cells, beforePeriod, isKnown: isKnownPeriod(part, beforePeriod, known) };
}

/** As many days before; of a period under way as many as it has had. */
function daysBefore({ from, to }: Filter, today: string): Days {
  const first = dayNumber(from);
  const length = Math.max(1, dayNumber(to < today ? to : today) - first + 1);
  return { from: dayName(first - length), to: dayName(first - 1) };
}

export const nothing: Sums = {
  count: 0,
  networks: 0,
  wholeNetworks: 0,
  before: 0,
  whole: 0,
  wholeBefore: 0,
};

const keyOf = ({ district_id, block }: Pick<CountedCell, 'district_id' | 'block'>): string =>
  JSON.stringify([district_id, block]);

/** The same cells with the incidents of networks in them. */
async function addIncidents(
  ctx: Ctx,
  filter: Filter,
  asked: readonly Asked[],
  ofCases: readonly CountedCell[],
): Promise<CountedCell[]> {
  const cells = new Map(ofCases.map((cell) => [keyOf(cell), { ...cell }]));
  for (const { into, ...question } of asked)
    for (const row of await countIncidentCells(ctx, filter, question)) {
      const cell = cells.get(keyOf(row)) ?? { ...nothing, district_id: row.district_id, block: row.block };
      cell[into] += row.value;
      if (into === 'count') cell.networks += row.value;
      if (into === 'whole') cell.wholeNetworks += row.value;
      cells.set(keyOf(row), cell);
    }
  return [...cells.values()];
}

function countInCube(cube: Cube, filter: Filter, asked: readonly Asked[], now: Date): CountedCell[] {
  const { district, block } = cube.names;
  const width = block.size();
  const filters = cubeFilters(cube, filter);
  const counts = asked.map(({ measure, days, into }) => ({
    into,
    numbers: countMeasure(cube, measure, {
      rows: { of: 'district', size: district.size(), line: (code) => code },
      columns: { of: 'block', size: width, line: (code) => code },
      filters,
      from: dayNumber(days.from),
      to: dayNumber(days.to),
      now,
    }),
  }));
  const cells: CountedCell[] = [];
  for (let at = 0; at < district.size() * width; at += 1) {
    if (counts.every(({ numbers }) => numbers[at] === 0)) continue;
    const cell = {
      ...nothing,
      district_id: district.name(Math.floor(at / width)),
      block: block.name(at % width),
    };
    for (const { into, numbers } of counts) cell[into] = float64At(numbers, at);
    cells.push(cell);
  }
  return cells;
}

async function countInDatabase(ctx: Ctx, filter: Filter, asked: readonly Asked[]): Promise<CountedCell[]> {
  const cells = new Map<string, CountedCell>();
  for (const { into, ...question } of asked) {
    for (const { district_id, block, value } of await countOne(ctx, filter, question)) {
      const key = keyOf({ district_id, block });
      const cell = cells.get(key) ?? { ...nothing, district_id, block };
      cell[into] = value;
      cells.set(key, cell);
    }
  }
  return [...cells.values()];
}

async function countOne(ctx: Ctx, filter: Filter, { measure, days }: Omit<Asked, 'into'>) {
  const period = { from: localDayStart(days.from), to: localDayStart(dayName(dayNumber(days.to) + 1)) };
  const { conditions, reads } = narrowBy(filter);
  const columns = ['district_id', 'block', ...reads] as const;
  const source = await measureAddends(ctx, measure, { period, columns });
  const { rows } = await sql<{ district_id: string | null; block: string | null; value: number }>`
    SELECT district_id, block, sum(value)::int AS value FROM (${source}) AS addend
    WHERE ${sql.join(conditions, sql` AND `)} GROUP BY 1, 2 HAVING sum(value) > 0`.execute(ctx.db);
  return rows;
}
