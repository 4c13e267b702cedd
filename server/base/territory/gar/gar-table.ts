import { SaxesParser } from 'saxes';
import { AppError } from '../../../lib/errors.ts';
import { findShapeFault, type GarTable } from './gar-shape.ts';

/** Letters between two tags at most: a file without tags must not grow in memory. A record of ГАР takes less than a thousand. */
const LONGEST_TAG = 256 * 1024;

const refuse = (table: GarTable, words: string, cause?: unknown): AppError =>
  new AppError('lib.bad-input', `${table.file}*.XML: ${words}`, cause === undefined ? {} : { cause });

/**
 * Reads a table record by record, however long its file is: one piece of it in memory at a time. Entities of a DTD are
 * not expanded. Throws on a record of another shape, naming it.
 */
export async function readGarTable(
  table: GarTable,
  pieces: AsyncIterable<Buffer>,
  onRow: (row: Readonly<Record<string, string>>) => void,
): Promise<{ bytes: number; rows: number }> {
  const parser = new SaxesParser({ fragment: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [bytes, rows, depth, sinceTag] = [0, 0, 0, 0];
  parser.on('doctype', () => {
    throw refuse(table, 'в файле есть DTD, в выгрузке ГАР его не бывает.');
  });
  parser.on('error', (error) => {
    throw refuse(table, `файл XML повреждён после записи ${rows}.`, error);
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    depth += 1;
    if (depth === 1 && name !== table.root)
      throw refuse(table, `корень «${name}», а должен быть «${table.root}».`);
    if (depth !== 2) return;
    if (name !== table.element) throw refuse(table, `запись «${name}», а должна быть «${table.element}».`);
    rows += 1;
    const row = attributes as Record<string, string>;
    const fault = findShapeFault(table, row);
    if (fault) throw refuse(table, `запись ${rows}: ${fault}.`);
    onRow(row);
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  for await (const piece of pieces) {
    bytes += piece.length;
    sinceTag += piece.length;
    if (sinceTag > LONGEST_TAG + piece.length) throw refuse(table, 'запись длиннее возможного.');
    parser.write(decode(table, decoder, piece));
  }
  parser.close();
  return { bytes, rows };
}

function decode(table: GarTable, decoder: TextDecoder, piece: Buffer): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch (error) {
    throw refuse(table, 'файл не в UTF-8.', error);
  }
}
