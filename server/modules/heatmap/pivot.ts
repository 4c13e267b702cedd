import { sql } from 'kysely';
import type { AdditiveMeasure, getPivot } from '../../../shared/contract/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import type { Cube } from './cube/cube.ts';
import type { Axis } from './cube/query.ts';
import { currentCube } from './figures.ts';
import { cubeFilters, dayNumber, districtCondition, readPeriod } from './filter.ts';
import { measureSums } from './measure-sql.ts';
import { readSide, type Side } from './pivot-sides.ts';

type Query = HandlerInput<typeof getPivot>['query'];
type Pivot = RouteReplyInput<typeof getPivot>;

/** Counts of both measures, row after row. */
interface Counted {
  values: Float64Array;
  second: Float64Array | null;
}

/** Route: any two sides of the figures. Lines without a number are left out. */
export async function readPivot(ctx: Ctx, { query }: HandlerInput<typeof getPivot>): Promise<Pivot> {
  const sides = await readSides(ctx, query);
  const cube = await currentCube(ctx);
  const counted = cube ? countInCube(cube, query, sides, ctx.now) : await countInDatabase(ctx, query, sides);
  return { ...trim(counted, sides), asOf: ctx.now.toISOString() };
}

interface Sides {
  rows: Side;
  columns: Side;
}

/** Refuses two sides of one kind, where a case is in one cell of its line at most. */
async function readSides(ctx: Ctx, { rows, columns, ...query }: Query): Promise<Sides> {
  readPeriod({ ...query, measure: 'received' });
  if (rows === columns) {
    throw new AppError('lib.bad-input', 'Строки и столбцы одинаковы. Выберите разные стороны.', {
      fields: { columns: 'Как строки' },
    });
  }
  const titles =
    rows === 'unit' || columns === 'unit' ? await readUnitTitles(ctx) : new Map<string, string>();
  return { rows: readSide(ctx, rows, titles), columns: readSide(ctx, columns, titles) };
}

/** How long names of organisations are not asked for again, ms. */
const TITLES_MS = 5000;
const titlesByDatabase = new Map<string, { at: number; titles: Promise<Map<string, string>> }>();

function readUnitTitles(ctx: Ctx): Promise<Map<string, string>> {
  const known = titlesByDatabase.get(ctx.config.databaseUrl);
  if (known && performance.now() - known.at < TITLES_MS && ctx.config.figuresLagMs > 0) return known.titles;
  const titles = ctx.db
    .selectFrom('identity.v_unit')
    .select(['id', 'short_title'])
    .execute()
    .then((units) => new Map(units.map(({ id, short_title }) => [id!, short_title!])));
  titlesByDatabase.set(ctx.config.databaseUrl, { at: performance.now(), titles });
  return titles;
}

export function countInCube(cube: Cube, query: Query, { rows, columns }: Sides, now: Date): Counted {
  const from = dayNumber(query.from);
  const to = dayNumber(query.to);
  const rowAxis = readAxis(cube, rows, from, to);
  const columnAxis = readAxis(cube, columns, from, to);
  const filters = cubeFilters(cube, query);
  const count = (measure: AdditiveMeasure) =>
    cube.count({ rows: rowAxis, columns: columnAxis, filters, from, to, measure, now: now.getTime() });
  return { values: count(query.measure), second: query.second ? count(query.second) : null };
}

/** Lines of every code there is: they are numbered before they are counted. */
function readAxis(cube: Cube, { of, lineOf, lines }: Side, from: number, to: number): Axis {
  if (of === 'day') {
    for (let day = from; day <= to; day += 1) lineOf(day);
    return { of, size: lines().length, line: lineOf };
  }
  const dictionary = cube.names[of as keyof Cube['names']];
  const table = Array.from({ length: dictionary.size() }, (_, code) => lineOf(dictionary.name(code)));
  return { of, size: lines().length, line: (code) => table[code]! };
}

/** The same by GROUP BY, where the figures are not in memory. Plan: case_file_registered. */
export async function countInDatabase(ctx: Ctx, query: Query, { rows, columns }: Sides): Promise<Counted> {
  const { current } = readPeriod({ ...query, measure: 'received' });
  const added = measureSums(ctx.now);
  const { channel, block, districtId, factId, unitId } = query;
  const conditions = [sql`registered_at >= ${current.from}`, sql`registered_at < ${current.to}`];
  if (channel !== undefined) conditions.push(sql`channel = ${channel}`);
  if (block !== undefined) conditions.push(block === 'none' ? sql`block IS NULL` : sql`block = ${block}`);
  if (districtId !== undefined) conditions.push(districtCondition(districtId));
  if (factId !== undefined) conditions.push(sql`fact_id = ${factId}`);
  if (unitId !== undefined)
    conditions.push(unitId === 'none' ? sql`executor_unit_id IS NULL` : sql`executor_unit_id = ${unitId}`);
  const { rows: found } = await sql<{ row: string; column: string; value: number; second: number }>`
    SELECT ${rows.column} AS row, ${columns.column} AS column, sum(${added[query.measure]})::int AS value,
      sum(${added[query.second ?? query.measure]})::int AS second
    FROM cases.v_figure WHERE ${sql.join(conditions, sql` AND `)} GROUP BY 1, 2`.execute(ctx.db);
  const placed = found.map((one) => ({
    ...one,
    line: rows.lineOf(one.row),
    place: columns.lineOf(one.column),
  }));
  const width = columns.lines().length;
  const values = new Float64Array(rows.lines().length * width);
  const second = query.second ? new Float64Array(values.length) : null;
  for (const { line, place, value, second: other } of placed) {
    values[line * width + place]! += value;
    if (second) second[line * width + place]! += other;
  }
  return { values, second };
}

/** Without lines that have no number on either measure. */
function trim({ values, second }: Counted, sides: Sides): Omit<Pivot, 'asOf'> {
  const rows = sides.rows.lines();
  const columns = sides.columns.lines();
  const hasRow = new Uint8Array(rows.length);
  const hasColumn = new Uint8Array(columns.length);
  let total = 0;
  for (let row = 0, at = 0; row < rows.length; row += 1) {
    for (let column = 0; column < columns.length; column += 1, at += 1) {
      total += values[at]!;
      if (values[at] === 0 && !second?.[at]) continue;
      hasRow[row] = 1;
      hasColumn[column] = 1;
    }
  }
  const keep = (numbers: Float64Array): number[] => {
    const kept: number[] = [];
    for (let row = 0; row < rows.length; row += 1) {
      if (hasRow[row] === 0) continue;
      for (let column = 0; column < columns.length; column += 1)
        if (hasColumn[column] === 1) kept.push(numbers[row * columns.length + column]!);
    }
    return kept;
  };
  return {
    rows: rows.filter((_, at) => hasRow[at] === 1),
    columns: columns.filter((_, at) => hasColumn[at] === 1),
    values: keep(values),
    second: second && keep(second),
    total,
  };
}
