import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { badFile } from './bad-file.ts';
import type { Encoding } from './encoding.ts';
import { readText } from './text-stream.ts';

/** A row as cells; `row` counts records from 1 as a spreadsheet shows them, the header included. */
export interface CellRow {
  row: number;
  cells: string[];
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** Longest record, characters: a text of 100,000 with room for the rest. */
const MAX_RECORD = 1024 * 1024;
const DELIMITERS: Delimiter[] = [';', ',', '\t', '|'];

/** Cuts a sample into records, minding quotes; for each delimiter how many stand in each record. */
function countDelimiters(sample: string): number[][] {
  const counts = DELIMITERS.map((): number[] => [0]);
  let isQuoted = false;
  for (const sign of sample) {
    if (sign === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (sign === '\n') for (const list of counts) list.push(0);
    const index = DELIMITERS.indexOf(sign as Delimiter);
    const list = index < 0 ? undefined : counts[index];
    if (list) list[list.length - 1] = (list.at(-1) ?? 0) + 1;
  }
  return counts;
}

/** How well a delimiter explains the sample: share of records with the commonest number of it, times that number. */
function scoreDelimiter(counts: number[]): number {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, records] of tally)
    best = Math.max(best, (records / counts.length) * (1 + Math.log(count)));
  return best;
}

/** The first line Excel writes to say which delimiter follows: `sep=;`. */
const SEP_LINE = /^sep=(.)\r?\n/i;

/** Delimiter by content; a comma for a table of one column. */
export function detectDelimiter(sample: string): Delimiter {
  const named = SEP_LINE.exec(sample)?.[1] as Delimiter | undefined;
  if (named && DELIMITERS.includes(named)) return named;
  const scores = countDelimiters(sample).map((counts) => scoreDelimiter(counts.slice(0, 50)));
  const best = Math.max(...scores);
  return best > 0 ? (DELIMITERS[scores.indexOf(best)] as Delimiter) : ',';
}

async function* dropSepLine(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of pieces) {
    yield isFirst ? piece.replace(SEP_LINE, '\n') : piece;
    isFirst = false;
  }
}

function describeCsvError(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = 'lines' in error ? Number(error.lines) : 0;
  const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  return badFile(
    isOpen
      ? `Кавычка, открытая около строки ${line}, не закрыта: дальше файл прочитать нельзя. Исправьте её.`
      : `Файл CSV испорчен около строки ${line}. Сохраните его заново.`,
    error,
  );
}

/** Records of a CSV file one by one; empty ones are passed over but counted. Throws `imports.bad-file`. */
export async function* readCsvRows(
  path: string,
  encoding: Encoding,
  delimiter: Delimiter,
): AsyncGenerator<CellRow> {
  const source = Readable.from(dropSepLine(readText(path, encoding)));
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // «ООО "Ромашка"» without quotes around it is common in exports made by hand.
    relax_quotes: true,
    max_record_size: MAX_RECORD,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      const cells = record as string[];
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (error) {
    throw describeCsvError(error);
  } finally {
    source.destroy();
  }
}
