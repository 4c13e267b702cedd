import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { guardCell } from './formula-guard.ts';

export type CsvRow = readonly (string | number | null)[];

/**
 * Rows as Russian Excel opens them: UTF-8 with its mark, semicolons, texts in quotes, commas in fractions, no cell that could
 * run. They are taken as the file is read, so a long table takes no memory; what fails in them fails the stream.
 */
export function writeCsv(rows: Iterable<CsvRow> | AsyncIterable<CsvRow>): Readable {
  const writer = stringify({
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    quoted_string: true,
    cast: { string: guardCell, number: (value) => String(value).replace('.', ',') },
  });
  pipeline(Readable.from(rows), writer, () => undefined);
  return writer;
}
