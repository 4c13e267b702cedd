import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { heatFilter, Measure } from '../../../../shared/contract/heatmap/heatmap.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import { localDayStart } from '../../../base/deadlines/index.ts';
import {
  cellsOfArea,
  districtWithChildren,
  inDistrict,
  listDistricts,
} from '../../../base/territory/index.ts';
import { isOrNone } from '../../../lib/database/conditions.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isOverdue, lateAt, openAt, termRuns, turnedIn } from '../../../messages/cases/index.ts';
import { type Cube, themeFact } from '../cube/cube.ts';
import type { CubeFilter } from '../cube/query.ts';
import type { CellColumn } from './rollup-cells.ts';

export type Filter = z.output<typeof heatFilter>;

/** Longest period a slice may cover, days: three years. */
const MAX_DAYS = 3 * 366;

export interface Period {
  from: Date;
  /** First moment after the period. */
  to: Date;
}

/** The period as moments. Throws on an impossible or endless one. */
export function readFilterPeriod(filter: Pick<Filter, 'from' | 'to'>): { current: Period } {
  const from = localDayStart(filter.from);
  const last = localDayStart(filter.to);
  if (last < from)
    throw new AppError('lib.bad-input', 'Период кончается раньше, чем начался.', {
      fields: { to: 'Позже начала периода' },
    });
  const to = localDayStart(dayAfter(filter.to));
  const length = to.getTime() - from.getTime();
  if (length > MAX_DAYS * 86_400_000)
    throw new AppError('lib.bad-input', 'Период не длиннее трёх лет.', {
      fields: { from: 'Ближе к концу периода' },
    });
  return { current: { from, to } };
}

/** Condition of a measure over cases.v_course, of a ratio that of its part; the same words filter the case list behind a number. */
export function measureSql(measure: Measure, { from, to }: Period, now: Date): RawBuilder<boolean> {
  const table = 'cases.v_course';
  const isTillNow = to > now;
  const drawn = heatMeasures[measure];
  switch (drawn) {
    case 'received':
      return sql`(is_counted AND registered_at >= ${from} AND registered_at < ${to})`;
    case 'open':
      return isTillNow ? sql`(is_counted AND ${termRuns(table)})` : openAt(to, table);
    case 'overdue':
      return isTillNow ? sql`(is_counted AND ${isOverdue(now, table)})` : lateAt(to, table);
    default:
      return turnedIn(drawn, { from, to }, table);
  }
}

const districtCondition = (id: string): RawBuilder<boolean> => inDistrict(sql`district_id`, id);

const areaCondition = (area: string): RawBuilder<boolean> => sql`h3 = ANY(${cellsOfArea(area)}::text[])`;

/** The district a filter asks for, as a rule over names; the words of `inDistrict`. */
function takesDistrict(id: string): (name: string | null) => boolean {
  if (id === 'none') {
    const known = new Set(listDistricts().map((district) => district.id));
    return (name) => name === null || !known.has(name);
  }
  if (id.endsWith('.none')) return (name) => name === id.slice(0, -'.none'.length);
  const taken = new Set(districtWithChildren(id));
  return (name) => name !== null && taken.has(name);
}

/** What a table is narrowed by besides its period. */
export type Narrowing = Pick<Filter, 'channel' | 'block' | 'districtId' | 'area'> & {
  factId?: string;
  unitId?: string;
};

/** The common filter over the codes of a cube. */
export function cubeFilters({ names, spots }: Cube, filter: Narrowing): CubeFilter[] {
  const { channel, block, districtId, factId, unitId, area } = filter;
  const filters: CubeFilter[] = [];
  if (channel !== undefined) {
    const wanted = names.channel.find(channel);
    filters.push({ of: 'channel', takes: (code) => code === wanted });
  }
  if (block !== undefined) {
    const wanted = names.block.find(block === 'none' ? null : block);
    filters.push({ of: 'block', takes: (code) => code === wanted });
  }
  if (districtId !== undefined) {
    const takes = takesDistrict(districtId);
    filters.push({ of: 'district', takes: (code) => takes(names.district.name(code)) });
  }
  if (factId !== undefined)
    filters.push({ of: 'theme', takes: (code) => themeFact(names.theme.name(code)) === factId });
  if (unitId !== undefined) {
    const wanted = names.unit.find(unitId === 'none' ? null : unitId);
    filters.push({ of: 'unit', takes: (code) => code === wanted });
  }
  if (area !== undefined) {
    const cells = new Set(cellsOfArea(area));
    filters.push({ of: 'hexagon', takes: (code) => cells.has(spots.hexagons.name(code) ?? '') });
  }
  return filters;
}

/** The same as conditions over the columns of a case, and which of them they read. */
export function narrowBy({ channel, block, districtId, factId, unitId, area }: Narrowing) {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`true`];
  const reads: CellColumn[] = [];
  const add = (column: CellColumn, condition: RawBuilder<boolean>): void => {
    conditions.push(condition);
    reads.push(column);
  };
  if (channel !== undefined) add('channel', sql`channel = ${channel}`);
  if (block !== undefined) add('block', isOrNone(sql`block`, block));
  if (districtId !== undefined) add('district_id', districtCondition(districtId));
  if (factId !== undefined) add('fact_id', sql`fact_id = ${factId}`);
  if (unitId !== undefined) add('executor_unit_id', isOrNone(sql`executor_unit_id`, unitId));
  if (area !== undefined) add('h3', areaCondition(area));
  return { conditions, reads };
}

/** Number of a local day, as the cube counts them. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** A local day by its number. */
export const dayName = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Cases a number counts, by the common filter. Plan: an index of the measure (lists/spans.ts of cases), or case_file_district_block. */
export function selectCases(ctx: Ctx, filter: Filter, period: Period) {
  return ctx.db
    .selectFrom('cases.v_course')
    .where(measureSql(filter.measure, period, ctx.now))
    .$if(filter.channel !== undefined, (select) => select.where('channel', '=', filter.channel!))
    .$if(filter.block !== undefined, (select) => select.where(isOrNone(sql`block`, filter.block!)))
    .$if(filter.districtId !== undefined, (select) => select.where(districtCondition(filter.districtId!)))
    .$if(filter.area !== undefined, (select) => select.where(areaCondition(filter.area!)));
}
