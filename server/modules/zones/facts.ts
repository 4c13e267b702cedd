import { sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { currentTaxonomy } from '../taxonomy/index.ts';
import type { ZoneRule } from './pack.ts';
import type { CellFacts } from './score.ts';

/** A block or a topic in a great district: parts of a district are too small to count by. */
export interface Cell {
  districtId: string;
  block: string;
  factId: string | null;
  facts: CellFacts;
}

interface StateRow {
  d: string;
  block: string;
  fact: string;
  open: number;
  overdue: number;
  beyond: number;
  danger: number;
  recent: number;
  repeated: number;
  important: number;
  on_object: number;
  ratings: number;
  low: number;
}

const DAY = 86_400_000;

/**
 * What is known of every cell at a moment, told by what had come, was answered and was rated up to it. Cases without a district or
 * topic are in no cell. Plans: case_file_registered over a year; rating_at over the last weeks.
 */
export async function readCells(ctx: Ctx, rule: ZoneRule, at: Date, by: 'block' | 'fact'): Promise<Cell[]> {
  // One after another: the count runs in one transaction, on one connection.
  const weeks = await countWeeks(ctx, rule, at, by);
  const states = await countStates(ctx, rule, at, by);
  const first = await findFirst(ctx);
  const length = rule.windowDays * DAY;
  const known = first === null ? 0 : Math.floor((at.getTime() - first.getTime()) / length);
  const cells = new Map<string, Cell>();
  for (const row of states)
    cells.set(`${row.d} ${row.block} ${row.fact}`, {
      ...{ districtId: row.d, block: row.block, factId: by === 'fact' ? row.fact : null },
      facts: {
        weeks: new Array<number>(Math.max(1, Math.min(known, rule.historyWeeks + 1))).fill(0),
        ...{ open: row.open, overdue: row.overdue, recent: row.recent, repeated: row.repeated },
        ...{ ratings: row.ratings, lowRatings: row.low, important: row.important, reach: null },
        ...{ onObject: row.on_object, danger: row.danger, beyond: row.beyond },
      },
    });
  for (const { d, block, fact, week, count } of weeks) {
    const counts = cells.get(`${d} ${block} ${fact}`)?.facts.weeks as number[] | undefined;
    if (counts && week < counts.length) counts[week] = count;
  }
  return [...cells.values()];
}

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

async function countWeeks(ctx: Ctx, rule: ZoneRule, at: Date, by: 'block' | 'fact') {
  const since = new Date(at.getTime() - (rule.historyWeeks + 1) * rule.windowDays * DAY);
  const { rows } = await sql<{ d: string; block: string; fact: string; week: number; count: number }>`
    SELECT d, block, fact, week, count(*)::int AS count FROM (
      SELECT ${columns(by)},
        floor(extract(epoch FROM ${at}::timestamptz - file.registered_at) / ${rule.windowDays * 86_400}::float8)::int AS week
      FROM cases.v_case AS file WHERE file.registered_at > ${since} AND file.registered_at <= ${at} AND ${isOfCell}
    ) AS told GROUP BY d, block, fact, week`.execute(ctx.db);
  return rows;
}

/** Facts whose word to the resident is to call for help at once. */
const dangerFacts = (): string[] =>
  currentTaxonomy().facts.flatMap(({ id, stopper }) => (stopper === null ? [] : [id]));

async function countStates(ctx: Ctx, rule: ZoneRule, at: Date, by: 'block' | 'fact'): Promise<StateRow[]> {
  const back = (days: number): Date => new Date(at.getTime() - days * DAY);
  const year = back((rule.historyWeeks + 1) * rule.windowDays);
  const recent = back(rule.repeatDays);
  const { rows } = await sql<StateRow>`
    WITH told AS (
      SELECT ${columns(by)}, file.id, file.registered_at, file.due_at, file.importance, file.address, file.fact_id, file.reopen_count,
        (file.answered_at IS NULL OR file.answered_at > ${at}) AND (file.closed_at IS NULL OR file.closed_at > ${at}) AS is_open
      FROM cases.v_case AS file WHERE file.registered_at > ${year} AND file.registered_at <= ${at} AND ${isOfCell}
    ), state AS (
      SELECT d, block, fact, count(*) FILTER (WHERE is_open)::int AS open,
        count(*) FILTER (WHERE is_open AND due_at < ${at})::int AS overdue,
        count(*) FILTER (WHERE is_open AND due_at < ${at}
          AND ${at} > registered_at + ${rule.triggers.termTimes}::float8 * (due_at - registered_at))::int AS beyond,
        count(*) FILTER (WHERE is_open AND registered_at > ${back(rule.triggers.dangerHours / 24)}
          AND fact_id = ANY(${dangerFacts()}::text[]))::int AS danger,
        count(*) FILTER (WHERE registered_at > ${recent})::int AS recent,
        count(*) FILTER (WHERE registered_at > ${recent} AND (reopen_count > 0 OR id IN (
          SELECT case_id FROM office.v_repeat WHERE earlier_at IS NOT NULL)))::int AS repeated,
        count(*) FILTER (WHERE registered_at > ${back(rule.windowDays)} AND importance = 'high')::int AS important
      FROM told GROUP BY d, block, fact
    ), spot AS (
      SELECT d, block, fact, max(count)::int AS most FROM (
        SELECT d, block, fact, count(*) AS count FROM told
        WHERE registered_at > ${back(rule.triggers.onObjectHours / 24)} AND address IS NOT NULL GROUP BY d, block, fact, address
      ) AS place GROUP BY d, block, fact
    ), rated AS (
      SELECT ${columns(by)}, count(*)::int AS ratings, count(*) FILTER (WHERE rating.score <= 2)::int AS low
      FROM cases.v_rating AS rating JOIN cases.v_case AS file ON file.id = rating.case_id
      WHERE rating.at > ${recent} AND rating.at <= ${at} AND rating.score IS NOT NULL AND ${isOfCell} GROUP BY 1, 2, 3
    )
    SELECT state.*, coalesce(spot.most, 0) AS on_object, coalesce(rated.ratings, 0) AS ratings, coalesce(rated.low, 0) AS low
    FROM state LEFT JOIN spot USING (d, block, fact) LEFT JOIN rated USING (d, block, fact)`.execute(ctx.db);
  return rows;
}
