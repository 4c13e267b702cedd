import { type RawBuilder, sql } from 'kysely';
import type { IndicatorSlice } from '../../../shared/contract/heatmap/indicators.ts';
import { localDate, officeHours } from '../../base/deadlines/index.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { indicatorPack } from './pack.ts';
import { BUCKET_LOG, type BucketCount } from './sketch.ts';
import { type Grouping, readScope, type Scope } from './slice.ts';
import {
  ledgerIds,
  ledgerRows,
  ownSourceIds,
  type SourceId,
  type SourceOptions,
  sourceRows,
} from './sources.ts';

/** What adds up: two slices' sums are their union's, bucket by bucket. */
export interface Sums {
  /** Things that happened, by source and mark. */
  marks: Map<string, number>;
  answered: number;
  /** Of the answered, those rated. */
  rated: number;
  calendarSeconds: number;
  workedSeconds: number;
  calendar: BucketCount[];
  worked: BucketCount[];
}

export const countOf = ({ marks }: Sums, source: SourceId, mark: string): number =>
  marks.get(`${source} ${mark}`) ?? 0;

const makeEmpty = (): Sums => ({
  marks: new Map<string, number>(),
  answered: 0,
  rated: 0,
  calendarSeconds: 0,
  workedSeconds: 0,
  calendar: [],
  worked: [],
});

/** The sums of several slices as those of their union. */
export function mergeSums(list: readonly Sums[]): Sums {
  const whole = makeEmpty();
  for (const sums of list) {
    for (const [key, count] of sums.marks) whole.marks.set(key, (whole.marks.get(key) ?? 0) + count);
    whole.answered += sums.answered;
    whole.rated += sums.rated;
    whole.calendarSeconds += sums.calendarSeconds;
    whole.workedSeconds += sums.workedSeconds;
    whole.calendar.push(...sums.calendar);
    whole.worked.push(...sums.worked);
  }
  return whole;
}

/** Sums of a slice and period by group; without a grouping one group named ''. */
export async function countSums(ctx: Ctx, slice: IndicatorSlice, by?: Grouping): Promise<Map<string, Sums>> {
  const scope = readScope(slice, ctx.now, by);
  const options = optionsOf(ctx, slice);
  const sums = new Map<string, Sums>();
  const of = (g: string): Sums => {
    const own = sums.get(g) ?? makeEmpty();
    sums.set(g, own);
    return own;
  };
  if (!by) of('');
  const [answered, ...told] = await Promise.all([
    countAnswered(ctx, scope),
    countOwn(ctx, scope, options),
    countLedgers(ctx, scope, options),
    countSteps(ctx, scope, options),
  ]);
  for (const { g, source, mark, count } of told.flat()) of(g).marks.set(`${source} ${mark}`, count);
  for (const row of answered) takeAnswered(of(row.g), row);
  return sums;
}

export const optionsOf = (ctx: Ctx, { from, to }: IndicatorSlice): SourceOptions => {
  const rules = indicatorPack.on(localDate(ctx.now));
  return { repeatDays: rules.repeatDays, days: { from, to } };
};

interface MarkRow {
  g: string;
  source: SourceId;
  mark: string;
  count: number;
}

/** Things told by the cases themselves, by source and mark. */
async function countOwn(ctx: Ctx, scope: Scope, options: SourceOptions): Promise<MarkRow[]> {
  const counted = ownSourceIds.map(
    (id) => sql`SELECT ${sql.lit(id)} AS source, g, mark, count(*)::int AS count
      FROM (${sourceRows(id, scope, options)}) AS told GROUP BY g, mark`,
  );
  const { rows } = await sql<MarkRow>`${sql.join(counted, sql` UNION ALL `)}`.execute(ctx.db);
  return rows;
}

/** Things told beside the cases, all of them joined to their cases at once. */
async function countLedgers(ctx: Ctx, scope: Scope, options: SourceOptions): Promise<MarkRow[]> {
  const told = ledgerIds
    .filter((id) => id !== 'steps')
    .map((id) => sql`SELECT ${sql.lit(id)} AS source, own.* FROM (${ledgerRows(id, scope, options)}) AS own`);
  const { rows } = await sql<MarkRow>`
    SELECT told.source, ${scope.by} AS g, told.mark, count(*)::int AS count
    FROM (${sql.join(told, sql` UNION ALL `)}) AS told JOIN cases.v_case AS file ON file.id = told.case_id
    WHERE ${scope.where} GROUP BY 1, 2, 3`.execute(ctx.db);
  return rows;
}

const stepMarks = ['assigned', 'review', 'rework', 'refused', 'forwarded'] as const;

/** Hand-overs and checks: added up for each case first, which also tells how many cases were handed over at all. */
async function countSteps(ctx: Ctx, scope: Scope, options: SourceOptions): Promise<MarkRow[]> {
  const ofCase = stepMarks.map(
    (mark) => sql`count(*) FILTER (WHERE mark = ${sql.lit(mark)}) AS ${sql.ref(mark)}`,
  );
  const summed = stepMarks.map((mark) => sql`sum(${sql.ref(mark)})::int AS ${sql.ref(mark)}`);
  const { rows } = await sql<{ g: string } & Record<(typeof stepMarks)[number] | 'touched', number>>`
    WITH told AS (SELECT case_id, ${sql.join(ofCase)} FROM (${ledgerRows('steps', scope, options)}) AS step GROUP BY case_id)
    SELECT ${scope.by} AS g, ${sql.join(summed)}, count(*) FILTER (WHERE assigned + refused + forwarded > 0)::int AS touched
    FROM told JOIN cases.v_case AS file ON file.id = told.case_id WHERE ${scope.where} GROUP BY 1`.execute(
    ctx.db,
  );
  return rows.flatMap(({ g, ...counts }) =>
    Object.entries(counts).map(([mark, count]) => ({ g, source: 'steps' as const, mark, count })),
  );
}

interface AnsweredRow {
  g: string;
  /** 3 = the whole group, 1 = a bucket of calendar time, 2 = a bucket of working time. */
  level: number;
  calendar: number | null;
  worked: number | null;
  count: number;
  rated: number;
  calendar_seconds: number;
  worked_seconds: number;
}

/** A case answered in the period came so long before it at the most; earlier ones' working hours count from there. Days. */
const LONGEST_WAIT = 1500;

/**
 * Cases answered in the period: how many, how long it took, by buckets of a sketch. Plan: case_file_answered; a few hundred rows
 * come back whatever the number of cases.
 */
async function countAnswered(ctx: Ctx, { from, to, where, by }: Scope): Promise<AnsweredRow[]> {
  const { before, spans, first } = officeHours(new Date(from.getTime() - LONGEST_WAIT * 86_400_000), to);
  const zone = sql.lit(readCity(ctx.config).zone);
  const bucket = (seconds: RawBuilder<unknown>) =>
    sql`CASE WHEN ${seconds} > 0 THEN ceil(ln(${seconds}) / ${BUCKET_LOG}::float8)::int END`;
  // Local days and the part of a day that is over: every step is worked out once, for there are many cases.
  const { rows } = await sql<AnsweredRow>`
    WITH hours AS MATERIALIZED (SELECT ${before}::int[] AS before, ${spans[0]}::int[] AS f1, ${spans[1]}::int[] AS t1,
      ${spans[2]}::int[] AS f2, ${spans[3]}::int[] AS t2),
    given AS MATERIALIZED (
      SELECT ${by} AS g, rating, date_part('epoch', answered_at) - date_part('epoch', registered_at) AS c,
        date_part('epoch', registered_at AT TIME ZONE ${zone}) / 86400 AS came,
        date_part('epoch', answered_at AT TIME ZONE ${zone}) / 86400 AS gone
      FROM cases.v_case AS file WHERE answered_at >= ${from} AND answered_at < ${to} AND ${where}
    ), local AS MATERIALIZED (
      SELECT g, rating, c, 1440 * (came - floor(came)) AS came_minute, 1440 * (gone - floor(gone)) AS gone_minute,
        greatest(1, floor(came)::int - ${sql.lit(first)} + 1) AS came_day, greatest(1, floor(gone)::int - ${sql.lit(first)} + 1) AS gone_day
      FROM given
    ), worked AS MATERIALIZED (
      SELECT g, rating, c, 60 * greatest(0, ${workedMinutes('gone')} - ${workedMinutes('came')}) AS w FROM local, hours
    ), placed AS (
      SELECT g, rating, c, w, ${bucket(sql`c`)} AS calendar, ${bucket(sql`w`)} AS worked FROM worked
    )
    SELECT g, grouping(calendar, worked) AS level, calendar, worked, count(*)::int AS count, count(rating)::int AS rated,
      sum(c) AS calendar_seconds, sum(w) AS worked_seconds
    FROM placed GROUP BY GROUPING SETS ((g), (g, calendar), (g, worked))`.execute(ctx.db);
  return rows;
}

/** Minutes of the office worked before a moment; before the first day of the table none, since nothing is known of them. */
function workedMinutes(moment: 'came' | 'gone'): RawBuilder<number> {
  const day = sql.ref(`${moment}_day`);
  const minute = sql.ref(`${moment}_minute`);
  const span = (open: string, close: string) =>
    sql`greatest(0, least(${minute}, ${sql.ref(close)}[${day}]) - ${sql.ref(open)}[${day}])`;
  return sql`(before[${day}] + ${span('f1', 't1')} + ${span('f2', 't2')})`;
}

function takeAnswered(sums: Sums, row: AnsweredRow): void {
  const { level, count } = row;
  if (level === 3) {
    Object.assign(sums, { answered: count, rated: row.rated });
    sums.calendarSeconds = row.calendar_seconds;
    sums.workedSeconds = row.worked_seconds;
  } else if (level === 1) sums.calendar.push({ bucket: row.calendar, count });
  else sums.worked.push({ bucket: row.worked, count });
}
