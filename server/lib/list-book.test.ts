import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { writeListBook } from './list-book.ts';

const made = new Date('2026-11-24T06:00:00Z');
const columns = [
  ['№', 10],
  ['Что', 40],
] as const;

test('a list is written whole, its head bold, its texts no formulas', async () => {
  const rows = Array.from({ length: 1201 }, (_, at) => [at, at === 7 ? '=1+1' : `строка ${at}`]);
  const bytes = await writeListBook({ sheet: 'Журнал', made, columns, rows });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const sheet = book.getWorksheet('Журнал')!;
  expect(sheet.rowCount).toBe(1202);
  expect(sheet.getRow(1).font?.bold).toBe(true);
  expect(sheet.getRow(1).values).toEqual([undefined, '№', 'Что']);
  expect(sheet.getCell('B9').value).toBe("'=1+1");
  expect(sheet.getCell('B1202').value).toBe('строка 1200');
  expect(sheet.getColumn(2).width).toBe(40);
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.autoFilter).toBe('A1:B1');
});

test('rows are taken as they are written, and others get their turn between them', async () => {
  let turns = 0;
  let isOver = false;
  const tick = (): void => {
    turns += 1;
    if (!isOver) setImmediate(tick);
  };
  const seen: number[] = [];
  function* rows() {
    for (let at = 0; at < 1500; at += 1) {
      if (at % 500 === 0) seen.push(turns);
      yield [at, 'слово'];
    }
  }
  tick();
  await writeListBook({ sheet: 'Журнал', made, columns, rows: rows() });
  isOver = true;
  expect(new Set(seen).size).toBe(3);
});
