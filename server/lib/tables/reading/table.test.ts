import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintHeaders, readTable, sniffTable, type TableRow } from './table.ts';

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-table-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(content: string | Buffer, name = 'table.csv'): Promise<string> {
  count += 1;
  const path = join(folder, `${count}-${name}`);
  await writeFile(path, content);
  return path;
}

async function readAll(path: string, filename = 'table.csv'): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readTable(path, { filename })) rows.push(row);
  return rows;
}

const read = async (content: string | Buffer, name?: string) => readAll(await save(content, name), name);
const badFile = (words: RegExp) =>
  expect.objectContaining({ code: 'imports.bad-file', message: expect.stringMatching(words) });

describe('CSV', () => {
  it('windows-1251 с точкой с запятой — как его пишет русский Excel', async () => {
    const text =
      'Номер;Дата;Текст обращения\r\n1;24.11.2026 14:05;Яма, лужа и ёж\r\n2;25.11.2026;"Нет ""света"" дома"\r\n';
    const path = await save(iconv.encode(text, 'windows-1251'));
    const sample = await sniffTable(path, { filename: 'выгрузка.csv' });
    expect(sample).toMatchObject({ format: 'csv', encoding: 'windows-1251', delimiter: ';', headerRow: 1 });
    expect(sample.headers).toEqual(['Номер', 'Дата', 'Текст обращения']);
    expect(await readAll(path)).toEqual([
      { row: 2, values: { Номер: '1', Дата: '24.11.2026 14:05', 'Текст обращения': 'Яма, лужа и ёж' } },
      { row: 3, values: { Номер: '2', Дата: '25.11.2026', 'Текст обращения': 'Нет "света" дома' } },
    ]);
  });

  it.each([
    ['utf8', (text: string) => Buffer.from(text)],
    ['utf8', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['utf16le', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['windows-1251', (text: string) => iconv.encode(text, 'windows-1251')],
  ])('кодировка %s, знак начала не попадает в имя столбца', async (encoding, encode) => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = `id${delimiter}текст\n7${delimiter}Снег\n`;
      const path = await save(encode(text));
      expect(await sniffTable(path, { filename: 'a.csv' })).toMatchObject({ encoding, delimiter });
      expect(await readAll(path)).toEqual([{ row: 2, values: { id: '7', текст: 'Снег' } }]);
    }
  });

  it('переводы строк и разделители внутри кавычек, кавычки без кавычек вокруг', async () => {
    const text =
      'id,текст\n1,"Первая строка\nвторая, с запятой\r\nтретья"\n2,ООО "Ромашка" не убирает\n\n3,"конец"';
    expect(await read(text)).toEqual([
      { row: 2, values: { id: '1', текст: 'Первая строка\nвторая, с запятой\r\nтретья' } },
      { row: 3, values: { id: '2', текст: 'ООО "Ромашка" не убирает' } },
      { row: 5, values: { id: '3', текст: 'конец' } },
    ]);
  });

  it('запятые в тексте не путают с разделителем', async () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => `${i};Да, яма, большая, у дома, ${'ах, '.repeat(i % 7)}`,
    );
    const sample = await sniffTable(await save(`id;текст\n${lines.join('\n')}`), { filename: 'a.csv' });
    expect(sample.delimiter).toBe(';');
    expect(sample.preview).toHaveLength(20);
  });

  it('лишние значения — отказ строки, недостающие — пусто', async () => {
    expect(await read('a;b\n1;2;3\n4\n5;6;;\n')).toEqual([
      { row: 2, reason: 'Значений больше, чем столбцов: 3 вместо 2' },
      { row: 3, values: { a: '4', b: '' } },
      { row: 4, values: { a: '5', b: '6' } },
    ]);
  });

  it('название отчёта над шапкой пропускается, строка sep= тоже', async () => {
    const titled = 'Реестр обращений за ноябрь;;\n;;\nНомер;Текст;Адрес\n1;Яма;Титова, 14\n';
    expect(await read(titled)).toEqual([
      { row: 4, values: { Номер: '1', Текст: 'Яма', Адрес: 'Титова, 14' } },
    ]);
    const named = await sniffTable(await save('sep=|\nid|text, с запятой\n1|яма'), { filename: 'a.csv' });
    expect(named).toMatchObject({ delimiter: '|', headers: ['id', 'text, с запятой'] });
  });

  it('повторные и пустые имена столбцов различимы', async () => {
    const sample = await sniffTable(await save('дата,дата,,текст\n1,2,3,4'), { filename: 'a.csv' });
    expect(sample.headers).toEqual(['дата', 'дата (2)', 'Столбец 3', 'текст']);
  });

  it('текст в 100 000 знаков и нулевой байт', async () => {
    const long = 'Ж'.repeat(100_000);
    expect(await read(`id,текст\n1,${long}\n2,а\0б\n3,хорошо`)).toEqual([
      { row: 2, values: { id: '1', текст: long } },
      { row: 3, reason: '«текст»: нулевой байт в тексте' },
      { row: 4, values: { id: '3', текст: 'хорошо' } },
    ]);
  });

  it('незакрытая кавычка — отказ всего файла с местом', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},"да"`).join('\n');
    await expect(read(`id,текст\n${rows}\n51,"открыта\n52,да\n`)).rejects.toEqual(
      badFile(/Кавычка.*не закрыта/),
    );
  });

  it('битые байты портят свою строку, а не файл', async () => {
    const good = Buffer.from(`id,текст\n1,${'хорошая строка '.repeat(20)}\n2,пло`);
    const bytes = Buffer.concat([good, Buffer.from([0xd0, 0x20, 0xff]), Buffer.from('хо\n3,снова хорошо\n')]);
    const rows = await read(bytes);
    expect(rows.map((row) => ('reason' in row ? row.reason : 'ok'))).toEqual([
      'ok',
      '«текст»: знаки не читаются, файл испорчен в этом месте',
      'ok',
    ]);
  });
});

describe('JSONL', () => {
  it('битая строка — отказ только её', async () => {
    const text =
      '{"id":1,"text":"Яма"}\n{"id":2,"text":"Оборв\n[1,2]\n\n{"id":4,"text":"Снег","n":null,"да":true}\r\n';
    const rows = await read(text, 'a.jsonl');
    expect(rows).toEqual([
      { row: 1, values: { id: '1', text: 'Яма' } },
      { row: 2, reason: expect.stringContaining('не JSON') },
      { row: 3, reason: expect.stringContaining('не объект') },
      { row: 5, values: { id: '4', text: 'Снег', n: '', да: 'да' } },
    ]);
  });

  it('вложенное разворачивается, имена-ловушки остаются просто именами', async () => {
    const text =
      '{"place":{"lat":56.4,"lon":61.9},"tags":["а","б"],"__proto__":{"x":"1"},"constructor":"да"}\n';
    const [row] = await read(text, 'a.jsonl');
    expect(row).toMatchObject({ values: { 'place.lat': '56.4', 'place.lon': '61.9', tags: '["а","б"]' } });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('строка длиннее 1 МБ и чрезмерная вложенность не мешают остальным', async () => {
    const long = `{"text":"${'а'.repeat(1_200_000)}"}`;
    const deep = `{"text":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const rows = await read(`{"text":"первая"}\n${long}\n${deep}\n{"text":"последняя"}`, 'a.jsonl');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toEqual({ row: 2, reason: 'Строка длиннее 1 МБ' });
    expect(rows[2]).toMatchObject({ row: 3 });
    expect(rows[3]).toEqual({ row: 4, values: { text: 'последняя' } });
  });
});

describe('не таблица', () => {
  it.each([
    ['пустой', Buffer.alloc(0), /пуст/],
    ['одни пробелы', Buffer.from('  \n \n'), /нет ни одной/],
    ['PDF', Buffer.from('%PDF-1.7 …'), /не таблица/],
    ['картинка', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /не таблица/],
    ['программа', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 37) % 32)), /не текст/],
    ['страница HTML', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), /страница или XML/],
    ['массив JSON', Buffer.from('[{"text":"яма"}]'), /JSONL/],
    ['старый Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /\.xls/],
  ])('%s', async (_name, content, words) => {
    const path = await save(content);
    await expect(sniffTable(path, { filename: 'файл.csv' })).rejects.toEqual(badFile(words));
  });

  it('.xlsx, внутри которого не архив', async () => {
    const path = await save('id,текст\n1,яма', 'книга.xlsx');
    await expect(sniffTable(path, { filename: 'книга.XLSX' })).rejects.toEqual(badFile(/внутри не она/));
  });
});

it('отпечаток не зависит от порядка, регистра и пробелов', () => {
  const print = fingerprintHeaders(['Номер', 'Текст  обращения', 'Дата']);
  expect(print).toBe(fingerprintHeaders(['дата', ' номер', 'Текст обращения']));
  expect(print).not.toBe(fingerprintHeaders(['Номер', 'Текст', 'Дата']));
  expect(print).toMatch(/^[0-9a-f]{16}$/);
});
