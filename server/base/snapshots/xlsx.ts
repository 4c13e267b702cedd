import ExcelJS from 'exceljs';
import type { FigureKind, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { cellText } from '../../lib/cell-text.ts';
import { canPivot, type FlatLine, flatten } from './figures.ts';
import type { Snapshot } from './snapshot.ts';
import { addPivot } from './xlsx-pivot.ts';

type Fact = readonly [string, string];

const formats: Readonly<Record<FigureKind, string>> = {
  count: '#,##0',
  share: '0%',
  score: '0.0',
  days: '0.0',
};

const landscape = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

/**
 * The snapshot as a workbook: each table with what was asked above it, and where its numbers add up also their flat
 * lines and the spreadsheet's own pivot table over them.
 */
export async function toXlsx(snapshot: Snapshot, facts: readonly Fact[]): Promise<Buffer> {
  const { title, tables } = snapshot.content;
  const book = new ExcelJS.Workbook();
  book.creator = 'Отклик';
  book.created = new Date(snapshot.madeAt);
  book.title = `${title}, ${snapshot.number}`;
  const names = new Set<string>();
  for (const table of tables)
    drawTable(book.addWorksheet(sheetName(table.title, names)), table, title, facts);
  const pivoted = tables.find(canPivot);
  const lines = pivoted ? flatten(pivoted) : [];
  if (!pivoted || lines.length === 0) return Buffer.from(await book.xlsx.writeBuffer());
  drawFlat(book.addWorksheet(sheetName('Данные', names)), pivoted, lines);
  const sheet = book.addWorksheet(sheetName('Сводная', names));
  sheet.addRow([title]).font = { bold: true, size: 14 };
  sheet.addRow([facts.map((fact) => fact.join(': ')).join('; ')]);
  sheet.getColumn(1).width = 34;
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  return addPivot(bytes, {
    lines,
    rowTitle: pivoted.rowTitle,
    columnTitle: pivoted.columnTitle!,
    valueTitle: valueTitleOf(pivoted),
    dataSheet: 'Данные',
    pivotSheet: 'Сводная',
    hasGroups: hasGroups(pivoted),
  });
}

const hasGroups = ({ rows }: SnapshotTable): boolean => rows.some(({ group }) => group !== undefined);

/** What a number of the flat lines counts. */
const valueTitleOf = ({ title }: SnapshotTable): string => title;

/** A name of 31 letters without what spreadsheets refuse, unlike the others. */
function sheetName(title: string, taken: Set<string>): string {
  const plain =
    title
      .replaceAll(/[*?:\\/[\]]/gu, ' ')
      .slice(0, 28)
      .trim() || 'Таблица';
  let name = plain;
  for (let at = 2; taken.has(name.toLocaleLowerCase('ru')); at += 1) name = `${plain} ${at}`;
  taken.add(name.toLocaleLowerCase('ru'));
  return name;
}

function drawTable(
  sheet: ExcelJS.Worksheet,
  table: SnapshotTable,
  title: string,
  facts: readonly Fact[],
): void {
  sheet.addRow([title]).font = { bold: true, size: 14 };
  for (const [name, value] of facts) sheet.addRow([`${name}: ${value}`]);
  sheet.addRow([]);
  const head = sheet.addRow([table.rowTitle, ...table.columns.map((column) => cellText(column.title))]);
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  for (const row of table.rows) {
    const name = row.kind === 'row' && row.group !== undefined ? `  ${row.title}` : row.title;
    const line = sheet.addRow([cellText(name), ...row.cells]);
    if (row.kind !== 'row') line.font = { bold: true };
    table.columns.forEach(({ kind }, at) => {
      line.getCell(at + 2).numFmt = formats[kind];
    });
    hatchSmall(line, row.cells, table, row.kind === 'row');
  }
  sheet.getColumn(1).width = 36;
  for (let at = 2; at <= table.columns.length + 1; at += 1) sheet.getColumn(at).width = 13;
  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: head.number }];
  sheet.pageSetup = { ...sheet.pageSetup, ...landscape, printTitlesRow: `${head.number}:${head.number}` };
  sheet.autoFilter = {
    from: { row: head.number, column: 1 },
    to: { row: head.number + table.rows.length, column: table.columns.length + 1 },
  };
  addHeat(sheet, table, head.number + 1);
}

function hatchSmall(
  line: ExcelJS.Row,
  cells: SnapshotTable['rows'][number]['cells'],
  { smallest, columns }: SnapshotTable,
  isPart: boolean,
): void {
  if (smallest === undefined || !isPart) return;
  cells.forEach((value, at) => {
    if (columns[at]?.kind !== 'count' || value === null || value === 0 || value >= smallest) return;
    line.getCell(at + 2).fill = { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FFD9D3C4' } };
  });
}

/** Colours by the value, of parts alone: subtotals and totals would drown them. */
function addHeat(sheet: ExcelJS.Worksheet, { rows, columns, smallest }: SnapshotTable, first: number): void {
  const coloured = columns.filter(({ id, kind }) => kind === 'count' && id !== 'total').length;
  if (smallest === undefined || coloured === 0) return;
  const last = sheet.getColumn(coloured + 1).letter;
  const refs = rows.flatMap(({ kind }, at) =>
    kind === 'row' ? [`B${first + at}:${last}${first + at}`] : [],
  );
  if (refs.length === 0) return;
  sheet.addConditionalFormatting({
    ref: refs.join(' '),
    rules: [
      {
        type: 'colorScale',
        priority: 1,
        cfvo: [{ type: 'num', value: smallest }, { type: 'max' }],
        color: [{ argb: 'FFF4EBD3' }, { argb: 'FFC8713A' }],
      },
    ],
  });
}

function drawFlat(sheet: ExcelJS.Worksheet, table: SnapshotTable, lines: readonly FlatLine[]): void {
  sheet.addRow(flatHead(table)).font = { bold: true };
  for (const { group, row, column, value } of lines)
    sheet.addRow([cellText(group), cellText(row), cellText(column), value]);
  [30, 36, 30, 14].forEach((width, at) => {
    sheet.getColumn(at + 1).width = width;
  });
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: lines.length + 1, column: 4 } };
}

const flatHead = (table: SnapshotTable): string[] => [
  'Группа',
  table.rowTitle,
  table.columnTitle!,
  valueTitleOf(table),
];
