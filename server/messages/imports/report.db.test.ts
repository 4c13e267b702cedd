import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getImport, listImports } from '../../../shared/contract/messages/imports.ts';
import { importTable, uploadTable } from '../../../tests/support/imports.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sweepImports } from './job.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  cookie = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const readReport = async (id: string, who = cookie) =>
  server.inject({ method: 'GET', url: `/api/imports/${id}/report`, headers: { cookie: who } });

describe('report of refused rows', () => {
  const text = [
    'id;дата;текст;телефон',
    '=HYPERLINK("http://x.ru");31.02.2026;Яма;+79120000001',
    '2;;;@SUM(A1)',
    '3;20.11.2026;Хорошая строка;',
    '-4;32.01.2026;"Две ""строки""\nодной ячейки";',
  ].join('\n');
  let id = '';

  it('holds number, reason and the row itself, and nothing a spreadsheet would run', async () => {
    const done = await importTable(server, cookie, text, { filename: 'реестр.csv', source: 'report' });
    expect(done).toMatchObject({ accepted: 1, refused: 3 });
    id = done.id;
    const reply = await readReport(id);
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      'реестр — не принято.csv',
    );
    expect(reply.body).toBe(
      [
        '\ufeff"Строка файла";"Почему не принята";"id";"дата";"текст";"телефон"',
        `"2";"Когда поступило: «31.02.2026» — не дата; подойдёт 24.11.2026 14:05";"'=HYPERLINK(""http://x.ru"")";"31.02.2026";"Яма";"'+79120000001"`,
        `"3";"Текст сообщения пуст";"2";"";"";"'@SUM(A1)"`,
        `"5";"Когда поступило: «32.01.2026» — не дата; подойдёт 24.11.2026 14:05";"'-4";"32.01.2026";"Две ""строки""\nодной ячейки";""`,
        '',
      ].join('\r\n'),
    );
  });

  it('mended and loaded again it is known, and the guards are taken off', async () => {
    const mended = (await readReport(id)).body
      .replaceAll('31.02.2026', '21.11.2026')
      .replaceAll('32.01.2026', '22.11.2026')
      .replace('"2";"";"";', '"2";"";"Теперь с текстом";');
    const table = await uploadTable(server, cookie, mended, 'исправлено.csv');
    expect(table).toMatchObject({ isRemembered: true, source: 'report', delimiter: ';' });
    const done = await importTable(server, cookie, mended, { filename: 'исправлено.csv' });
    expect(done).toMatchObject({ accepted: 3, refused: 0, repeated: 0 });
    const rows = await server.app.services.database
      .selectFrom('cases.contact')
      .select(['external_id', 'phone'])
      .where('external_source', '=', 'report')
      .orderBy('external_id')
      .execute();
    expect(rows).toEqual([
      { external_id: '-4', phone: null },
      { external_id: '2', phone: null },
      { external_id: '3', phone: null },
      { external_id: '=HYPERLINK("http://x.ru")', phone: '+79120000001' },
    ]);
  });

  it('gives strangers’ letters to nobody but who brought them', async () => {
    const reply = await readReport(id, await signInAs(server, 'admin'));
    expect(reply.body.split('\r\n')[0]).toBe('\ufeff"Строка файла";"Почему не принята"');
    expect(reply.body).not.toContain('Яма');
    expect(reply.body).not.toContain('79120000001');
    expect((await readReport(id, await signInAs(server, 'executor'))).statusCode).toBe(403);
  });

  it('is written to the journal', async () => {
    const records = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('action', '=', 'imports.export')
      .orderBy('seq')
      .execute();
    expect(records.map(({ payload }) => JSON.parse(payload).data)).toEqual([
      { rows: 3, withContent: true },
      { rows: 3, withContent: true },
      { rows: 3, withContent: false },
    ]);
  });
});

it('files go: abandoned ones after a day, those of reports after a month', async () => {
  const folder = join(server.app.services.config.dataDir, 'imports');
  server.setNow('2026-11-20T10:00:00Z');
  const left = await uploadTable(server, cookie, 'текст\nЯма\n', 'брошено.csv');
  const done = await importTable(server, cookie, 'текст\nЯма 1\n\nЯма 2\n', {
    filename: 'нужно.csv',
    source: 'sweep',
  });
  const cut = join(folder, 'обрыв.part');
  await writeFile(cut, 'x');
  await utimes(cut, new Date('2026-11-20T10:00:00Z'), new Date('2026-11-20T10:00:00Z'));
  const sweepAt = async (iso: string) => {
    server.setNow(iso);
    await asSystem(server, sweepImports);
  };
  await sweepAt('2026-11-21T09:00:00Z');
  expect([existsSync(join(folder, left.id)), existsSync(cut)]).toEqual([true, true]);
  await sweepAt('2026-11-21T11:00:00Z');
  expect([existsSync(join(folder, left.id)), existsSync(cut)]).toEqual([false, false]);
  const { imports } = await server.call(listImports, {}, cookie);
  expect(imports.map(({ id }) => id)).not.toContain(left.id);
  expect(existsSync(join(folder, done.id))).toBe(true);
  await sweepAt('2026-12-21T10:00:00Z');
  expect(existsSync(join(folder, done.id))).toBe(false);
  expect(await server.call(getImport, { params: { id: done.id } }, cookie)).toMatchObject({
    state: 'done',
    accepted: 2,
  });
});
