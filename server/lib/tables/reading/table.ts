import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { badFile } from './bad-file.ts';
import { type CellRow, type Delimiter, detectDelimiter, readCsvRows } from './csv-rows.ts';
import { detectEncoding, type Encoding, readHead, type TextFacts } from './encoding.ts';
import { readJsonlRows, type ValueRow } from './jsonl-rows.ts';
import { readTextHead } from './text-stream.ts';
import { readSheetName, readXlsxRows } from './xlsx-rows.ts';

/** A row by column names, or why it is refused. `row` is the number a person sees: of the line or of the sheet's row. */
export type TableRow = ValueRow;

/** How a file is to be read; found once by `sniffTable`. */
export interface TableShape {
  format: 'jsonl' | 'csv' | 'xlsx';
  encoding: Encoding;
  /** Some bytes are not of the encoding: rows with the mark � are refused. */
  isDamaged: boolean;
  delimiter: Delimiter | null;
  sheet: string | null;
  /** Row number of the header; 0 where each row names its own fields. */
  headerRow: number;
  headers: string[];
  /** The same for the same columns in any order: by it a mapping is remembered. */
  fingerprint: string;
}

export interface TableSample extends TableShape {
  /** First rows, 20 at most. */
  preview: TableRow[];
}

const PREVIEW = 20;
/** Rows of JSONL looked at for names of fields: not every row has all. */
const NAMES_FROM = 200;
/** Rows above the header (a title, a date of the report) are expected within this many. */
const HEADER_WITHIN = 20;
const MAX_COLUMNS = 256;
const MAX_HEADER = 200;

const oldExcel =
  'Это книга старого Excel (.xls) или книга под паролем. Сохраните её как .xlsx без пароля и загрузите снова.';
const notTable = 'Это не таблица. Подойдут CSV, JSONL и книга Excel (.xlsx).';

/** First bytes of what people send by mistake, as latin1. */
const OLD_EXCEL = '\xd0\xcf\x11\xe0';
const FOREIGN = ['%PDF', '\x89PNG', '\xff\xd8\xff', 'GIF8', 'Rar!', '7z\xbc', '\x1f\x8b', '{\\rtf'];
const ZIP = ['PK\x03\x04', 'PK\x05\x06'];

/** The same for the same set of columns, whatever their order, case and spaces. */
export function fingerprintHeaders(headers: readonly string[]): string {
  const names = headers.map((name) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ')).sort();
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16);
}

/** Names of columns: trimmed, never empty, never the same twice. */
function nameColumns(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim().replaceAll(/\s+/g, ' ').slice(0, MAX_HEADER) || `Столбец ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

const countFilled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

function dropEmptyTail(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}

/** The header is the first row about as full as the fullest: titles above it fill one or two cells. */
function findHeader(rows: CellRow[]): CellRow {
  const fullest = Math.max(...rows.map(({ cells }) => countFilled(cells)));
  return rows.find(({ cells }) => countFilled(cells) >= Math.max(1, fullest * 0.6)) as CellRow;
}

function cellRows(
  path: string,
  shape: Pick<TableShape, 'format' | 'encoding' | 'delimiter'>,
): AsyncGenerator<CellRow> {
  return shape.format === 'xlsx'
    ? readXlsxRows(path)
    : readCsvRows(path, shape.encoding, shape.delimiter ?? ',');
}

async function take<T>(source: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of source) {
    taken.push(item);
    if (taken.length >= count) break;
  }
  return taken;
}

async function findColumns(
  path: string,
  shape: Pick<TableShape, 'format' | 'encoding' | 'delimiter'>,
): Promise<Pick<TableShape, 'headers' | 'headerRow' | 'fingerprint'>> {
  if (shape.format === 'jsonl') {
    const names = new Set<string>();
    for (const row of await take(readJsonlRows(path, shape.encoding), NAMES_FROM))
      if ('values' in row) for (const name of Object.keys(row.values)) names.add(name);
    if (names.size === 0) throw badFile('Ни одна из первых строк не читается как JSON. Проверьте файл.');
    const headers = [...names].slice(0, MAX_COLUMNS);
    return { headers, headerRow: 0, fingerprint: fingerprintHeaders(headers) };
  }
  const rows = await take(cellRows(path, shape), HEADER_WITHIN);
  if (rows.length === 0) throw badFile('В файле нет ни одной заполненной строки.');
  const header = findHeader(rows);
  const headers = nameColumns(dropEmptyTail(header.cells));
  if (headers.length > MAX_COLUMNS)
    throw badFile(`В таблице больше ${MAX_COLUMNS} столбцов: проверьте разделитель.`);
  return { headers, headerRow: header.row, fingerprint: fingerprintHeaders(headers) };
}

async function detectText(
  path: string,
  head: Buffer,
): Promise<TextFacts & Pick<TableShape, 'format' | 'delimiter'>> {
  const facts = await detectEncoding(path, head);
  const sample = await readTextHead(path, facts.encoding, 64 * 1024);
  const first = sample.trimStart()[0];
  if (first === '{') return { ...facts, format: 'jsonl', delimiter: null };
  if (first === '[')
    throw badFile('Это один массив JSON. Нужен JSONL: каждая запись своей строкой, без общих скобок.');
  if (first === '<') throw badFile('Это страница или XML, а не таблица. Сохраните её как .xlsx или CSV.');
  if (first === undefined) throw badFile('В файле нет ни одной заполненной строки.');
  return { ...facts, format: 'csv', delimiter: detectDelimiter(sample) };
}

/** What the file is, by its content alone. Throws `imports.bad-file`. */
async function detectShape(path: string, filename: string): Promise<TableShape> {
  const head = await readHead(path);
  if (head.length === 0) throw badFile('Файл пуст.');
  const startsWith = (mark: string) => head.toString('latin1', 0, mark.length) === mark;
  if (startsWith(OLD_EXCEL)) throw badFile(oldExcel);
  if (FOREIGN.some(startsWith)) throw badFile(notTable);
  if (ZIP.some(startsWith)) {
    const sheet = await readSheetName(path);
    const shape = { format: 'xlsx', encoding: 'utf8', isDamaged: false, delimiter: null, sheet } as const;
    return { ...shape, ...(await findColumns(path, shape)) };
  }
  if (/^\.xls[xmb]?$/i.test(extname(filename)))
    throw badFile('Файл назван как книга Excel, но внутри не она. Откройте его и сохраните как .xlsx.');
  const text = await detectText(path, head);
  return { ...text, sheet: null, ...(await findColumns(path, text)) };
}

function toValues(shape: TableShape, { row, cells }: CellRow): TableRow {
  const { headers } = shape;
  const extra = cells.slice(headers.length);
  if (countFilled(extra) > 0) {
    return {
      row,
      reason: `Значений больше, чем столбцов: ${dropEmptyTail(cells).length} вместо ${headers.length}`,
    };
  }
  return { row, values: Object.fromEntries(headers.map((name, index) => [name, cells[index] ?? ''])) };
}

/** Refuses what the database cannot keep or what was lost in the file already. */
function checkValues(shape: TableShape, row: TableRow): TableRow {
  if ('reason' in row) return row;
  for (const [name, value] of Object.entries(row.values)) {
    if (value.includes('\0') || name.includes('\0'))
      return { row: row.row, reason: `«${name.replaceAll('\0', '')}»: нулевой байт в тексте` };
    if (shape.isDamaged && value.includes('\ufffd'))
      return { row: row.row, reason: `«${name}»: знаки не читаются, файл испорчен в этом месте` };
  }
  return row;
}

async function* readRows(path: string, shape: TableShape): AsyncGenerator<TableRow> {
  if (shape.format === 'jsonl') {
    for await (const row of readJsonlRows(path, shape.encoding)) yield checkValues(shape, row);
    return;
  }
  for await (const row of cellRows(path, shape)) {
    if (row.row > shape.headerRow) yield checkValues(shape, toValues(shape, row));
  }
}

/**
 * Finds out what a table is (format, encoding, delimiter, header) by its content and shows its first rows.
 * @param filename the name it came under; only used to explain a workbook that is none.
 * Throws `imports.bad-file` with what to do.
 */
export async function sniffTable(path: string, { filename }: { filename: string }): Promise<TableSample> {
  const shape = await detectShape(path, filename);
  return { ...shape, preview: await take(readRows(path, shape), PREVIEW) };
}

/**
 * Rows of a table one by one, the file never whole in memory. A bad row comes as `{ row, reason }`; a bad file throws
 * `imports.bad-file`, possibly after some rows: keep nothing of it then.
 * @param shape what `sniffTable` found, to spare finding it again.
 */
export async function* readTable(
  path: string,
  { filename, shape }: { filename: string; shape?: TableShape },
): AsyncGenerator<TableRow> {
  yield* readRows(path, shape ?? (await detectShape(path, filename)));
}
