import { type RawBuilder, sql } from 'kysely';
import { addNumber } from '../../../../shared/lists.ts';
import type { Db } from '../../../lib/database/db.ts';
import { uint8At, uint16At, uint32At } from '../../../lib/typed-arrays.ts';
import type { Cube } from '../cube/cube.ts';
import { type FlowMeasure, measures, type StockMeasure, sourcesOf } from '../cube/measures.ts';
import { endedFlows, flowSum } from '../feed/span-rows.ts';
import type { CellKey, CellReader } from './cells.ts';

/** Flow, and of stock what a day adds and takes away: where every day is right, so is the end of each. */
export const turnIds = measures.flatMap(({ id, family }): (FlowMeasure | StockMeasure)[] =>
  family === 'cohort' ? [] : [id],
);

/** What the figures hold of the days, by cell. */
export function heldTurns(
  { rows }: Cube,
  { from, to }: { from: number; to: number },
  { found, cellOf }: CellReader,
): Map<string, number[]> {
  const sources = turnIds.map(sourcesOf);
  for (const name of ['all', 'starts', 'ends'] as const) {
    for (let day = from; day <= to; day += 1) {
      const held = rows[name].day(day);
      if (!held) continue;
      const { size, combo, spot, marks } = held;
      for (let at = 0; at < size; at += 1) {
        const cell = cellOf(day, uint32At(combo, at), uint32At(spot, at));
        sources.forEach((list, index) => {
          for (const { store, weights, sign } of list)
            if (store === name) addNumber(cell, index, sign * uint8At(weights, uint16At(marks, at)));
        });
      }
    }
  }
  // What began and ended on one day leaves nothing.
  for (const [key, numbers] of found) if (numbers.every((number) => number === 0)) found.delete(key);
  return found;
}

/** The same by the stretches in which cases were open, counted by the database. */
export async function countTurns(
  db: Db,
  zone: RawBuilder<unknown>,
  { from, to }: { from: RawBuilder<unknown>; to: RawBuilder<unknown> },
): Promise<{ key: CellKey; sums: number[] }[]> {
  const dayOf = (moment: RawBuilder<unknown>) =>
    sql`(${moment} AT TIME ZONE ${zone})::date - DATE '1970-01-01'`;
  const lateAt = sql`greatest(began_at, broken_at)`;
  const isLate = sql`(broken_at IS NOT NULL AND (ended_at IS NULL OR ${dayOf(lateAt)} < ${dayOf(sql`ended_at`)}))`;
  const numbers = turnIds.map((id) => sql.ref(id));
  const turn = (
    at: RawBuilder<unknown>,
    told: Partial<Record<(typeof turnIds)[number], RawBuilder<unknown>>>,
    where: RawBuilder<unknown>,
  ) => sql`SELECT ${dayOf(at)} AS day, district_id, block, fact_id, channel, executor_unit_id::text AS unit, h3,
      ${sql.join(turnIds.map((id) => sql`${told[id] ?? sql`0`} AS ${sql.ref(id)}`))}
    FROM cases.v_open_span WHERE ${at} >= ${from} AND ${at} < ${to} AND ${where}`;
  const ended = Object.fromEntries(endedFlows.map((id) => [id, flowSum(id)]));
  const turns = [
    turn(sql`began_at`, { 'stock-open': sql`1`, returned: sql`is_return::int` }, sql`true`),
    turn(
      sql`ended_at`,
      { ...ended, 'stock-open': sql`-1`, 'stock-overdue': sql`-(${isLate})::int` },
      sql`true`,
    ),
    turn(lateAt, { 'stock-overdue': sql`1` }, isLate),
  ];
  const sums = sql.join(numbers.map((number) => sql`sum(${number})::int`));
  const sides = sql`day, district_id, block, fact_id, channel, unit, h3`;
  const { rows } = await sql<{ key: CellKey; sums: number[] }>`
    SELECT json_build_array(${sides}) AS key, ARRAY[${sums}] AS sums FROM (${sql.join(turns, sql` UNION ALL `)}) AS turn
    GROUP BY ${sides} HAVING ${sql.join(
      numbers.map((number) => sql`sum(${number}) <> 0`),
      sql` OR `,
    )}
    ORDER BY ${sides}`.execute(db);
  return rows;
}
