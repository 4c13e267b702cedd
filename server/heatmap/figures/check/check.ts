import { sql } from 'kysely';
import { addNumber, firstOf, itemAt } from '../../../../shared/lists.ts';
import { DAY } from '../../../../shared/time.ts';
import { readCity } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { uint8At } from '../../../lib/typed-arrays.ts';
import type { Cube } from '../cube/cube.ts';
import {
  type CohortMeasure,
  type MeasureId,
  measureOf,
  measures,
  ofOpenOf,
  weightsOf,
} from '../cube/measures.ts';
import { freezeFigures } from '../feed/figures.ts';
import { measureSums } from '../feed/measure-sql.ts';
import { type CellKey, cellReader, keyOf } from './cells.ts';
import { countTurns, heldTurns, turnIds } from './check-turns.ts';

/** A cell that differs: what the figures hold and what the cases give. */
export interface Difference {
  measure: string;
  title: string;
  district: string | null;
  block: string | null;
  fact: string | null;
  channel: string;
  unit: string | null;
  hexagon: string | null;
  /** Days since 1970-01-01, local. */
  day: number;
  held: number;
  counted: number;
}

export interface CheckResult {
  /** Cells compared, over all measures. */
  cells: number;
  cases: number;
  /** The first by day, then by place. */
  difference: Difference | null;
}

const ids = measures.flatMap(({ id, family }): CohortMeasure[] => (family === 'cohort' ? [id] : []));

/** Local days compared at once: what a check holds in memory is one such stretch. */
const STRETCH = 31;

/**
 * Recounts every cell of the figures from the cases: territory × block × fact × channel × organisation × hexagon × day, for
 * each measure; of flow and stock what each day adds and takes. A stretch of days at a time, each in one snapshot of both, so that requests wait for a stretch at most.
 * null where this process holds no figures.
 */
export async function checkFigures(services: Services): Promise<CheckResult | null> {
  const result: CheckResult = { cells: 0, cases: 0, difference: null };
  const span = await freezeFigures(services, readSpan);
  if (!span) return null;
  for (let from = span.first; from <= span.last && !result.difference; from += STRETCH) {
    const days = { from, to: Math.min(from + STRETCH - 1, span.last) };
    const part = await freezeFigures(services, (cube, db) => checkDays(cube, db, services, days));
    if (!part) return null;
    result.cells += part.cells;
    result.cases += part.cases;
    result.difference = part.difference;
  }
  return result;
}

/** First and last day that either side has a case of. */
async function readSpan({ rows }: Cube, db: Db): Promise<{ first: number; last: number }> {
  const days = [...rows.all.days(), ...rows.ends.days()];
  const { rows: found } = await sql<{ first: Date | null; last: Date | null }>`
    SELECT min(registered_at) AS first, max(registered_at) AS last FROM cases.v_figure`.execute(db);
  const { first, last } = firstOf(found);
  // A day more on each side: the zone of the city.
  const counted = first && last ? [first.getTime() / DAY - 1, last.getTime() / DAY + 1].map(Math.floor) : [];
  const all = [...days, ...counted];
  return {
    first: all.reduce((a, b) => Math.min(a, b), all[0] ?? 0),
    last: all.reduce((a, b) => Math.max(a, b), -1),
  };
}

/** Plan: case_file_registered. */
async function checkDays(
  cube: Cube,
  db: Db,
  services: Services,
  days: { from: number; to: number },
): Promise<CheckResult> {
  const now = services.now();
  const zone = sql.lit(readCity(services.config).zone);
  // Written apart from the cube's own: one proves the other.
  const added = measureSums(now);
  const sums = ids.map((id) => sql`sum(${added[id]})::int`);
  const midnight = (day: number) =>
    sql`((DATE '1970-01-01' + ${sql.lit(day)})::timestamp AT TIME ZONE ${zone})`;
  const { rows } = await sql<{ key: CellKey; sums: number[]; cases: number }>`
    SELECT json_build_array(day, district_id, block, fact_id, channel, unit, h3) AS key, ARRAY[${sql.join(sums)}] AS sums,
      count(*)::int AS cases
    FROM cases.v_figure, LATERAL (SELECT (registered_at AT TIME ZONE ${zone})::date - DATE '1970-01-01' AS day,
      executor_unit_id::text AS unit) AS told
    WHERE registered_at >= ${midnight(days.from)} AND registered_at < ${midnight(days.to + 1)}
    GROUP BY day, district_id, block, fact_id, channel, unit, h3
    ORDER BY day, district_id, block, fact_id, channel, unit, h3`.execute(db);
  const cases = rows.reduce((sum, row) => sum + row.cases, 0);
  const cohort = compareAll(ids, cellsOf(cube, days, now.getTime()), rows);
  const turns = await countTurns(db, zone, { from: midnight(days.from), to: midnight(days.to + 1) });
  const difference =
    cohort ?? compareAll(turnIds, heldTurns(cube, days, cellReader(cube, turnIds.length)), turns);
  return { cells: rows.length * ids.length + turns.length * turnIds.length, cases, difference };
}

/** The first cell that differs; `held` is used up. */
function compareAll(
  of: readonly MeasureId[],
  held: Map<string, number[]>,
  counted: readonly { key: CellKey; sums: number[] }[],
): Difference | null {
  for (const { key, sums } of counted) {
    const found = compare(of, key, held.get(keyOf(key)) ?? [], sums);
    if (found) return found;
    held.delete(keyOf(key));
  }
  // What is held and no case gives.
  for (const [key, numbers] of held) {
    const found = compare(of, JSON.parse(key) as CellKey, numbers, []);
    if (found) return found;
  }
  return null;
}

function compare(
  of: readonly MeasureId[],
  [day, district, block, fact, channel, unit, hexagon]: CellKey,
  held: readonly number[],
  counted: readonly number[],
): Difference | null {
  const at = of.findIndex((_, index) => (held[index] ?? 0) !== (counted[index] ?? 0));
  if (at < 0) return null;
  return {
    measure: itemAt(of, at),
    title: measureOf(itemAt(of, at)).title,
    district: district!,
    block: block!,
    fact: fact!,
    channel,
    unit: unit!,
    hexagon: hexagon!,
    day,
    held: held[at] ?? 0,
    counted: counted[at] ?? 0,
  };
}

const none = { size: 0, combo: [], spot: [], marks: [], due: [] };

/** Every cell that holds a case, with each measure of a cohort. */
function cellsOf(cube: Cube, { from, to }: { from: number; to: number }, now: number): Map<string, number[]> {
  const { rows } = cube;
  const { found, cellOf } = cellReader(cube, ids.length);
  for (let day = from; day <= to; day += 1) {
    const { size, combo, spot, marks } = rows.all.day(day) ?? none;
    for (let at = 0; at < size; at += 1) {
      const cell = cellOf(day, combo[at]!, spot[at]!);
      ids.forEach((id, index) => {
        if (!ofOpenOf(id)) addNumber(cell, index, uint8At(weightsOf(id), marks[at]!));
      });
    }
  }
  for (let day = from; day <= to; day += 1) {
    const { size, combo, spot, due } = rows.open.day(day) ?? none;
    for (let at = 0; at < size; at += 1) {
      const cell = cellOf(day, combo[at]!, spot[at]!);
      ids.forEach((id, index) => {
        const ofOpen = ofOpenOf(id);
        if (ofOpen && (!ofOpen.isOverdue || due![at]! < now)) addNumber(cell, index, 1);
      });
    }
  }
  return found;
}
