import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getImport,
  getImportTable,
  listImportLines,
  listImports,
  startImport,
} from '../../../shared/contract/messages/imports.ts';
import {
  importTable,
  readImported,
  readLines,
  sendTable,
  startTable,
  uploadTable,
} from '../../../tests/support/imports.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-25T07:00:00Z');
  cookie = await signInAs(server, 'operator');
});
afterAll(() => server.close());

describe('rows that are not taken', () => {
  const rows = [
    { id: 'a', text: 'Упало дерево на тротуар', date: '2026-11-20' },
    { id: 'b', text: '   ', date: '2026-11-20' },
    { id: 'c', text: 'Прорвало трубу', date: '31.02.2026' },
    { id: 'd', text: 'Письмо из будущего', date: '2027-11-20' },
    { id: 'e', text: 'Письмо из прошлого века', date: '1999-11-20' },
    { id: 'f', text: '😀😀😀', date: '' },
  ];
  const file = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n{"id": "g", "text": "обрыв\n`;

  it('have each its reason in words, page by page; the others go in', async () => {
    const done = await importTable(server, cookie, file, { filename: 'разное.jsonl', source: 'mixed' });
    expect(done).toMatchObject({ state: 'done', rowsRead: 7, accepted: 1, refused: 6, can: ['report'] });
    expect(
      (await readLines(server, cookie, done.id, 'refused')).map(({ row, externalId, reason }) => [
        row,
        externalId,
        reason,
      ]),
    ).toEqual([
      [2, 'b', 'Текст сообщения пуст'],
      [3, 'c', 'Когда поступило: «31.02.2026» — не дата; подойдёт 24.11.2026 14:05'],
      [4, 'd', 'Дата поступления в будущем.'],
      [5, 'e', 'Дата поступления раньше 2019 года.'],
      [6, 'f', 'Текст сообщения: в нём нет слов'],
      [7, null, expect.stringContaining('не JSON')],
    ]);
    const page = { params: { id: done.id }, query: { limit: 4 } };
    const first = await server.call(listImportLines, page, cookie);
    const second = await server.call(
      listImportLines,
      { ...page, query: { limit: 4, cursor: first.next! } },
      cookie,
    );
    expect([...first.lines, ...second.lines].map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(second.next).toBeNull();
  });

  it('with «все или ничего» one of them stops all', async () => {
    const done = await importTable(server, cookie, file, {
      filename: 'строго.jsonl',
      source: 'strict',
      isStrict: true,
    });
    expect(done).toMatchObject({
      state: 'failed',
      accepted: 0,
      refused: 6,
      error: expect.stringContaining('Не загружено ничего'),
    });
    expect(await readImported(server, 'strict')).toEqual([]);
    // The same file may then be loaded without its bad rows.
    const table = await server.call(getImportTable, { params: { id: done.id } }, cookie);
    await startTable(server, cookie, table, { source: 'strict', isStrict: false });
    await server.drain();
    expect(await server.call(getImport, { params: { id: done.id } }, cookie)).toMatchObject({
      state: 'done',
      accepted: 1,
    });
  });

  it('without a number the content tells what is here already', async () => {
    const plain = 'Текст\nЯма на Титова\nЯма на Титова\nДругая яма на Титова\n';
    const first = await importTable(server, cookie, plain, { filename: 'без номеров.csv' });
    expect(first).toMatchObject({ accepted: 2, repeated: 1 });
    expect((await readLines(server, cookie, first.id, 'repeated'))[0]!.externalId).toBeNull();
    const again = await importTable(server, cookie, `${plain}Третья яма\n`, {
      filename: 'без номеров 2.csv',
    });
    expect(again).toMatchObject({ accepted: 1, repeated: 3 });
  });
});

describe('what is refused before it begins', () => {
  it('a file that is no table, with what to do', async () => {
    for (const [content, words] of [
      [Buffer.from('%PDF-1.4'), /не таблица/],
      [Buffer.alloc(0), /пуст/],
      ['[{"text": "яма"}]', /JSONL/],
    ] as const) {
      const { status, body } = await sendTable(server, cookie, content, 'файл.csv');
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: 'imports.bad-file', detail: expect.stringMatching(words) });
    }
    const before = await server.call(listImports, {}, cookie);
    expect(before.imports.filter(({ filename }) => filename === 'файл.csv')).toEqual([]);
  });

  it('a mapping without a text or with a column that is not there', async () => {
    const table = await uploadTable(server, cookie, 'a,b\n1,2\n', 'a.csv');
    const body = { mapping: { title: 'нет такого', rating: 'a' }, source: 'x1' };
    const problem = await server.fail(startImport, { params: { id: table.id }, body }, cookie);
    expect(problem).toMatchObject({
      code: 'imports.bad-mapping',
      status: 422,
      fields: {
        text: expect.stringContaining('Укажите столбец'),
        title: 'Столбца «нет такого» нет в файле',
        rating: 'Такого поля нет',
      },
    });
    const bad = { mapping: { text: 'a' }, source: 'Не латиница' };
    expect(await server.fail(startImport, { params: { id: table.id }, body: bad }, cookie)).toMatchObject({
      code: 'lib.bad-input',
    });
  });

  it('a second start, a stranger’s start, a caller without the right', async () => {
    const table = await uploadTable(server, cookie, 'текст\nЯма\n', 'b.csv');
    const body = { mapping: table.mapping, source: 'x2' };
    const input = { params: { id: table.id }, body };
    const other = await signInAs(server, 'admin');
    expect(await server.fail(startImport, input, other)).toMatchObject({ code: 'lib.forbidden' });
    expect(await server.fail(getImportTable, { params: input.params }, other)).toMatchObject({
      code: 'lib.forbidden',
    });
    const seen = await server.call(getImport, { params: input.params }, other);
    // A file not begun is its owner's to drop; a run may be stopped by anybody who may load.
    expect(seen.can).toEqual([]);
    await server.call(startImport, input, cookie);
    expect(await server.fail(startImport, input, cookie)).toMatchObject({ code: 'lib.conflict' });
    const executor = await signInAs(server, 'executor');
    expect(await server.fail(listImports, {}, executor)).toMatchObject({ status: 403 });
    expect(await server.fail(listImports, {})).toMatchObject({ status: 401 });
    await server.drain();
  });
});
