import { sql } from 'kysely';
import { DAY } from '../../../shared/time.ts';
import { currentTaxonomy } from '../../base/taxonomy/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { ZoneRule } from './pack.ts';
import type { CellFacts } from './score.ts';

/** A block or a topic in a great district: parts of a district are too small to count by. */
export interface Cell {
  districtId: string;
  block: string;
  factId: string | null;
  facts: CellFacts;
}

interface Place {
  d: string;
  block: string;
  fact: string;
}

/** What cases of one week of a cell are now: every count is a sum over the weeks. */
interface WeekRow extends Place {
  week: number;
  count: number;
  open: number;
  overdue: number;
  beyond: number;
  danger: number;
  recent: number;
  repeated: number;
  important: number;
}

/**
 * What is known of every cell at a moment, told by what had come, was answered and was rated up to it. Cases without a district or
 * topic are in no cell. Plans: one pass over the cases of a year; case_file_registered and rating_at over the last weeks.
 */
export async function readCells(ctx: Ctx, rule: ZoneRule, at: Date, by: 'block' | 'fact'): Promise<Cell[]> {
  // One after another: the count runs in one transaction, on one connection.
  const weeks = await countWeeks(ctx, rule, at, by);
  const spots = await findSpots(ctx, rule, at, by);
  const rated = await countRatings(ctx, rule, at, by);
  const first = await findFirst(ctx);
  const length = rule.windowDays * DAY;
  const known = first === null ? 0 : Math.floor((at.getTime() - first.getTime()) / length);
  const shown = Math.max(1, Math.min(known, rule.historyWeeks + 1));
  return [...Map.groupBy(weeks, keyOf)].map(([key, rows]) => {
    const { d, block, fact } = firstRow(rows);
    const sum = (of: (row: WeekRow) => number) => rows.reduce((all, row) => all + of(row), 0);
    const counts = new Array<number>(shown).fill(0);
    for (const { week, count } of rows) if (week < shown) counts[week] = count;
    return {
      districtId: d,
      block,
      factId: by === 'fact' ? fact : null,
      facts: {
        weeks: counts,
        open: sum((row) => row.open),
        overdue: sum((row) => row.overdue),
        recent: sum((row) => row.recent),
        repeated: sum((row) => row.repeated),
        reach: null,
        ratings: rated.get(key)?.ratings ?? 0,
        lowRatings: rated.get(key)?.low ?? 0,
        important: sum((row) => row.important),
        onObject: spots.get(key) ?? 0,
        danger: sum((row) => row.danger),
        beyond: sum((row) => row.beyond),
      },
    };
  });
}

const keyOf = ({ d, block, fact }: Place): string => `${d} ${block} ${fact}`;

/** Nothing is known before the first case. Plan: case_file_registered from its beginning. */
async function findFirst(ctx: Ctx): Promise<Date | null> {
  const row = await ctx.db
    .selectFrom('cases.v_case')
    .select('registered_at')
    .orderBy('registered_at')
    .limit(1)
    .executeTakeFirst();
  return row?.registered_at ?? null;
}

const columns = (by: 'block' | 'fact') =>
  sql`split_part(file.district_id, '.', 1) AS d, file.block, ${
    by === 'fact' ? sql`coalesce(file.fact_id, '')` : sql`''`
  } AS fact`;
const isOfCell = sql`file.district_id IS NOT NULL AND file.block IS NOT NULL AND file.status <> 'rejected'`;

/** Facts whose word to the resident is to call for help at once. */
const dangerFacts = (): string[] =>
  currentTaxonomy().facts.flatMap(({ id, stopper }) => (stopper === null ? [] : [id]));

const back = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY);

async function countWeeks(ctx: Ctx, rule: ZoneRule, at: Date, by: 'block' | 'fact'): Promise<WeekRow[]> {
  const year = back(at, (rule.historyWeeks + 1) * rule.windowDays);
  const recent = back(at, rule.repeatDays);
  const isOpen = sql`(answered_at IS NULL OR answered_at > ${at}) AND (closed_at IS NULL OR closed_at > ${at})`;
  const { rows } = await sql<WeekRow>`
    SELECT ${columns(by)},
      floor(extract(epoch FROM ${at}::timestamptz - registered_at) / ${rule.windowDays * 86_400}::float8)::int AS week,
      count(*)::int AS count,
      count(*) FILTER (WHERE ${isOpen})::int AS open,
      count(*) FILTER (WHERE ${isOpen} AND least(due_at, breached_at) < ${at})::int AS overdue,
      count(*) FILTER (WHERE ${isOpen} AND due_at < ${at}
        AND ${at} > registered_at + ${rule.triggers.termTimes}::float8 * (due_at - registered_at))::int AS beyond,
      count(*) FILTER (WHERE ${isOpen} AND registered_at > ${back(at, rule.triggers.dangerHours / 24)}
        AND fact_id = ANY(${dangerFacts()}::text[]))::int AS danger,
      count(*) FILTER (WHERE registered_at > ${recent})::int AS recent,
      count(*) FILTER (WHERE registered_at > ${recent} AND (reopen_count > 0 OR file.id IN (
        SELECT case_id FROM office.v_repeat WHERE earlier_at IS NOT NULL)))::int AS repeated,
      count(*) FILTER (WHERE registered_at > ${back(at, rule.windowDays)} AND importance = 'high')::int AS important
    FROM cases.v_case AS file WHERE registered_at > ${year} AND registered_at <= ${at} AND ${isOfCell}
    GROUP BY d, file.block, fact, week`.execute(ctx.db);
  return rows;
}

/** Most messages at one place within hours. */
async function findSpots(
  ctx: Ctx,
  { triggers }: ZoneRule,
  at: Date,
  by: 'block' | 'fact',
): Promise<Map<string, number>> {
  const { rows } = await sql<Place & { most: number }>`
    SELECT d, block, fact, max(count)::int AS most FROM (
      SELECT ${columns(by)}, count(*) AS count FROM cases.v_case AS file
      WHERE registered_at > ${back(at, triggers.onObjectHours / 24)} AND registered_at <= ${at}
        AND address IS NOT NULL AND ${isOfCell}
      GROUP BY d, file.block, fact, address
    ) AS place GROUP BY d, block, fact`.execute(ctx.db);
  return new Map(rows.map((row) => [keyOf(row), row.most]));
}

async function countRatings(ctx: Ctx, { repeatDays }: ZoneRule, at: Date, by: 'block' | 'fact') {
  const { rows } = await sql<Place & { ratings: number; low: number }>`
    SELECT ${columns(by)}, count(*)::int AS ratings, count(*) FILTER (WHERE rating.score <= 2)::int AS low
    FROM cases.v_rating AS rating JOIN cases.v_case AS file ON file.id = rating.case_id
    WHERE rating.at > ${back(at, repeatDays)} AND rating.at <= ${at} AND rating.score IS NOT NULL AND ${isOfCell}
    GROUP BY 1, 2, 3`.execute(ctx.db);
  return new Map(rows.map((row) => [keyOf(row), row]));
}
