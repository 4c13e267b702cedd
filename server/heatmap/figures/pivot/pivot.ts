import { sql } from 'kysely';
import type { AdditiveMeasure, getPivot } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Cube } from '../cube/cube.ts';
import type { Axis } from '../cube/query.ts';
import { currentCube } from '../feed/figures.ts';
import { cubeFilters, dayNumber, narrowBy, readFilterPeriod } from '../feed/filter.ts';
import { addends } from '../feed/rollup-read.ts';
import { readSide, type Side } from './pivot-sides.ts';

type Query = HandlerInput<typeof getPivot>['query'];
type Pivot = RouteReplyInput<typeof getPivot>;

/** Counts of both measures, row after row. */
interface Counted {
  values: Float64Array;
  second: Float64Array | null;
}

/** Route: two sides of the figures. Lines without a number are left out. */
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
  readFilterPeriod({ ...query, measure: 'received' });
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
function readAxis(cube: Cube, { of, values, lineOf, lines }: Side, from: number, to: number): Axis {
  if (of === 'day') {
    for (let day = from; day <= to; day += 1) lineOf(day);
    return { of, size: lines().length, line: lineOf };
  }
  if (values) {
    const table = values.map(lineOf);
    return { of, size: lines().length, line: (code) => table[code]! };
  }
  const dictionary = cube.names[of as keyof Cube['names']];
  const table = Array.from({ length: dictionary.size() }, (_, code) => lineOf(dictionary.name(code)));
  return { of, size: lines().length, line: (code) => table[code]! };
}

/** The same where the figures are not in memory: from rollups by month and the days at both ends, or by GROUP BY alone. */
export async function countInDatabase(ctx: Ctx, query: Query, sides: Sides): Promise<Counted> {
  const values = await readCells(ctx, query, query.measure, sides);
  const second = query.second ? await readCells(ctx, query, query.second, sides) : null;
  // Lines are made as they are met: only now it is known how many there are.
  const width = sides.columns.lines().length;
  const size = sides.rows.lines().length * width;
  const lay = (cells: readonly Cell[]): Float64Array => {
    const out = new Float64Array(size);
    for (const { line, place, value } of cells) out[line * width + place]! += value;
    return out;
  };
  return { values: lay(values), second: second && lay(second) };
}

interface Cell {
  line: number;
  place: number;
  value: number;
}

async function readCells(
  ctx: Ctx,
  query: Query,
  measure: AdditiveMeasure,
  { rows, columns }: Sides,
): Promise<Cell[]> {
  const { current } = readFilterPeriod({ ...query, measure: 'received' });
  const { conditions, reads } = narrowBy(query);
  const source = await addends(ctx, {
    measure,
    period: current,
    columns: [...rows.reads, ...columns.reads, ...reads],
    isByDay: [query.rows, query.columns].some((side) => side === 'day' || side === 'week' || side === 'age'),
  });
  const { rows: found } = await sql<{ row: string; column: string; value: number }>`
    SELECT ${rows.column} AS row, ${columns.column} AS column, sum(value)::int AS value FROM (${source}) AS addend
    WHERE ${sql.join(conditions, sql` AND `)} GROUP BY 1, 2`.execute(ctx.db);
  return found.map(({ row, column, value }) => ({
    line: rows.lineOf(row),
    place: columns.lineOf(column),
    value,
  }));
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
