import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineReportRoute, type ReportFormat } from '../../../shared/contract/report.ts';
import { readDocxPart, wordsOf } from '../../../tests/support/group/paper.ts';
import type { AuditEntry, Ctx } from '../module/context.ts';
import type { Download } from '../module/module.ts';
import { fillTable } from '../tables/columns.ts';
import { defineReport } from './define-report.ts';

const route = defineReportRoute({
  id: 'test.export-days',
  path: '/api/test/days',
  access: { permission: 'test.read' },
  summary: 'Дни файлом',
  query: { rows: z.coerce.number() },
});

let records: AuditEntry[] = [];
beforeEach(() => {
  records = [];
});

const ctx = {
  now: new Date('2026-11-24T06:00:00Z'),
  config: { city: 'kamensk-uralsky' },
  actor: { kind: 'staff', name: 'Образцов П. П.' },
  audit: (entry: AuditEntry) => records.push(entry),
} as unknown as Ctx;

async function take(format: ReportFormat, rows: number, isForMachines = false): Promise<Download> {
  const report = defineReport(route, {
    journal: { action: 'test.export', object: 'day' },
    most: 1500,
    isForMachines,
    make: async (_ctx, { query }, limit) => ({
      title: 'Дни',
      file: 'Дни ноября',
      facts: [['Период', 'ноябрь']],
      table: fillTable<number>(
        [
          { title: 'День', width: 12, kind: 'date', of: () => '2026-11-24' },
          { title: 'Слово', width: 20, of: () => '=1+1' },
          { title: 'Доля', width: 8, kind: 'percent', of: (at) => at / 4 },
          { title: 'Когда', width: 16, kind: 'datetime', of: () => ctx.now },
        ],
        Array.from({ length: Math.min(query.rows, limit) }, (_, at) => at + 1),
      ),
      journal: { objectId: 'ноябрь', data: { names: 'masked' } },
    }),
  });
  expect(report.route).toBe(route);
  const input = { query: { rows, format }, params: undefined, body: undefined };
  return (await report.handle(ctx, input as never, undefined as never)) as Download;
}

async function readBook(file: Download): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file.stream as never);
  return book;
}

const bytesOf = async ({ stream }: Download): Promise<Buffer> =>
  Buffer.isBuffer(stream) ? stream : buffer(stream as never);

describe('a report', () => {
  test('is a sheet with what was asked over it, and a sheet of parameters', async () => {
    const file = await take('xlsx', 2);
    expect(file.filename).toBe('Дни ноября.xlsx');
    const [sheet, parameters] = (await readBook(file)).worksheets;
    expect(sheet!.getCell('A1').value).toBe('Дни');
    expect(sheet!.getCell('A2').value).toBe(
      'Период: ноябрь; Строк: 2; Составлено: 24.11.2026, 11:00 по местному времени; Составил: Образцов П. П.; Источник: «Отклик», Каменск-Уральский городской округ',
    );
    expect(sheet!.getCell('B4').value).toBe("'=1+1");
    expect(sheet!.rowCount).toBe(5);
    expect(parameters!.name).toBe('Параметры');
    expect(parameters!.getRow(3).values).toEqual([undefined, 'Строк', '2']);
  });

  test('for another system is its table alone', async () => {
    const book = await readBook(await take('xlsx', 2, true));
    expect(book.worksheets).toHaveLength(1);
    expect(book.worksheets[0]!.getCell('A1').value).toBe('День');
  });

  test('is CSV with its figures as numbers', async () => {
    const file = await take('csv', 1);
    expect(file.filename).toBe('Дни ноября.csv');
    expect(String(await bytesOf(file))).toBe(
      '\ufeff"День";"Слово";"Доля";"Когда"\r\n"24.11.2026";"\'=1+1";0,25;"24.11.2026, 11:00"\r\n',
    );
  });

  test('is a paper with what was asked, read as on the screen', async () => {
    const file = await take('docx', 1);
    expect([file.filename, file.inline]).toEqual(['Дни ноября.docx', false]);
    const words = wordsOf(await readDocxPart(await bytesOf(file), 'word/document.xml'));
    for (const told of ['Период', 'ноябрь', 'Составил', '24.11.2026', '25\u00a0%', '=1+1'])
      expect(words).toContain(told);
  });

  test('stands in the journal with its kind and its number of rows', async () => {
    await take('csv', 3);
    expect(records).toEqual([
      {
        action: 'test.export',
        object: 'day',
        objectId: 'ноябрь',
        data: { names: 'masked', format: 'csv', count: 3 },
      },
    ]);
  });

  test.each([1499, 1500])('of %i rows holds them all', async (rows) => {
    const [sheet, parameters] = (await readBook(await take('xlsx', rows))).worksheets;
    expect(sheet!.rowCount).toBe(rows + 3);
    expect(parameters!.getCell('B3').value).toBe(new Intl.NumberFormat('ru').format(rows));
  });

  test('of more rows than a file holds says which are there', async () => {
    const [sheet, parameters] = (await readBook(await take('xlsx', 1501))).worksheets;
    expect(sheet!.rowCount).toBe(1503);
    expect(parameters!.getCell('B3').value).toBe('первые 1\u00a0500, остальные не вошли: сузьте отбор');
    expect(records[0]?.data).toMatchObject({ count: 1500 });
    expect((await take('csv', 1501)).filename).toBe('Дни ноября, первые 1500.csv');
  });

  test.each(['docx', 'pdf'] as const)(
    'of more than a thousand rows is no %s, and nothing went out',
    async (format) => {
      await expect(take(format, 1001)).rejects.toMatchObject({ code: 'lib.too-large' });
      expect(records).toEqual([]);
    },
  );
});
