import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type Sheet, writeBook } from './xlsx.ts';

const heads = [
  { title: '№', width: 10, kind: 'number' },
  { title: 'Что', width: 40 },
] as const;

async function readBack(...sheets: Sheet[]): Promise<ExcelJS.Workbook> {
  const made = new Date('2026-11-24T06:00:00Z');
  const bytes = await writeBook({ title: 'Список', made, zone: 'Asia/Yekaterinburg', sheets });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  return book;
}

test('a list is written whole, its head bold, its texts no formulas', async () => {
  const lines = Array.from({ length: 1201 }, (_, at) => [at, at === 7 ? '=1+1' : `строка ${at}`]);
  const sheet = (await readBack({ name: 'Журнал', heads, lines })).getWorksheet('Журнал')!;
  expect(sheet.rowCount).toBe(1202);
  expect(sheet.getRow(1).font?.bold).toBe(true);
  expect(sheet.getRow(1).values).toEqual([undefined, '№', 'Что']);
  expect(sheet.getCell('B9').value).toBe("'=1+1");
  expect(sheet.getCell('B1202').value).toBe('строка 1200');
  expect(sheet.getColumn(2).width).toBe(40);
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet.autoFilter).toBe('A1:B1202');
});

test('prints on landscape A4 with its head on every page', async () => {
  const sheet = (await readBack({ name: 'Журнал', above: ['Журнал', '=за год'], heads, lines: [[1, 'а']] }))
    .worksheets[0]!;
  expect(sheet.pageSetup).toMatchObject({
    paperSize: 9,
    orientation: 'landscape',
    fitToWidth: 1,
    fitToHeight: 0,
  });
  expect(sheet.pageSetup.printTitlesRow).toBe('3:3');
  expect(sheet.getCell('A2').value).toBe("'=за год");
  expect(sheet.getCell('A1').alignment?.wrapText).toBeFalsy();
  expect(sheet.views[0]).toMatchObject({ xSplit: 0, ySplit: 3 });
});

describe('a value is what its column says', () => {
  const write = async (kind: Sheet['heads'][number]['kind'], value: string | number | Date | null) => {
    const head = { title: 'Х', width: 10, ...(kind && { kind }) };
    return (await readBack({ name: 'Лист', heads: [head], lines: [[value]] })).worksheets[0]!.getCell('A2');
  };

  test.each([
    ['text', '24', '24', undefined],
    ['text', '', null, undefined],
    ['number', 1200, 1200, '#,##0'],
    ['decimal', 1.25, 1.25, '#,##0.0'],
    ['percent', 0.5, 0.5, '0%'],
    ['date', '2026-11-24', new Date('2026-11-24T00:00:00Z'), 'dd.mm.yyyy'],
    // A spreadsheet has no zones: it holds what the city's clock shows.
    ['datetime', new Date('2026-11-23T20:30:00Z'), new Date('2026-11-24T01:30:00Z'), 'dd.mm.yyyy hh:mm'],
    ['datetime', null, null, 'dd.mm.yyyy hh:mm'],
  ] as const)('%s %s', async (kind, value, told, format) => {
    const cell = await write(kind, value);
    expect(cell.value).toEqual(told);
    if (told !== null) expect(cell.numFmt).toBe(format);
  });
});

test('totals are bold, small numbers hatched, parts coloured by their value', async () => {
  const sheet = (
    await readBack({
      name: 'Числа',
      heads: [{ title: 'Район', width: 10 }, heads[0]],
      lines: [
        { cells: ['Южный', 2], isBold: false, hatched: [1] },
        { cells: ['Всего', 9], isBold: true, hatched: [] },
      ],
      heat: { lines: [0], lastColumn: 1, least: 3 },
    })
  ).worksheets[0]!;
  expect(sheet.getCell('B2').fill).toMatchObject({ pattern: 'lightUp' });
  expect(sheet.getCell('B3').fill).toMatchObject({ pattern: 'none' });
  expect([sheet.getCell('A2').font?.bold, sheet.getCell('A3').font?.bold]).toEqual([undefined, true]);
  const { conditionalFormattings } = sheet as unknown as { conditionalFormattings: { ref: string }[] };
  expect(conditionalFormattings.map(({ ref }) => ref)).toEqual(['B2:B2']);
});

test('names of sheets are those a spreadsheet takes, each its own', async () => {
  const plain = (name: string): Sheet => ({ name, heads, lines: [] });
  const book = await readBack(
    plain('Срок: день/ночь'),
    plain('срок  день ночь'),
    plain('а'.repeat(40)),
    plain(''),
  );
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    'Срок  день ночь',
    'срок  день ночь 2',
    'а'.repeat(28),
    'Таблица',
  ]);
});

test('rows are taken as they are written, and others get their turn between them', async () => {
  let turns = 0;
  let isOver = false;
  const tick = (): void => {
    turns += 1;
    if (!isOver) setImmediate(tick);
  };
  const seen: number[] = [];
  function* lines() {
    for (let at = 0; at < 1500; at += 1) {
      if (at % 500 === 0) seen.push(turns);
      yield [at, 'слово'];
    }
  }
  tick();
  await readBack({ name: 'Журнал', heads, lines: lines() });
  isOver = true;
  expect(new Set(seen).size).toBe(3);
});
