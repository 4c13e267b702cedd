import { cellToParent } from 'h3-js';
import { sql } from 'kysely';
import type { listHexagons } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { type DrawnMeasure, heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { countMeasure, measureAddends } from '../count-measure.ts';
import type { Cube } from '../cube/cube.ts';
import { whole } from '../cube/query.ts';
import { currentCube } from '../feed/figures.ts';
import {
  cubeFilters,
  dayNumber,
  type Filter,
  narrowBy,
  type Period,
  readFilterPeriod,
} from '../feed/filter.ts';

import {
  countIncidentHexagons,
  requireSource,
  takesCases,
  takesIncidents,
} from '../networks/count-incidents.ts';

type Hexagons = typeof listHexagons;

interface HexagonCount {
  /** null = without place. */
  h3: string | null;
  count: number;
  overdue: number;
}

/** Counts by stored cell (resolution 9), gathered into coarser ones in memory: a city has a few thousand cells. */
export async function readHexagons(
  ctx: Ctx,
  { query }: HandlerInput<Hexagons>,
): Promise<RouteReplyInput<Hexagons>> {
  const rows = await countHexagons(ctx, query);
  const cells = new Map<string, { cell: string; count: number; overdue: number }>();
  let withoutPlace = 0;
  let total = 0;
  for (const row of rows) {
    total += row.count;
    if (row.h3 === null) {
      withoutPlace += row.count;
      continue;
    }
    const cell = query.resolution === 9 ? row.h3 : cellToParent(row.h3, query.resolution);
    const known = cells.get(cell) ?? { cell, count: 0, overdue: 0 };
    known.count += row.count;
    known.overdue += row.overdue;
    cells.set(cell, known);
  }
  const hexagons = [...cells.values()].sort((a, b) => b.count - a.count || (a.cell < b.cell ? -1 : 1));
  return { hexagons, withoutPlace, total };
}

export async function countHexagons(ctx: Ctx, filter: Filter): Promise<HexagonCount[]> {
  const { current } = readFilterPeriod(filter);
  requireSource(filter);
  const cube = takesCases(filter) ? await currentCube(ctx) : null;
  const ofCases = takesCases(filter)
    ? cube
      ? countInCube(cube, filter, ctx.now)
      : await countInDatabase(ctx, filter, current)
    : [];
  if (!takesIncidents(filter)) return ofCases;
  return addHexagons(ofCases, await countIncidentHexagons(ctx, filter, heatMeasures[filter.measure]));
}

function addHexagons(ofCases: readonly HexagonCount[], incidents: readonly HexagonCount[]): HexagonCount[] {
  const cells = new Map(ofCases.map((row) => [row.h3, { ...row }]));
  for (const { h3, count, overdue } of incidents) {
    const known = cells.get(h3) ?? { h3, count: 0, overdue: 0 };
    cells.set(h3, { h3, count: known.count + count, overdue: known.overdue + overdue });
  }
  return [...cells.values()];
}

/** Late ones beside those counted, where they are among them: of what was received those late now, of a stock those late then. */
const lateAmong: Readonly<Partial<Record<DrawnMeasure, AdditiveMeasure>>> = {
  received: 'still-overdue',
  open: 'overdue',
  overdue: 'overdue',
};

async function countInDatabase(ctx: Ctx, filter: Filter, period: Period): Promise<HexagonCount[]> {
  const { conditions, reads } = narrowBy(filter);
  const columns = ['h3', ...reads] as const;
  const count = async (measure: AdditiveMeasure) => {
    const source = await measureAddends(ctx, measure, { period, columns });
    const { rows } = await sql<{ h3: string | null; count: number }>`
      SELECT h3, sum(value)::int AS count FROM (${source}) AS addend
      WHERE ${sql.join(conditions, sql` AND `)} GROUP BY h3 HAVING sum(value) > 0`.execute(ctx.db);
    return rows;
  };
  const drawn = heatMeasures[filter.measure];
  const rows = await count(drawn);
  const late = lateAmong[drawn];
  const overdue = new Map((late ? await count(late) : []).map((row) => [row.h3, row.count]));
  return rows.map(({ h3, count: own }) => ({ h3, count: own, overdue: overdue.get(h3) ?? 0 }));
}

function countInCube(cube: Cube, filter: Filter, now: Date): HexagonCount[] {
  const { hexagons } = cube.spots;
  const asked = {
    rows: { of: 'hexagon' as const, size: hexagons.size(), line: (code: number) => code },
    columns: whole,
    filters: cubeFilters(cube, filter),
    from: dayNumber(filter.from),
    to: dayNumber(filter.to),
    now,
  };
  const drawn = heatMeasures[filter.measure];
  const counts = countMeasure(cube, drawn, asked);
  const late = lateAmong[drawn];
  const overdue = late && countMeasure(cube, late, asked);
  const rows: HexagonCount[] = [];
  counts.forEach((count, code) => {
    if (count > 0) rows.push({ h3: hexagons.name(code), count, overdue: overdue?.[code] ?? 0 });
  });
  return rows;
}

/** The hexagons with most cases, the fullest first; null where the database has to find them. */
export async function fullestHexagons(ctx: Ctx, filter: Filter, most: number): Promise<string[] | null> {
  const cube = takesIncidents(filter) ? null : await currentCube(ctx);
  if (!cube && !takesIncidents(filter)) return null;
  const counted = cube ? countInCube(cube, filter, ctx.now) : await countHexagons(ctx, filter);
  const placed = counted.flatMap(({ h3, count }) => (h3 === null ? [] : [{ h3, count }]));
  placed.sort((a, b) => b.count - a.count || (a.h3 < b.h3 ? -1 : 1));
  return placed.slice(0, most).map(({ h3 }) => h3);
}
