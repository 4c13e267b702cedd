import { sql } from 'kysely';
import { firstOf } from '../../../shared/lists.ts';
import { DAY } from '../../../shared/time.ts';
import { currentTaxonomy } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { ZoneRule } from './pack.ts';
import { cellsWithin, hexagonOf } from './places.ts';

/** What cases of one week are now: every count is a sum over the weeks. */
export interface WeekCounts {
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

interface Whereabouts {
  /** The district the cases have; null = none, though they lie in a hexagon that is counted. */
  district: string | null;
  /** The hexagon of zones they lie in, where that one is counted. */
  cell: string | null;
  block: string;
  /** Empty where topics are not told apart. */
  fact: string;
}

/** Cases of one whereabouts and topic: what every place is a sum of, so that places can be told without one another's cases. */
export interface Atom extends Whereabouts {
  weeks: WeekCounts[];
  /** Messages at each address within the hours of the rule. */
  spots: ReadonlyMap<string, number>;
  ratings: number;
  lowRatings: number;
  /** Weighed resonance in networks within the window; 0 where the rule knows none. */
  resonance: number;
}

export type Split = 'block' | 'fact';

/** What the passes over the cases are told by. */
interface Count {
  rule: ZoneRule;
  at: Date;
  by: Split;
  /** Stored cells of the hexagons that are counted, with the hexagon each belongs to. */
  hexagons: ReadonlyMap<string, string>;
}

const back = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY);

/**
 * What is known of the city at a moment, told by what had come, was answered and was rated up to it. Cases without a topic are in no atom,
 * nor those with neither a district nor a hexagon that is counted. Plans: one pass over the cases of a year; case_file_registered and
 * rating_at over the last weeks.
 */
export async function countAtoms(
  ctx: Ctx,
  rule: ZoneRule,
  at: Date,
  { by, hexagons }: { by: Split; hexagons: readonly string[] },
): Promise<Atom[]> {
  const within = hexagons.flatMap((key) => cellsWithin(key).map((h3) => [h3, key] as const));
  const count: Count = { rule, at, by, hexagons: new Map(within) };
  // One after another: the count runs in one transaction, on one connection.
  const weeks = gather(count, await countWeeks(ctx, count));
  const spots = gather(count, await findSpots(ctx, count));
  const rated = gather(count, await countRatings(ctx, count));
  const told = gather(count, await countResonance(ctx, count));
  // Of a whereabouts with resonance and no case of its own there is an atom too: the place it lies in has cases beside.
  const keys = new Set([...weeks.keys(), ...told.keys()]);
  return [...keys].map((key) => {
    const rows = weeks.get(key) ?? [];
    const { district, cell, block, fact } = firstOf([...rows, ...(told.get(key) ?? [])]);
    return {
      district,
      cell,
      block,
      fact,
      weeks: rows,
      spots: sumByAddress(spots.get(key) ?? []),
      ratings: (rated.get(key) ?? []).reduce((sum, { ratings }) => sum + ratings, 0),
      lowRatings: (rated.get(key) ?? []).reduce((sum, { low }) => sum + low, 0),
      resonance: (told.get(key) ?? []).reduce((sum, { weight }) => sum + weight, 0),
    };
  });
}

/** Rows of stored cells as those of the hexagons they lie in. */
function gather<R extends Whereabouts>({ hexagons }: Count, rows: readonly R[]): Map<string, R[]> {
  const placed = rows.map((row) => ({ ...row, cell: row.cell && (hexagons.get(row.cell) ?? null) }));
  return Map.groupBy(placed, ({ district, cell, block, fact }) =>
    JSON.stringify([district, cell, block, fact]),
  );
}

function sumByAddress(rows: readonly { address: string; count: number }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { address, count } of rows) counts.set(address, (counts.get(address) ?? 0) + count);
  return counts;
}

const columns = ({ by, hexagons }: Count) =>
  sql`file.district_id AS district, CASE WHEN file.h3 = ANY(${[...hexagons.keys()]}::text[]) THEN file.h3 END AS cell, file.block, ${
    by === 'fact' ? sql`coalesce(file.fact_id, '')` : sql`''`
  } AS fact`;
const isOfAtom = ({ hexagons }: Count) =>
  sql`(file.district_id IS NOT NULL OR file.h3 = ANY(${[...hexagons.keys()]}::text[])) AND file.block IS NOT NULL AND file.status <> 'rejected'`;

/** Facts whose word to the resident is to call for help at once. */
const dangerFacts = (): string[] =>
  currentTaxonomy().facts.flatMap(({ id, stopper }) => (stopper === null ? [] : [id]));

const isOpenAt = (at: Date) =>
  sql`(answered_at IS NULL OR answered_at > ${at}) AND (closed_at IS NULL OR closed_at > ${at})`;
const isBeyond = ({ triggers }: ZoneRule, at: Date) =>
  sql`due_at < ${at} AND ${at} > registered_at + ${triggers.termTimes}::float8 * (due_at - registered_at)`;

async function countWeeks(ctx: Ctx, count: Count): Promise<(Whereabouts & WeekCounts)[]> {
  const { rule, at } = count;
  const year = back(at, (rule.historyWeeks + 1) * rule.windowDays);
  const recent = back(at, rule.repeatDays);
  const isOpen = isOpenAt(at);
  const { rows } = await sql<Whereabouts & WeekCounts>`
    SELECT ${columns(count)},
      floor(extract(epoch FROM ${at}::timestamptz - registered_at) / ${rule.windowDays * 86_400}::float8)::int AS week,
      count(*)::int AS count,
      count(*) FILTER (WHERE ${isOpen})::int AS open,
      count(*) FILTER (WHERE ${isOpen} AND least(due_at, breached_at) < ${at})::int AS overdue,
      count(*) FILTER (WHERE ${isOpen} AND ${isBeyond(rule, at)})::int AS beyond,
      count(*) FILTER (WHERE ${isOpen} AND registered_at > ${back(at, rule.triggers.dangerHours / 24)}
        AND fact_id = ANY(${dangerFacts()}::text[]))::int AS danger,
      count(*) FILTER (WHERE registered_at > ${recent})::int AS recent,
      count(*) FILTER (WHERE registered_at > ${recent} AND (reopen_count > 0 OR file.id IN (
        SELECT case_id FROM office.v_repeat WHERE earlier_at IS NOT NULL)))::int AS repeated,
      count(*) FILTER (WHERE registered_at > ${back(at, rule.windowDays)} AND importance = 'high')::int AS important
    FROM cases.v_case AS file WHERE registered_at > ${year} AND registered_at <= ${at} AND ${isOfAtom(count)}
    GROUP BY district, cell, file.block, fact, week`.execute(ctx.db);
  return rows;
}

/** Messages at one place within hours. */
async function findSpots(
  ctx: Ctx,
  count: Count,
): Promise<(Whereabouts & { address: string; count: number })[]> {
  const { rule, at } = count;
  const { rows } = await sql<Whereabouts & { address: string; count: number }>`
    SELECT ${columns(count)}, address, count(*)::int AS count FROM cases.v_case AS file
    WHERE registered_at > ${back(at, rule.triggers.onObjectHours / 24)} AND registered_at <= ${at}
      AND address IS NOT NULL AND ${isOfAtom(count)}
    GROUP BY district, cell, file.block, fact, address`.execute(ctx.db);
  return rows;
}

async function countRatings(
  ctx: Ctx,
  count: Count,
): Promise<(Whereabouts & { ratings: number; low: number })[]> {
  const { rule, at } = count;
  const { rows } = await sql<Whereabouts & { ratings: number; low: number }>`
    SELECT ${columns(count)}, count(*)::int AS ratings, count(*) FILTER (WHERE rating.score <= 2)::int AS low
    FROM cases.v_rating AS rating JOIN cases.v_case AS file ON file.id = rating.case_id
    WHERE rating.at > ${back(at, rule.repeatDays)} AND rating.at <= ${at} AND rating.score IS NOT NULL AND ${isOfAtom(count)}
    GROUP BY 1, 2, 3, 4`.execute(ctx.db);
  return rows;
}

/**
 * What was written in networks within the window of incidents with a topic, weighed by how many saw and answered it as the network told
 * last; what was dismissed, or merged away, resounds nowhere. Plan: post_captured over the window.
 */
async function countResonance(ctx: Ctx, count: Count): Promise<(Whereabouts & { weight: number })[]> {
  const { rule, at } = count;
  if (!rule.resonance) return [];
  const { post, views, likes, comments, shares } = rule.resonance.weights;
  const { rows } = await sql<Whereabouts & { weight: number }>`
    SELECT ${columns(count)}, sum(${post}::float8 + ${views}::float8 * coalesce(told.views, 0)
      + ${likes}::float8 * coalesce(told.likes, 0) + ${comments}::float8 * coalesce(told.comments, 0)
      + ${shares}::float8 * coalesce(told.shares, 0))::float8 AS weight
    FROM incidents.v_post_reach AS told JOIN incidents.v_incident AS file ON file.id = told.incident_id
    WHERE told.captured_at > ${back(at, rule.windowDays)} AND told.captured_at <= ${at}
      AND file.status NOT IN ('dismissed', 'merged') AND file.block IS NOT NULL
      AND (file.district_id IS NOT NULL OR file.h3 = ANY(${[...count.hexagons.keys()]}::text[]))
    GROUP BY 1, 2, 3, 4`.execute(ctx.db);
  return rows;
}

/**
 * Hexagons where there is enough of one block to be told at all: by the messages of the window, or by the open cases far beyond their
 * term. The rest of a large city is not looked at. Plan: one pass over the cases of a year.
 */
export async function busyHexagons(ctx: Ctx, rule: ZoneRule, at: Date): Promise<string[]> {
  const { resolution, minimum, danger, beyond } = rule.places.hexagon;
  const window = back(at, rule.windowDays);
  const { rows } = await sql<{ h3: string; block: string; fresh: number; late: number }>`
    SELECT h3, block, count(*) FILTER (WHERE registered_at > ${window})::int AS fresh,
      count(*) FILTER (WHERE ${isOpenAt(at)} AND ${isBeyond(rule, at)})::int AS late
    FROM cases.v_case WHERE registered_at <= ${at} AND h3 IS NOT NULL AND block IS NOT NULL AND status <> 'rejected'
      AND (registered_at > ${window} OR registered_at > ${back(at, (rule.historyWeeks + 1) * rule.windowDays)} AND ${isOpenAt(at)})
    GROUP BY h3, block`.execute(ctx.db);
  const least = Math.min(minimum, danger, rule.triggers.onObject);
  const sums = new Map<string, { key: string; fresh: number; late: number }>();
  for (const { h3, block, fresh, late } of rows) {
    const key = hexagonOf(h3, resolution);
    const sum = sums.get(`${key} ${block}`) ?? { key, fresh: 0, late: 0 };
    sums.set(`${key} ${block}`, { key, fresh: sum.fresh + fresh, late: sum.late + late });
  }
  const busy = [...sums.values()].filter(({ fresh, late }) => fresh >= least || late >= beyond);
  return [...new Set(busy.map(({ key }) => key))];
}
