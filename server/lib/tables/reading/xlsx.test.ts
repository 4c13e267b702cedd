import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable, sniffTable, type TableRow } from './table.ts';

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(bytes: Buffer): Promise<string> {
  count += 1;
  const path = join(folder, `${count}.xlsx`);
  await writeFile(path, bytes);
  return path;
}

const filename = 'книга.xlsx';

async function readAll(path: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readTable(path, { filename })) rows.push(row);
  return rows;
}

/** A workbook made by another program than ours. */
async function make(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Обращения'), book);
  return save(Buffer.from(await book.xlsx.writeBuffer()));
}

/** An archive with these entries; `claim` lies about the unpacked size. */
function zip(entries: Record<string, string | Buffer>, claim?: number): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claim ?? data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const workbook = '<workbook><sheets><sheet name="Лист" sheetId="1" r:id="rId1"/></sheets></workbook>';
const withSheet = (sheet: string | Buffer, more: Record<string, string | Buffer> = {}) =>
  zip({ 'xl/workbook.xml': workbook, 'xl/worksheets/sheet1.xml': sheet, ...more });
const badFile = (words: RegExp) =>
  expect.objectContaining({ code: 'imports.bad-file', message: expect.stringMatching(words) });

describe('книга Excel', () => {
  it('тексты, числа, даты, формулы, ошибки, ссылки, смешанное оформление', async () => {
    const path = await make((sheet) => {
      sheet.addRow(['№', 'Дата', 'Текст', 'Телефон', 'Сумма', 'Ошибка', 'Да?']);
      sheet.addRow([
        1,
        new Date(Date.UTC(2026, 10, 24, 14, 5)),
        { richText: [{ text: 'Яма ' }, { text: 'большая', font: { bold: true } }] },
        89_123_456_789,
        { formula: 'A2*10', result: 10 },
        { error: '#N/A' },
        true,
      ]);
      sheet.addRow([
        2,
        '25.11.2026',
        { text: 'Снег & лёд <b>', hyperlink: 'http://example.ru' },
        '',
        { formula: '"да"', result: 'да' },
      ]);
      sheet.getCell('B2').numFmt = 'dd.mm.yyyy hh:mm';
    });
    const sample = await sniffTable(path, { filename });
    expect(sample).toMatchObject({ format: 'xlsx', sheet: 'Обращения', headerRow: 1 });
    expect(await readAll(path)).toEqual([
      {
        row: 2,
        values: {
          '№': '1',
          Дата: '2026-11-24T14:05:00',
          Текст: 'Яма большая',
          Телефон: '89123456789',
          Сумма: '10',
          Ошибка: '',
          'Да?': 'да',
        },
      },
      {
        row: 3,
        values: {
          '№': '2',
          Дата: '25.11.2026',
          Текст: 'Снег & лёд <b>',
          Телефон: '',
          Сумма: 'да',
          Ошибка: '',
          'Да?': '',
        },
      },
    ]);
  });

  it('название, соединённое над шапкой; соединённое вниз значение — для всех своих строк', async () => {
    const path = await make((sheet) => {
      sheet.mergeCells('A1:C1');
      sheet.getCell('A1').value = 'Реестр обращений за ноябрь';
      sheet.getRow(3).values = ['Адрес', 'Номер', 'Текст'];
      sheet.getRow(4).values = ['Титова, 14', 1, 'Яма'];
      sheet.getRow(5).values = [null, 2, 'Лужа'];
      sheet.getRow(6).values = [null, 3, 'Люк'];
      sheet.getRow(8).values = ['Ленина, 1', 4, 'Снег'];
      sheet.mergeCells('A4:A6');
    });
    expect(await sniffTable(path, { filename })).toMatchObject({
      headerRow: 3,
      headers: ['Адрес', 'Номер', 'Текст'],
    });
    const rows = await readAll(path);
    expect(rows.map((row) => 'values' in row && [row.row, row.values.Адрес, row.values.Номер])).toEqual([
      [4, 'Титова, 14', '1'],
      [5, 'Титова, 14', '2'],
      [6, 'Титова, 14', '3'],
      [8, 'Ленина, 1', '4'],
    ]);
  });

  it('читается первый видимый лист', async () => {
    const path = await make((sheet, book) => {
      sheet.state = 'hidden';
      sheet.addRow(['не', 'тот']);
      book.addWorksheet('Тот').addRows([
        ['id', 'текст'],
        [5, 'яма'],
      ]);
    });
    expect(await sniffTable(path, { filename })).toMatchObject({ sheet: 'Тот' });
    expect(await readAll(path)).toEqual([{ row: 2, values: { id: '5', текст: 'яма' } }]);
  });

  it('тексты в самих ячейках, пропуски, приставки имён, кавычки одиночные', async () => {
    const sheet =
      "<?xml version='1.0'?><x:worksheet xmlns:x='u'><!-- <c> --><x:sheetData>" +
      "<x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>id</x:t></x:is></x:c><x:c r='C1' t='inlineStr'><x:is><x:t>те&#1082;ст</x:t></x:is></x:c></x:row>" +
      "<x:row r='4'><x:c r='A4'><x:v>7</x:v></x:c><x:c r='C4' t='str'><x:v>a_x000D_b &lt;i&gt; <![CDATA[<&>]]></x:v></x:c></x:row></x:sheetData></x:worksheet>";
    expect(await readAll(await save(withSheet(sheet)))).toEqual([
      { row: 4, values: { id: '7', 'Столбец 2': '', текст: 'a\rb <i> <&>' } },
    ]);
  });

  it('100 тысяч строк читаются, не занимая памяти под всю книгу', async () => {
    const head = '<worksheet><sheetData><row r="1"><c t="str"><v>id</v></c><c t="str"><v>текст</v></c></row>';
    const body = Array.from(
      { length: 100_000 },
      (_, i) =>
        `<row r="${i + 2}"><c r="A${i + 2}"><v>${i}</v></c><c r="B${i + 2}" t="str"><v>яма № ${(i * 7919) % 100_003}</v></c></row>`,
    ).join('');
    const path = await save(withSheet(`${head}${body}</sheetData></worksheet>`));
    let [rows, last] = [0, 0];
    for await (const row of readTable(path, { filename })) {
      rows += 1;
      last = row.row;
    }
    expect([rows, last]).toEqual([100_000, 100_001]);
  });
});

describe('вредные книги', () => {
  const row = '<row r="1"><c t="str"><v>id</v></c></row>';

  it.each([
    ['обрезанная', async () => withSheet(`<worksheet>${row}</worksheet>`).subarray(0, 200), /повреждена/],
    ['архив без книги', async () => zip({ 'word/document.xml': '<w/>' }), /не книга Excel/],
    ['пустой архив', async () => zip({}), /не книга Excel/],
    ['оборванный XML', async () => withSheet(`<worksheet><sheetData>${row}`), /повреждена/],
    ['чужие закрытия', async () => withSheet('</a></b>'), /повреждена/],
    [
      'разрастание сущностей',
      async () =>
        withSheet(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>${row}&b;</worksheet>`),
      /повреждена/,
    ],
    [
      'внешняя сущность',
      async () => withSheet('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'),
      /повреждена/,
    ],
    ['бомба в листе', async () => withSheet(Buffer.alloc(40_000_000, ' ')), /слишком большой объём/],
    [
      'бомба в текстах',
      async () =>
        withSheet(`<worksheet>${row}</worksheet>`, {
          'xl/sharedStrings.xml': Buffer.alloc(40_000_000, '<si/>'),
        }),
      /слишком много текста/,
    ],
    [
      'бомба с ложным размером',
      async () =>
        zip({ 'xl/workbook.xml': workbook, 'xl/worksheets/sheet1.xml': Buffer.alloc(40_000_000, ' ') }, 100),
      /слишком большой объём/,
    ],
    ['бесконечный тег', async () => withSheet(`<worksheet ${'a'.repeat(100_000)}`), /повреждена/],
    ['бездонная вложенность', async () => withSheet('<a>'.repeat(500)), /повреждена/],
  ])('%s — отказ понятными словами', async (_name, build, words) => {
    const path = await save(await build());
    await expect(readAll(path)).rejects.toEqual(badFile(words));
  });

  it('порча любого места книги не роняет чтение', async () => {
    const good = withSheet(
      '<worksheet><sheetData><row r="1"><c t="str"><v>id</v></c></row><row r="2"><c><v>1</v></c></row></sheetData></worksheet>',
    );
    let random = 12345;
    for (let i = 0; i < 300; i += 1) {
      const bytes = Buffer.from(good);
      for (let k = 0; k < 3; k += 1) {
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
        bytes[random % bytes.length] = random >> 8;
      }
      const path = await save(bytes);
      const outcome = await readAll(path).catch((error: { code?: string }) => error.code ?? String(error));
      expect(Array.isArray(outcome) || outcome === 'imports.bad-file', String(outcome)).toBe(true);
    }
  });
});
