import { type RawBuilder, sql } from 'kysely';
import type { IndicatorSlice } from '../../../shared/contract/indicators.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/context.ts';
import { localDate, officeHours } from '../deadlines/index.ts';
import { indicatorPack } from './pack.ts';
import { BUCKET_LOG, type BucketCount } from './sketch.ts';
import { type Grouping, readScope, type Scope } from './slice.ts';
import { type SourceId, type SourceOptions, sourceIds, sourceRows } from './sources.ts';

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
  ...{ marks: new Map<string, number>(), answered: 0, rated: 0 },
  ...{ calendarSeconds: 0, workedSeconds: 0, calendar: [], worked: [] },
});

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
  const [marks, answered] = await Promise.all([countMarks(ctx, scope, options), countAnswered(ctx, scope)]);
  for (const { g, source, mark, count } of marks) of(g).marks.set(`${source} ${mark}`, count);
  for (const row of answered) takeAnswered(of(row.g), row);
  return sums;
}

export const optionsOf = (ctx: Ctx, { from, to }: IndicatorSlice): SourceOptions => {
  const rules = indicatorPack.on(localDate(ctx.now));
  return { repeatDays: rules.repeatDays, templateShare: rules.template.share, days: { from, to } };
};

interface MarkRow {
  g: string;
  source: SourceId;
  mark: string;
  count: number;
}

/** Things by source and mark in one statement; hand-overs are read once for their number and for the cases they touched. */
async function countMarks(ctx: Ctx, scope: Scope, options: SourceOptions): Promise<MarkRow[]> {
  const counted = sourceIds
    .filter((id) => id !== 'steps')
    .map(
      (id) => sql`SELECT ${sql.lit(id)} AS source, g, mark, count(*)::int AS count
        FROM (${sourceRows(id, scope, options)}) AS told GROUP BY g, mark`,
    );
  const { rows } = await sql<MarkRow>`
    WITH step AS MATERIALIZED (${sourceRows('steps', scope, options)})
    SELECT 'steps' AS source, g, mark, count(*)::int AS count FROM step GROUP BY g, mark
    UNION ALL
    SELECT 'steps', g, 'touched', count(DISTINCT case_id)::int FROM step
    WHERE mark IN ('assigned', 'refused', 'forwarded') GROUP BY g
    UNION ALL ${sql.join(counted, sql` UNION ALL `)}`.execute(ctx.db);
  return rows;
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
  const hours = officeHours(new Date(from.getTime() - LONGEST_WAIT * 86_400_000), to);
  const { zone } = readCity(ctx.config);
  const bucket = (seconds: RawBuilder<unknown>) =>
    sql`CASE WHEN ${seconds} > 0 THEN ceil(ln(${seconds}) / ${BUCKET_LOG}::float8)::int END`;
  const worked = (moment: RawBuilder<unknown>) => workedSeconds(moment, zone, hours.first);
  const { rows } = await sql<AnsweredRow>`
    WITH hours AS MATERIALIZED (SELECT ${hours.before}::int[] AS before, ${hours.spans[0]}::int[] AS f1, ${hours.spans[1]}::int[] AS t1,
      ${hours.spans[2]}::int[] AS f2, ${hours.spans[3]}::int[] AS t2),
    given AS MATERIALIZED (
      SELECT ${by} AS g, rating, extract(epoch FROM answered_at - registered_at)::float8 AS calendar,
        greatest(0, ${worked(sql`answered_at`)} - ${worked(sql`registered_at`)})::float8 AS worked
      FROM cases.v_case AS file, hours WHERE answered_at >= ${from} AND answered_at < ${to} AND ${where}
    ), placed AS (
      SELECT g, rating, calendar AS c, worked AS w, ${bucket(sql`calendar`)} AS calendar, ${bucket(sql`worked`)} AS worked FROM given
    )
    SELECT g, grouping(calendar, worked) AS level, calendar, worked, count(*)::int AS count, count(rating)::int AS rated,
      sum(c) AS calendar_seconds, sum(w) AS worked_seconds
    FROM placed GROUP BY GROUPING SETS ((g), (g, calendar), (g, worked))`.execute(ctx.db);
  return rows;
}

/** Seconds of the office worked before a moment; before the first day of the table none, since nothing is known of them. */
function workedSeconds(moment: RawBuilder<unknown>, zone: string, first: number): RawBuilder<number> {
  const local = sql`(${moment} AT TIME ZONE ${sql.lit(zone)})`;
  const day = sql`greatest(1, (${local}::date - '1970-01-01'::date) - ${sql.lit(first)} + 1)`;
  const minute = sql`(extract(epoch FROM ${local}::time) / 60)::float8`;
  const span = (open: string, close: string) =>
    sql`greatest(0, least(${minute}, ${sql.raw(close)}[${day}]) - ${sql.raw(open)}[${day}])`;
  return sql`(60 * (before[${day}] + ${span('f1', 't1')} + ${span('f2', 't2')}))`;
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
