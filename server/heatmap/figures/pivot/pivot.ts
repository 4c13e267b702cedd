import { type RawBuilder, sql } from 'kysely';
import {
  type AdditiveMeasure,
  flowMeasures,
  type getPivot,
  isStock,
  type PivotSide,
} from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { numberAt } from '../../../../shared/lists.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { addFloat64, float64At } from '../../../lib/typed-arrays.ts';
import { askedMeasure, countMeasure, momentAfter, todayNumber } from '../count-measure.ts';
import type { Cube } from '../cube/cube.ts';
import type { Axis, CubeFilter } from '../cube/query.ts';
import { currentCube } from '../feed/figures.ts';
import { cubeFilters, dayNumber, narrowBy, readFilterPeriod } from '../feed/filter.ts';
import { addends, type Wanted } from '../feed/rollup-read.ts';
import { isTime, readSide, type Side } from './pivot-sides.ts';

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
  // Of a day that is over the figures do not keep when what was open then had come.
  const last = lastLines(query, sides);
  const isAgedThen = isAged(query) && dayNumber(query.to) < todayNumber(ctx.now);
  const counted =
    cube && !isAgedThen ? countInCube(cube, query, sides, ctx.now) : await countInDatabase(ctx, query, sides);
  return { ...trim(counted, sides, last), asOf: ctx.now.toISOString() };
}

/** An outcome is of what has ended, an age of what came: a stock of a past day and a flow know neither, a return took the outcome away. */
function requireTold({ rows, columns, measure, second }: Query): void {
  const asked = [measure, ...(second ? [second] : [])];
  const has = (side: PivotSide): boolean => rows === side || columns === side;
  const isFlow = (one: AdditiveMeasure): boolean =>
    one !== 'received' && flowMeasures.some((flow) => flow === one);
  const fields = { measure: 'Не считается по этой стороне' };
  if (isTime(rows) && isTime(columns) && asked.some(isStock))
    throw new AppError('lib.bad-input', 'Обе стороны — время. Выберите разные стороны.', {
      fields: { columns: 'О том же, что строки' },
    });
  if (has('outcome') && asked.some(isStock))
    throw new AppError('lib.bad-input', 'У открытых дел результата ещё нет. Выберите другую сторону.', {
      fields,
    });
  if (has('outcome') && asked.includes('returned'))
    throw new AppError(
      'lib.bad-input',
      'У возвращённых дел результата больше нет. Выберите другую сторону.',
      {
        fields,
      },
    );
  if (has('age') && asked.some(isFlow))
    throw new AppError('lib.bad-input', 'Возраст есть у дел, а не у событий. Выберите другую сторону.', {
      fields,
    });
}

/** A stock by the age of its cases: by the day they came, however long ago. */
const isAged = ({ rows, columns, measure, second }: Query): boolean =>
  (rows === 'age' || columns === 'age') && (isStock(measure) || (second !== undefined && isStock(second)));

/** Before any case. */
const FIRST_DAY = dayNumber('2000-01-01');

/** Lines a stock over time ends with: they stay, though nothing is left in them. */
function lastLines({ rows, columns, measure, to }: Query, sides: Sides): { row: number; column: number } {
  const of = (side: PivotSide, { lineOf }: Side): number =>
    isStock(measure) && isTime(side) ? lineOf(dayNumber(to)) : -1;
  return { row: of(rows, sides.rows), column: of(columns, sides.columns) };
}

interface Sides {
  rows: Side;
  columns: Side;
}

/** Refuses two sides of one kind, where a case is in one cell of its line at most. */
async function readSides(ctx: Ctx, { rows, columns, ...query }: Query): Promise<Sides> {
  readFilterPeriod(query);
  requireTold({ rows, columns, ...query });
  if (rows === columns) {
    throw new AppError('lib.bad-input', 'Строки и столбцы одинаковы. Выберите разные стороны.', {
      fields: { columns: 'Как строки' },
    });
  }
  const titles =
    rows === 'unit' || columns === 'unit' ? await readUnitTitles(ctx) : new Map<string, string>();
  const asOf = isAged({ rows, columns, ...query }) ? query.to : undefined;
  return { rows: readSide(ctx, rows, titles, asOf), columns: readSide(ctx, columns, titles, asOf) };
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
  const to = dayNumber(query.to);
  const from = isAged(query) ? FIRST_DAY : dayNumber(query.from);
  const rowAxis = readAxis(cube, rows, from, to);
  const columnAxis = readAxis(cube, columns, from, to);
  const filters = cubeFilters(cube, query);
  const asked = { rows: rowAxis, columns: columnAxis, filters, from, to, now };
  const count = (measure: AdditiveMeasure) => {
    if (!isAged(query)) return countMeasure(cube, measure, asked);
    if (measure === 'open') return countMeasure(cube, 'still-open', asked);
    if (measure === 'overdue') return countMeasure(cube, 'still-overdue', asked);
    return countMeasure(cube, measure, { ...asked, filters: [...filters, since(dayNumber(query.from))] });
  };
  return { values: count(query.measure), second: query.second ? count(query.second) : null };
}

/** Of what came in the period alone, where the lines reach further back. */
const since = (from: number): CubeFilter => ({ of: 'day', takes: (day) => day >= from });

/** Lines of every code there is: they are numbered before they are counted. */
function readAxis(cube: Cube, { of, values, lineOf, lines }: Side, from: number, to: number): Axis {
  if (of === 'day') {
    for (let day = from; day <= to; day += 1) lineOf(day);
    return { of, size: lines().length, line: lineOf };
  }
  if (values) {
    const table = values.map(lineOf);
    return { of, size: lines().length, line: (code) => numberAt(table, code) };
  }
  const dictionary = cube.names[of as keyof Cube['names']];
  const table = Array.from({ length: dictionary.size() }, (_, code) => lineOf(dictionary.name(code)));
  return { of, size: lines().length, line: (code) => numberAt(table, code) };
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
    for (const { line, place, value } of cells) addFloat64(out, line * width + place, value);
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
  const { current } = readFilterPeriod(query);
  const { conditions, reads } = narrowBy(query);
  const wanted = {
    period: current,
    columns: [...rows.reads, ...columns.reads, ...reads],
    isByDay: [query.rows, query.columns].some((side) => side === 'day' || side === 'week' || side === 'age'),
  };
  const source = isStock(measure)
    ? await stockAddends(ctx, measure, query, { rows, columns, wanted })
    : await addends(ctx, { ...wanted, measure: askedMeasure(measure, false).id });
  const { rows: found } = await sql<{ row: string; column: string; value: number }>`
    SELECT ${rows.column} AS row, ${columns.column} AS column, sum(value)::int AS value FROM (${source}) AS addend
    WHERE ${sql.join(conditions, sql` AND `)} GROUP BY 1, 2`.execute(ctx.db);
  return found.map(({ row, column, value }) => ({
    line: rows.lineOf(row),
    place: columns.lineOf(column),
    value,
  }));
}

/** A stock as of the end of the period, or of each line of days; a day that is not over as of now. */
async function stockAddends(
  ctx: Ctx,
  measure: AdditiveMeasure,
  query: Query,
  { rows, columns, wanted }: Sides & { wanted: Omit<Wanted, 'measure'> },
): Promise<RawBuilder<unknown>> {
  const isByAge = query.rows === 'age' || query.columns === 'age';
  const side = isByAge ? null : rows.of === 'day' ? rows : columns.of === 'day' ? columns : null;
  const [from, to] = [dayNumber(query.from), Math.min(dayNumber(query.to), todayNumber(ctx.now))];
  const lastOf = new Map<number, number>();
  if (side) for (let day = from; day <= to; day += 1) lastOf.set(side.lineOf(day), day);
  else lastOf.set(0, to);
  const moments = [...lastOf.values()].map((day) => momentAfter(day, ctx.now));
  return addends(ctx, {
    ...wanted,
    moments,
    isByRegistration: isByAge,
    measure: askedMeasure(measure, false).id,
  });
}

/** Without lines that have no number on either measure. */
function trim(
  { values, second }: Counted,
  sides: Sides,
  last: { row: number; column: number },
): Omit<Pivot, 'asOf'> {
  const rows = sides.rows.lines();
  const columns = sides.columns.lines();
  const hasRow = new Uint8Array(rows.length);
  const hasColumn = new Uint8Array(columns.length);
  if (last.row >= 0) hasRow[last.row] = 1;
  if (last.column >= 0) hasColumn[last.column] = 1;
  let total = 0;
  for (let row = 0, at = 0; row < rows.length; row += 1) {
    for (let column = 0; column < columns.length; column += 1, at += 1) {
      total += float64At(values, at);
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
        if (hasColumn[column] === 1) kept.push(float64At(numbers, row * columns.length + column));
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
