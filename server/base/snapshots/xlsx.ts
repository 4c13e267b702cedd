import type { AreaChart } from '../../../shared/charts/chart.ts';
import { describeChart } from '../../../shared/charts/chart-words.ts';
import { drawChart } from '../../../shared/charts/draw.ts';
import { gapOf, heatOf, TOTAL, writeCell } from '../../../shared/charts/snapshot-heat.ts';
import type { FigureKind, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { toPng } from '../../lib/charts/png.ts';
import type { ColumnKind } from '../../lib/tables/columns.ts';
import type { CsvRow } from '../../lib/tables/csv.ts';
import { type Sheet, writeBook } from '../../lib/tables/xlsx.ts';
import type { DistrictGround } from '../territory/index.ts';
import { canPivot, type FlatLine, flattenFigures } from './figures.ts';
import { drawMaps } from './maps.ts';
import type { Snapshot } from './snapshot.ts';
import { addPictures, type BookPicture } from './xlsx-pictures.ts';
import { addPivot } from './xlsx-pivot.ts';

type Fact = readonly [string, string];

const kinds: Readonly<Record<FigureKind, ColumnKind>> = {
  count: 'number',
  share: 'percent',
  score: 'decimal',
  days: 'decimal',
};

/**
 * The snapshot as a workbook: each table with what was asked above it, and where its numbers add up also their flat
 * lines and the spreadsheet's own pivot table over them.
 */
export async function toXlsx(
  snapshot: Snapshot,
  facts: readonly Fact[],
  zone: string,
  ground: DistrictGround,
): Promise<Buffer> {
  const { title } = snapshot.content;
  const maps = drawMaps(snapshot.content, ground);
  const sheet = maps.length > 0 ? [mapSheet(title, maps)] : [];
  const book = await writeTables(snapshot, facts, zone, sheet);
  if (maps.length === 0) return book;
  return addPictures(book, {
    sheet: MAP_SHEET,
    row: maps.length + 2,
    pictures: await Promise.all(maps.map(paintMap)),
  });
}

const MAP_SHEET = 'Карта';
/** As wide as on paper, points. */
const MAP_WIDTH = 600;

/** The sheet the pictures lie on: what each shows stands above them. */
const mapSheet = (title: string, maps: readonly { caption: string }[]): Sheet => ({
  name: MAP_SHEET,
  above: [title, ...maps.map(({ caption }) => caption)],
  heads: [],
  lines: [],
});

async function paintMap({ chart }: { chart: AreaChart }): Promise<BookPicture> {
  const picture = drawChart(chart, MAP_WIDTH);
  const { width, height } = picture;
  return { png: await toPng(picture), width, height, words: describeChart(chart) };
}

async function writeTables(
  snapshot: Snapshot,
  facts: readonly Fact[],
  zone: string,
  more: readonly Sheet[],
): Promise<Buffer> {
  const { title, tables } = snapshot.content;
  const above = [title, ...facts.map(([name, value]) => `${name}: ${value}`), ''];
  const book = { title: `${title}, ${snapshot.number}`, made: new Date(snapshot.madeAt), zone };
  const sheets = [...tables.map((table) => drawTable(table, above)), ...more];
  const pivoted = tables.find(canPivot);
  const lines = pivoted ? flattenFigures(pivoted) : [];
  if (!pivoted || lines.length === 0) return writeBook({ ...book, sheets });
  const pivot: Sheet = {
    name: 'Сводная',
    above: [title, facts.map((fact) => fact.join(': ')).join('; ')],
    heads: [],
    lines: [],
  };
  return addPivot(await writeBook({ ...book, sheets: [...sheets, drawFlat(pivoted, lines), pivot] }), {
    lines,
    rowTitle: pivoted.rowTitle,
    columnTitle: pivoted.columnTitle!,
    valueTitle: pivoted.title,
    dataSheet: 'Данные',
    pivotSheet: 'Сводная',
    hasGroups: pivoted.rows.some(({ group }) => group !== undefined),
  });
}

function drawTable(table: SnapshotTable, above: readonly string[]): Sheet {
  const { columns, smallest, ratio } = table;
  const heat = heatOf(table);
  const counted = columns.filter(({ id, kind }) => kind === 'count' && id !== TOTAL).length;
  const parts = table.rows.flatMap(({ kind }, at) => (kind === 'row' ? [at] : []));
  const legend =
    ratio && heat ? [`Цвет: ${heat.steps.join(', ')}; заштриховано мало данных: меньше ${smallest}`] : [];
  return {
    name: table.title,
    above: [...above.slice(0, -1), ...legend, ''],
    frozen: 1,
    heads: [
      { title: table.rowTitle, width: 36 },
      ...columns.map(({ title, kind }) => ({ title, width: 13, kind: kinds[kind] })),
    ],
    lines: table.rows.map((row) => {
      const looks = columns.map((_column, at) => heat?.lookAt(row, at) ?? 'plain');
      return {
        cells: [
          row.kind === 'row' && row.group !== undefined ? `  ${row.title}` : row.title,
          // Why there is no number is said in a word.
          ...row.cells.map((value, at) => (gapOf(table, row, at) ? writeCell(table, row, at) : value)),
        ],
        isBold: row.kind !== 'row',
        // The name of the row is the first.
        hatched: looks.flatMap((look, at) => (look === 'small' ? [at + 1] : [])),
        ...(ratio && { steps: [0, ...looks.map((look) => (typeof look === 'number' ? look : 0))] }),
      };
    }),
    // Numbers of cases keep a scale of the spreadsheet's own, which follows a change.
    ...(!ratio &&
      smallest !== undefined &&
      counted > 0 && { heat: { lines: parts, lastColumn: counted, least: smallest } }),
  };
}

const drawFlat = (table: SnapshotTable, lines: readonly FlatLine[]): Sheet => ({
  name: 'Данные',
  heads: [
    { title: 'Группа', width: 30 },
    { title: table.rowTitle, width: 36 },
    { title: table.columnTitle!, width: 30 },
    { title: table.title, width: 14, kind: 'number' },
  ],
  lines: lines.map(({ group, row, column, value }) => [group, row, column, value]),
});

/** Every table one under another, each with its head; above them the number and what was asked. */
export function* toCsvRows({ content }: Snapshot, facts: readonly Fact[]): Generator<CsvRow> {
  yield [content.title];
  yield* facts;
  for (const table of content.tables) {
    yield [];
    if (content.tables.length > 1) yield [table.title];
    yield [table.rowTitle, ...table.columns.map((column) => column.title)];
    for (const row of table.rows)
      yield [
        row.title,
        ...row.cells.map((value, at) => (gapOf(table, row, at) ? writeCell(table, row, at) : value)),
      ];
  }
}
