import { type RawBuilder, sql } from 'kysely';
import type { IndicatorSlice, PerformanceSide } from '../../../shared/contract/heatmap/indicators.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { districtWithChildren, listDistricts } from '../../base/territory/index.ts';
import { AppError } from '../../lib/errors.ts';

/** Longest period that is counted, days. */
const MAX_DAYS = 366;

/** A period as moments, the condition of a slice on `file` (cases.v_case), and by what numbers are told apart. */
export interface Scope {
  from: Date;
  /** First moment after the period. */
  to: Date;
  now: Date;
  where: RawBuilder<boolean>;
  /** A text column of `file`; one empty group when nothing is asked. */
  by: RawBuilder<string>;
}

/** What numbers may be told apart by. */
export const groupings = {
  channel: sql<string>`file.channel`,
  block: sql<string>`coalesce(file.block, '')`,
  district: sql<string>`split_part(coalesce(file.district_id, ''), '.', 1)`,
  unit: sql<string>`coalesce(file.executor_unit_id::text, '')`,
  fact: sql<string>`coalesce(file.fact_id, '')`,
} as const satisfies Record<PerformanceSide, RawBuilder<string>>;
export type Grouping = keyof typeof groupings;

/** Throws `lib.bad-input` on a reversed or too long period. */
export function readScope(slice: IndicatorSlice, now: Date, by?: Grouping): Scope {
  const from = localDayStart(slice.from);
  if (slice.to < slice.from)
    throw new AppError('lib.bad-input', 'Период кончается раньше, чем начался.', {
      fields: { to: 'Позже начала периода' },
    });
  const to = localDayStart(dayAfter(slice.to));
  if (to.getTime() - from.getTime() > MAX_DAYS * 86_400_000 + 3_600_000)
    throw new AppError('lib.bad-input', 'Период не длиннее года.', {
      fields: { from: 'Ближе к концу периода' },
    });
  return { from, to, now, where: whereOf(slice), by: by ? groupings[by] : sql`''` };
}

/** A slice as a condition on `file`; the words of the case list. */
function whereOf({ block, districtId, channel, factId, unitId }: Omit<IndicatorSlice, 'from' | 'to'>) {
  const conditions: RawBuilder<boolean>[] = [];
  if (block !== undefined)
    conditions.push(block === 'none' ? sql`file.block IS NULL` : sql`file.block = ${block}`);
  if (districtId !== undefined) conditions.push(inDistrict(districtId));
  if (channel !== undefined) conditions.push(sql`file.channel = ${channel}`);
  if (factId !== undefined)
    conditions.push(factId === 'none' ? sql`file.fact_id IS NULL` : sql`file.fact_id = ${factId}`);
  if (unitId !== undefined)
    conditions.push(
      unitId === 'none' ? sql`file.executor_unit_id IS NULL` : sql`file.executor_unit_id = ${unitId}::uuid`,
    );
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

function inDistrict(id: string): RawBuilder<boolean> {
  if (id === 'none') {
    const known = listDistricts().map((district) => district.id);
    return sql`(file.district_id IS NULL OR file.district_id <> ALL(${known}::text[]))`;
  }
  if (id.endsWith('.none')) return sql`file.district_id = ${id.slice(0, -'.none'.length)}`;
  return sql`file.district_id = ANY(${districtWithChildren(id)}::text[])`;
}
