import {
  type AdditiveMeasure,
  type getPivotTable,
  isStock,
  type PivotSide,
} from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { knownIn } from '../../../../shared/known.ts';
import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { listOfMeasure, measureTitles, sideTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { ratioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { listDistricts } from '../../../base/territory/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isKnownPeriod, knownFrom } from '../count-measure.ts';
import { currentCube } from '../feed/figures.ts';
import { heatPack } from '../heat-pack.ts';
import { readPivot } from './pivot.ts';
import { lineNow, periodBefore } from './pivot-compare.ts';
import { addFormerLines } from './pivot-former.ts';
import { listOfLine, parentOf } from './pivot-lists.ts';
import { isTime, readSide } from './pivot-sides.ts';
import {
  type Cells,
  indexCells,
  keyOf,
  type Line,
  sumColumns,
  sumLine,
  type Together,
} from './pivot-sums.ts';

type Query = HandlerInput<typeof getPivotTable>['query'];
export type PivotTable = RouteReplyInput<typeof getPivotTable>;
type Counted = Awaited<ReturnType<typeof readPivot>>;

/** What a table on a screen and on paper can hold. */
const MOST_COLUMNS = 60;
const MOST_ROWS = 800;

/** Route: the table of the screen: subtotals, totals, the second measure, the comparison, the list behind each number. */
export async function readPivotTable(
  ctx: Ctx,
  { query }: HandlerInput<typeof getPivotTable>,
): Promise<PivotTable> {
  requireApart(query);
  const { compare, ...question } = query;
  const input = { params: undefined, body: undefined };
  const present = await readPivot(ctx, { ...input, query: question });
  // Ages are counted back from today: a former period has others.
  const isByAge = query.rows === 'age' || query.columns === 'age';
  const today = cityDay(ctx.config, ctx.now);
  // Of a period under way as many days as it has had.
  const passed = query.from <= today && today < query.to ? { from: query.from, to: today } : query;
  const beforePeriod = isByAge ? null : periodBefore(passed, compare);
  const { second, ...first } = question;
  const isRatio = second !== undefined && ratioOf(query.measure, second) !== null;
  const known = beforePeriod && (await knownFrom(ctx, await currentCube(ctx)));
  const isKnown = beforePeriod && known !== null && isKnownPeriod(query.measure, beforePeriod, known);
  const before = { ...(isRatio ? question : first), ...beforePeriod };
  const former = isKnown ? await readPivot(ctx, { ...input, query: before }) : null;
  const now = former && beforePeriod ? addFormerLines(ctx, query, present, former, beforePeriod) : present;
  requireFits(now);
  const columns = sortLines(query.columns, now.columns, sumColumns(now));
  const values = indexCells(now, now.values);
  const asked = { ...query, today };
  const lines = layOut(ctx, asked, now);
  const columnIds = columns.map(({ id }) => id);
  const sum = (cells: Cells, measure = query.measure) =>
    lines.map((line) => sumLine(line, columnIds, cells, togetherOf(query, measure)));
  const main = sum(values);
  return {
    table: {
      id: 'pivot',
      title: measureTitles[query.measure],
      rowTitle: sideTitles[query.rows],
      columnTitle: sideTitles[query.columns],
      columns: [
        ...columns.map(({ id, title }) => ({
          id,
          title,
          kind: 'count' as const,
          list: listOfLine(query.columns, id, asked),
        })),
        { id: 'total', title: 'Всего', kind: 'count', ...(isTime(query.columns) && ofWhole(asked)) },
      ],
      rows: lines.map((line, at) => ({ ...line.row, cells: itemAt(main, at) })),
      smallest: heatPack.on(today).smallest,
      list: listOfAll(asked),
    },
    second: now.second && sum(indexCells(now, now.second), query.second),
    before: former && beforePeriod && sum(alignFormer(query, former, former.values, beforePeriod)),
    secondBefore:
      former?.second && beforePeriod
        ? sum(alignFormer(query, former, former.second, beforePeriod), second)
        : null,
    beforePeriod,
    asOf: now.asOf,
  };
}

/** What a side tells of a case: two of one kind would ask the list of a cell one question twice. */
const kindOf = (side: PivotSide): string => {
  if (side === 'district' || side === 'subarea') return 'territory';
  if (side === 'block' || side === 'category' || side === 'fact') return 'topic';
  return ['day', 'week', 'month', 'quarter', 'year', 'age'].includes(side) ? 'time' : side;
};

function requireApart({ rows, columns }: Query): void {
  if (kindOf(rows) !== kindOf(columns)) return;
  throw new AppError('lib.bad-input', 'Строки и столбцы об одном и том же. Выберите разные стороны.', {
    fields: { columns: 'О том же, что строки' },
  });
}

/** Over time a stock is what there was in the end. */
function togetherOf(
  { rows, columns }: Query,
  measure: AdditiveMeasure,
): { rows: Together; columns: Together } {
  const of = (side: PivotSide): Together => (isStock(measure) && isTime(side) ? 'last' : 'sum');
  return { rows: of(rows), columns: of(columns) };
}

function requireFits({ rows, columns }: Counted): void {
  if (columns.length > MOST_COLUMNS)
    throw new AppError(
      'lib.bad-input',
      `Получилось ${counted(columns.length, 'столбец', 'столбца', 'столбцов')}, на экран входит ${MOST_COLUMNS}. Поменяйте строки и столбцы местами или сузьте отбор.`,
      { fields: { columns: 'Слишком много столбцов' } },
    );
  if (rows.length > MOST_ROWS)
    throw new AppError('lib.bad-input', `Строк больше ${MOST_ROWS}. Сузьте отбор или период.`, {
      fields: { rows: 'Слишком много строк' },
    });
}

type Asked = Query & { today: string };

/** The list of the whole period, for sums of a side of time, whose lines tell their own days. */
const ofWhole = ({ measure, from, to, today }: Asked) => ({
  list: listOfMeasure(measure, { from, to }, today),
});

const listOfAll = (asked: Asked): Record<string, string> => {
  const { rows, columns, channel, block, districtId, area, factId, unitId } = asked;
  return {
    ...(!isTime(rows) && !isTime(columns) && ofWhole(asked).list),
    ...(channel && { channel }),
    ...(block && { block }),
    ...(districtId && { districtId }),
    ...(area && { area }),
    ...(factId && { factId }),
    ...(unitId && { unitId }),
  };
};

/** The former cells under the ids of the present ones. */
function alignFormer(
  query: Query,
  former: Counted,
  values: readonly number[],
  before: { from: string; to: string },
): Cells {
  const cells = new Map<string, number>();
  for (const [place, value] of indexCells(former, values)) {
    const [row = '', column = ''] = place.split('\n');
    const [rowNow, columnNow] = [
      lineNow(query.rows, row, query, before),
      lineNow(query.columns, column, query, before),
    ];
    if (rowNow === null || columnNow === null) continue;
    const key = keyOf(rowNow, columnNow);
    cells.set(key, (cells.get(key) ?? 0) + value);
  }
  return cells;
}

/** A block here is the sum of its named facts; cases without a fact have a line of their own. */
const listOfGroup = (side: PivotSide, id: string, query: Asked): Record<string, string> =>
  side === 'block' ? { category: `${id}.*` } : listOfLine(side, id, query);

/** Rows with their groups before them, and the total. */
function layOut(ctx: Ctx, query: Asked, now: Counted): Line[] {
  const width = now.columns.length;
  const sums = new Map(
    now.rows.map(({ id }, line) => [
      id,
      now.values.slice(line * width, (line + 1) * width).reduce((sum, value) => sum + value, 0),
    ]),
  );
  const sorted = sortLines(query.rows, now.rows, sums);
  const groups = new Map<string, typeof sorted>();
  for (const line of sorted) {
    const parent = parentOf(query.rows, line.id);
    const key = parent ? keyOf(parent.side, parent.id) : '';
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const plain = (line: { id: string; title: string }, group?: string): Line => ({
    row: {
      id: line.id,
      title: group === line.title ? 'без уточнения' : line.title,
      kind: 'row',
      ...(group !== undefined && { group }),
      list: listOfLine(query.rows, line.id, query),
    },
    ids: [line.id],
  });
  const all: Line[] = [];
  for (const [key, lines] of [...groups].sort(([a], [b]) => Number(a === '') - Number(b === ''))) {
    const [side, id] = key.split('\n') as [PivotSide, string];
    // A group of itself alone needs no subtotal: a settlement without parts.
    if (key === '' || (lines.length === 1 && firstOf(lines).id === id)) {
      all.push(...lines.map((line) => plain(line)));
      continue;
    }
    const group = readSide(ctx, side, new Map());
    group.lineOf(
      side === 'month' || side === 'year'
        ? Date.parse(`${id.padEnd(7, '-01').slice(0, 7)}-01T00:00Z`) / 86_400_000
        : id,
    );
    const title = firstOf(group.lines()).title;
    all.push({
      row: { id: `${side}:${id}`, title, kind: 'group', list: listOfGroup(side, id, query) },
      ids: lines.map((line) => line.id),
    });
    all.push(...lines.map((line) => plain(line, title)));
  }
  const total: Line = {
    row: { id: 'total', title: 'Всего', kind: 'total', ...(isTime(query.rows) && ofWhole(query)) },
    ids: now.rows.map(({ id }) => id),
  };
  return [...all, total];
}

/** Districts and blocks in the order of their directories, time as it runs, the rest by size; what has none comes last. */
function sortLines(
  side: PivotSide,
  lines: readonly { id: string; title: string }[],
  sums: ReadonlyMap<string, number>,
) {
  const rank = orderOf(side);
  return lines.toSorted((a, b) => {
    const last = Number(a.id === 'none') - Number(b.id === 'none');
    return (
      last ||
      rank(a.id, b.id) ||
      knownIn(sums, b.id) - knownIn(sums, a.id) ||
      a.title.localeCompare(b.title, 'ru')
    );
  });
}

function orderOf(side: PivotSide): (a: string, b: string) => number {
  const byPlace = (ids: readonly string[]) => {
    const at = new Map(ids.map((id, place) => [id, place]));
    return (a: string, b: string) => (at.get(a) ?? ids.length) - (at.get(b) ?? ids.length);
  };
  switch (side) {
    case 'district':
    case 'subarea':
      return byPlace(listDistricts().map(({ id }) => id));
    case 'block':
      return byPlace(currentTaxonomy().blocks.map(({ code }) => code));
    case 'importance':
      return byPlace(['high', 'normal', 'low']);
    case 'category':
    case 'fact':
    case 'channel':
    case 'unit':
    case 'outcome':
    case 'applicant':
      return () => 0;
    case 'age':
      return (a, b) => b.localeCompare(a);
    default:
      return (a, b) => a.localeCompare(b);
  }
}
