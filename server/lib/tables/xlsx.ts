import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as breath } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import { heatColours } from '../../../shared/charts/heat-colours.ts';
import { itemAt } from '../../../shared/lists.ts';
import { formatTime, localDay } from '../../../shared/text/dates.ts';
import type { Cell, ColumnHead, ColumnKind } from './columns.ts';
import { guardCell } from './formula-guard.ts';

/** Cells, or cells with what sets them apart. */
export type Line =
  | readonly Cell[]
  | {
      cells: readonly Cell[];
      /** A subtotal or a total. */
      isBold: boolean;
      /** Places of cells too small to say anything. */
      hatched: readonly number[];
      /** Colour of each cell as on the screen, from 1; 0 = none. */
      steps?: readonly number[];
    };

export interface Sheet {
  name: string;
  /** What stands over the head: the title first, then what was asked. */
  above?: readonly string[];
  heads: readonly ColumnHead[];
  lines: Iterable<Line>;
  /** First columns that stay in sight while the others move. */
  frozen?: number;
  /** Cells coloured by their value from `least` on: places of lines, and the last of their columns. */
  heat?: { lines: readonly number[]; lastColumn: number; least: number };
}

interface Book {
  title: string;
  made: Date;
  /** Moments are written on this clock. */
  zone: string;
  sheets: readonly Sheet[];
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows written between two looks at who else waits. */
const CHUNK = 500;

const formats: Readonly<Record<ColumnKind, string | undefined>> = {
  text: undefined,
  number: '#,##0',
  decimal: '#,##0.0',
  percent: '0%',
  date: 'dd.mm.yyyy',
  datetime: 'dd.mm.yyyy hh:mm',
};

/**
 * A workbook, written row by row: a row is let go as soon as it is written, so that a list of fifty thousand takes little more
 * memory than its file. Texts are texts: none runs as a formula. Every sheet has its head in sight and on each page of print,
 * a filter, and fits the width of landscape A4.
 */
export async function writeBook({ title, made, zone, sheets }: Book): Promise<Buffer> {
  const stream = new PassThrough();
  const whole = buffer(stream);
  // Loaded by the first book: it is the heaviest library of the server, and most processes write none for hours.
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  book.creator = 'Отклик';
  book.created = made;
  book.title = title;
  const names = new Set<string>();
  for (const sheet of sheets) {
    const drawn = openSheet(book, sheet, nameSheet(sheet.name, names));
    let count = 0;
    for (const line of sheet.lines) {
      drawLine(drawn, line, sheet.heads, zone);
      count += 1;
      if (count % CHUNK !== 0) continue;
      await breath();
      if (stream.writableNeedDrain) await once(stream, 'drain');
    }
    closeSheet(drawn, sheet, count);
  }
  await book.commit();
  return whole;
}

/** A name of 31 letters without what spreadsheets refuse, unlike the others. */
function nameSheet(title: string, taken: Set<string>): string {
  const letters = title.replaceAll(/[*?:\\/[\]]/gu, ' ');
  const plain = letters.slice(0, 28).trim() || 'Таблица';
  let name = plain;
  for (let at = 2; taken.has(name.toLocaleLowerCase('ru')); at += 1) name = `${plain} ${at}`;
  taken.add(name.toLocaleLowerCase('ru'));
  return name;
}

/** Where the head stands; a sheet without columns has none. */
const headRow = ({ above = [] }: Sheet): number => above.length + 1;

function openSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, sheet: Sheet, name: string): ExcelJS.Worksheet {
  const { above = [], heads, frozen = 0 } = sheet;
  const drawn = book.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: frozen, ySplit: headRow(sheet) }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: 'Стр. &P из &N' },
  });
  drawn.pageSetup.printTitlesRow = `${headRow(sheet)}:${headRow(sheet)}`;
  heads.forEach(({ width }, at) => {
    drawn.getColumn(at + 1).width = width;
  });
  above.forEach((text, at) => {
    const row = drawn.addRow([guardCell(text)]);
    if (at === 0) row.font = { bold: true, size: 14 };
    row.commit();
  });
  const head = drawn.addRow(heads.map(({ title }) => guardCell(title)));
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  head.commit();
  heads.forEach(({ kind = 'text' }, at) => {
    const column = drawn.getColumn(at + 1);
    column.alignment = { wrapText: kind === 'text', vertical: 'top' };
    if (formats[kind]) column.numFmt = formats[kind];
  });
  return drawn;
}

function drawLine(drawn: ExcelJS.Worksheet, line: Line, heads: readonly ColumnHead[], zone: string): void {
  const { cells, isBold, hatched, steps } =
    'cells' in line ? line : { cells: line, isBold: false, hatched: [], steps: [] };
  const row = drawn.addRow(cells.map((value, at) => cellValue(value, itemAt(heads, at), zone)));
  if (isBold) row.font = { bold: true };
  for (const at of hatched)
    row.getCell(at + 1).fill = { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FFD9D3C4' } };
  for (const [at, step] of (steps ?? []).entries()) {
    const colour = heatColours[step - 1];
    if (!colour) continue;
    const cell = row.getCell(at + 1);
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${colour.ground}` } };
    cell.font = { color: { argb: `FF${colour.letters}` } };
  }
  row.commit();
}

/** A spreadsheet knows no zones: a moment is what the city's clock shows, a day its midnight. */
function cellValue(value: Cell, { kind }: ColumnHead, zone: string): Cell {
  if (value instanceof Date) return new Date(`${localDay(value, zone)}T${formatTime(value, zone)}Z`);
  if (typeof value !== 'string') return value;
  if (value === '') return null;
  return kind === 'date' ? new Date(`${value}T00:00:00Z`) : guardCell(value);
}

function closeSheet(drawn: ExcelJS.Worksheet, sheet: Sheet, count: number): void {
  const first = headRow(sheet);
  if (sheet.heads.length > 0)
    drawn.autoFilter = {
      from: { row: first, column: 1 },
      to: { row: first + count, column: sheet.heads.length },
    };
  if (sheet.heat && sheet.heat.lines.length > 0) addHeat(drawn, sheet.heat, first + 1);
  drawn.commit();
}

/** Colours by the value, of some lines alone: subtotals and totals would drown the rest. */
function addHeat(drawn: ExcelJS.Worksheet, heat: NonNullable<Sheet['heat']>, first: number): void {
  const last = drawn.getColumn(heat.lastColumn + 1).letter;
  drawn.addConditionalFormatting({
    ref: heat.lines.map((at) => `B${first + at}:${last}${first + at}`).join(' '),
    rules: [
      {
        type: 'colorScale',
        priority: 1,
        cfvo: [{ type: 'num', value: heat.least }, { type: 'max' }],
        color: [{ argb: 'FFF4EBD3' }, { argb: 'FFC8713A' }],
      },
    ],
  });
}
