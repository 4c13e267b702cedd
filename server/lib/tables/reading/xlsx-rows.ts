import type { CellRow } from './csv-rows.ts';
import { fromExcelSerial } from './moments.ts';
import { type Book, decodeEscapes, readBook } from './xlsx-book.ts';
import { createXmlReader } from './xml.ts';
import { openZip, type Zip } from './zip.ts';

const MAX_COLUMNS = 256;
const MAX_MERGES = 100_000;
const ROWS_AT_ONCE = 500;

/** `BC12` → column 54 (from 0); -1 when there is no reference. */
function readColumn(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > 20_000) break;
  }
  return column - 1;
}

const readRow = (reference: string): number => Number(/\d+$/.exec(reference)?.[0] ?? 0);

interface Cell {
  column: number;
  type: string;
  style: number;
}

/** Text of a cell: a formula gives its stored result, an error cell nothing, a date its ISO form. */
function toText(book: Book, cell: Cell, value: string, inline: string): string {
  if (cell.type === 's') return book.strings[Number(value)] ?? '';
  if (cell.type === 'inlineStr') return decodeEscapes(inline);
  if (cell.type === 'b') return value === '1' ? 'да' : value === '' ? '' : 'нет';
  if (cell.type === 'e') return '';
  if (cell.type === 'str' || cell.type === 'd') return decodeEscapes(value);
  if (value.trim() === '') return '';
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (book.isDateStyle[cell.style]) return fromExcelSerial(number, book.is1904) ?? value;
  // 8.9123456789E10 is how the file keeps a phone.
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? number.toFixed(0) : String(number);
}

interface Merge {
  column: number;
  from: number;
  to: number;
}

/**
 * Cells joined downwards: their value holds for every row they cover. They are listed after the rows in the file,
 * so a pass of their own finds them first. Cells joined sideways need nothing: the value stays in the first.
 */
async function readMerges(zip: Zip, sheetPath: string): Promise<Map<number, Merge[]>> {
  const byRow = new Map<number, Merge[]>();
  let [carry, count] = ['', 0];
  for await (const piece of zip.read(sheetPath)) {
    const text = carry + piece.toString('latin1');
    for (const [, reference] of text.matchAll(
      /mergeCell [^>]{0,60}?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"/g,
    )) {
      const [first, last] = (reference as string).split(':') as [string, string];
      const merge = { column: readColumn(first), from: readRow(first), to: readRow(last) };
      count += 1;
      if (count > MAX_MERGES) return byRow;
      if (merge.to > merge.from) byRow.set(merge.from, [...(byRow.get(merge.from) ?? []), merge]);
    }
    // A mark may be cut between pieces; one found twice changes nothing.
    carry = text.slice(-120);
  }
  return byRow;
}

/** Fills cells below a joined one. Rows must come in order. */
function createFiller(merges: Map<number, Merge[]>): (row: CellRow) => CellRow {
  let active: (Merge & { value: string })[] = [];
  return (row) => {
    active = active.filter(({ to }) => to >= row.row);
    for (const { column, value } of active) if (!row.cells[column]) row.cells[column] = value;
    for (const merge of merges.get(row.row) ?? []) {
      active.push({ ...merge, value: row.cells[merge.column] ?? '' });
    }
    return row;
  };
}

/** Collects rows of a sheet as its XML comes; take them from `rows`. */
function createSheetReader(book: Book, rows: CellRow[]) {
  let [row, cells] = [0, [] as string[]];
  let cell: Cell = { column: -1, type: '', style: 0 };
  let [value, inline, into] = ['', '', '' as '' | 'v' | 't'];
  return createXmlReader({
    open: (name, attribute) => {
      if (name === 'row') {
        row = Number(attribute('r')) || row + 1;
        [cells, cell] = [[], { column: -1, type: '', style: 0 }];
      } else if (name === 'c') {
        const reference = attribute('r');
        const column = reference ? readColumn(reference) : cell.column + 1;
        cell = { column, type: attribute('t'), style: Number(attribute('s')) || 0 };
        [value, inline] = ['', ''];
      }
      into = name === 'v' ? 'v' : name === 't' ? 't' : '';
    },
    text: (piece) => {
      if (into === 'v') value += piece;
      else if (into === 't') inline += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') into = '';
      if (name === 'c' && cell.column >= 0 && cell.column < MAX_COLUMNS)
        cells[cell.column] = toText(book, cell, value, inline);
      if (name === 'row') rows.push({ row, cells: Array.from(cells, (text) => text ?? '') });
    },
  });
}

/** Rows of the first visible sheet; empty ones are passed over. Throws `imports.bad-file`. */
export async function* readXlsxRows(path: string): AsyncGenerator<CellRow> {
  const zip = await openZip(path);
  try {
    const book = await readBook(zip);
    const fill = createFiller(await readMerges(zip, book.sheetPath));
    const decoder = new TextDecoder('utf-8');
    const rows: CellRow[] = [];
    const reader = createSheetReader(book, rows);
    for await (const piece of zip.read(book.sheetPath)) {
      reader.write(decoder.decode(piece, { stream: true }));
      if (rows.length < ROWS_AT_ONCE) continue;
      for (const row of rows.splice(0)) if (row.cells.some((text) => text.trim() !== '')) yield fill(row);
    }
    reader.end();
    for (const row of rows) if (row.cells.some((text) => text.trim() !== '')) yield fill(row);
  } finally {
    await zip.close();
  }
}

/** Name of the sheet that will be read. Throws `imports.bad-file` when the file is no workbook. */
export async function readSheetName(path: string): Promise<string> {
  const zip = await openZip(path);
  try {
    return (await readBook(zip)).sheetName;
  } finally {
    await zip.close();
  }
}
