import { sql } from 'kysely';
import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { readCity } from '../../../lib/city.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { measureOf } from '../cube/measures.ts';
import { countCells, takeIn } from './rollup.ts';
import { cellColumns, columnOfRollup, cuboids, keptMeasures } from './rollup-cells.ts';

/** A cell of a rollup that differs from the cases. */
export interface RollupDifference {
  title: string;
  /** First local day of the month. */
  month: string;
  /** Value of each side the rollup has; null = none. */
  cell: Record<string, string | null>;
  held: number;
  counted: number;
}

export interface RollupCheck {
  cells: number;
  difference: RollupDifference | null;
}

/** Recounts every cell of every rollup from the cases, in one snapshot of both. null where there are no rollups. */
export function checkRollup({ database, config, now }: Services): Promise<RollupCheck | null> {
  const zone = readCity(config).zone;
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await sql`SET LOCAL statement_timeout = 0`.execute(tx);
      if (!(await takeIn(tx, zone))) return null;
      const sides = [...cellColumns].map((column) => sql.ref(column));
      const pairs = (table: string) =>
        sql.join(keptMeasures.map((id) => sql`coalesce(${sql.ref(`${table}.${columnOfRollup(id)}`)}, 0)`));
      const same = sql.join(
        cellColumns.map(
          (column) => sql`${sql.ref(`held.${column}`)} IS NOT DISTINCT FROM ${sql.ref(`counted.${column}`)}`,
        ),
        sql` AND `,
      );
      const key = sql`md5(ROW(cuboid, registered_at, ${sql.join(sides)})::text) AS key`;
      const { rows } = await sql<{
        cells: number;
        cuboid: number | null;
        month: string;
        sides: (string | null)[];
        held: number[];
        counted: number[];
      }>`
        WITH held AS (SELECT *, ${key} FROM heatmap.rollup), counted AS (SELECT *, ${key} FROM (${countCells(zone, now())}) AS cell),
        both_sides AS (
          SELECT coalesce(held.cuboid, counted.cuboid) AS cuboid, coalesce(held.registered_at, counted.registered_at) AS at,
            ARRAY[${sql.join(cellColumns.map((column) => sql`coalesce(${sql.ref(`held.${column}`)}::text, ${sql.ref(`counted.${column}`)}::text)`))}] AS sides,
            ARRAY[${pairs('held')}] AS held, ARRAY[${pairs('counted')}] AS counted
          FROM held FULL JOIN counted ON held.key = counted.key AND held.cuboid = counted.cuboid AND ${same}
        ), first AS (SELECT * FROM both_sides WHERE held <> counted ORDER BY at, cuboid, sides LIMIT 1)
        SELECT (SELECT count(*)::int FROM both_sides) AS cells, cuboid, to_char(at AT TIME ZONE ${sql.lit(zone)}, 'YYYY-MM-DD') AS month,
          sides, held, counted FROM (SELECT 1) AS one LEFT JOIN first ON true`.execute(tx);
      const { cells, cuboid, month, sides: values, held, counted } = firstRow(rows);
      if (cuboid === null) return { cells, difference: null };
      const at = keptMeasures.findIndex((_, index) => held[index] !== counted[index]);
      const own = cuboids.find(({ id }) => id === cuboid)!;
      const cell = Object.fromEntries(
        own.columns.map((column) => [column, values[cellColumns.indexOf(column)] ?? null]),
      );
      const { title } = measureOf(itemAt(keptMeasures, at));
      return {
        cells,
        difference: { title, month, cell, held: numberAt(held, at), counted: numberAt(counted, at) },
      };
    });
}

const words: Record<string, string> = {
  district_id: 'территория',
  block: 'блок',
  fact_id: 'тема',
  channel: 'канал',
  executor_unit_id: 'исполнитель',
  h3: 'ячейка',
};

/** A sentence that names the cell. */
export function describeRollupDifference({ title, month, cell, held, counted }: RollupDifference): string {
  const where = Object.entries(cell).map(([column, value]) => `${words[column]} ${value ?? 'нет'}`);
  return `«${title}» за месяц с ${month} расходится: в числах ${held}, по делам ${counted} (${where.join(', ')})`;
}

export const describeRollupCheck = ({ cells }: RollupCheck): string =>
  `Числа по месяцам верны: сверено ячеек ${cells}`;
