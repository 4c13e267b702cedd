import { type RawBuilder, sql } from 'kysely';
import type { IndicatorSlice, PerformanceSide } from '../../../shared/contract/heatmap/indicators.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { inDistrict } from '../../base/territory/index.ts';
import { allOf, isOrNone } from '../../lib/database/conditions.ts';
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

/** What a slice narrows, as the table it is asked of names it. */
export interface SliceColumns {
  channel: RawBuilder<unknown>;
  block: RawBuilder<unknown>;
  district: RawBuilder<unknown>;
  unit: RawBuilder<unknown>;
  fact: RawBuilder<unknown>;
}

const ofCase: SliceColumns = {
  channel: sql`file.channel`,
  block: sql`file.block`,
  district: sql`file.district_id`,
  unit: sql`file.executor_unit_id`,
  fact: sql`file.fact_id`,
};

/** A slice as a condition; the words of the case list. */
export function whereOf(
  { block, districtId, channel, factId, unitId }: Omit<IndicatorSlice, 'from' | 'to'>,
  columns: SliceColumns = ofCase,
): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [];
  if (block !== undefined) conditions.push(isOrNone(columns.block, block));
  if (districtId !== undefined) conditions.push(inDistrict(columns.district, districtId));
  if (channel !== undefined) conditions.push(sql`${columns.channel} = ${channel}`);
  if (factId !== undefined) conditions.push(isOrNone(columns.fact, factId));
  if (unitId !== undefined) conditions.push(isOrNone(columns.unit, unitId));
  return allOf(conditions);
}
