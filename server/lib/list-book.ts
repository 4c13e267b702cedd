import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as breath } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { cellText } from './cell-text.ts';

type Cell = string | number | null;

interface ListBook {
  sheet: string;
  made: Date;
  columns: readonly (readonly [title: string, width: number])[];
  rows: Iterable<readonly Cell[]>;
}

/** Rows written between two looks at who else waits. */
const CHUNK = 500;

/**
 * A workbook of one table, written row by row: a row is let go as soon as it is written, so that a list of fifty thousand
 * takes little more memory than its file. Texts are texts: none runs as a formula.
 */
export async function writeListBook(list: ListBook): Promise<Buffer> {
  const { columns } = list;
  const stream = new PassThrough();
  const whole = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  book.creator = 'Отклик';
  book.created = list.made;
  const sheet = book.addWorksheet(list.sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  columns.forEach(([, width], at) => {
    sheet.getColumn(at + 1).width = width;
  });
  const head = sheet.addRow(columns.map(([title]) => title));
  head.font = { bold: true };
  head.commit();
  let count = 0;
  for (const cells of list.rows) {
    sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell))).commit();
    count += 1;
    if (count % CHUNK !== 0) continue;
    await breath();
    if (stream.writableNeedDrain) await once(stream, 'drain');
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  sheet.commit();
  await book.commit();
  return whole;
}
