import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { importNumbers, keepNumber } from '../../../shared/contract/group/city-numbers.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { openNumbersDesk } from '../../../tests/support/group/numbers-desk.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { whileForged } from '../../../tests/support/record.ts';

/** Numbers of the city's document system both ways by a file, and what keeps them from being forged. */

const desk = openNumbersDesk({
  prepare: async ({ server, secretary }) => {
    for (const [kind, number] of [
      ['protocol', '01-15/45'],
      ['assignment', 'П-700'],
    ] as const) {
      const body = { version: 0, number, day: '2026-11-25' };
      await server.call(keepNumber, { params: { id: (await find(kind)).id }, body }, secretary);
    }
    await server.app.pool.query(
      `INSERT INTO working_group.act (id, number, signed_on, title, made_at, made_by_name)
       VALUES (gen_random_uuid(), '412', '2026-11-20', 'Об изменении состава', now(), 'С.')`,
    );
  },
});
const { ofPaper, list, find } = desk;

async function send(content: string | Buffer, write = false, cookie = desk.secretary) {
  const { payload, headers } = toMultipart(Buffer.from(content), {
    filename: 'номера.csv',
    type: 'text/csv',
  });
  const reply = await desk.server.inject({
    method: 'POST',
    url: `${importNumbers.path}${write ? '?write=yes' : ''}`,
    headers: { ...headers, cookie },
    payload,
  });
  return {
    status: reply.statusCode,
    body: reply.json() as RouteReply<typeof importNumbers> & { detail: string },
  };
}
const takeFile = async (format: string, state = 'waiting') =>
  (
    await desk.server.inject({
      method: 'GET',
      url: `/api/city-numbers/export?format=${format}&state=${state}`,
      headers: { cookie: desk.secretary },
    })
  ).rawPayload;

describe('by a file', () => {
  it('what waits goes out with empty columns, and comes back with numbers, in Excel and in CSV', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await takeFile('xlsx')) as never);
    const [sheet] = book.worksheets;
    expect((sheet!.getRow(1).values as string[]).slice(1)).toEqual([
      'Вид документа',
      'Номер в «Отклике»',
      'Дата документа',
      'Содержание',
      'Номер СЭД',
      'Дата регистрации в СЭД',
      'Ключ',
    ]);
    expect(sheet!.rowCount).toBe(3);
    sheet!.getRow(2).getCell(5).value = '412-ПА';
    sheet!.getRow(2).getCell(6).value = new Date('2026-11-26T00:00:00Z');
    const table = Buffer.from(await book.xlsx.writeBuffer());
    const checked = await send(table);
    expect(checked.body).toMatchObject({ isWritten: false, rows: 2, same: 0, waiting: 1, refused: [] });
    expect(checked.body.entered).toMatchObject([{ kind: 'act', number: '412-ПА', day: '2026-11-26' }]);
    // Nothing is written before it is asked for.
    expect((await list({ kind: 'act' })).counts.numbered).toBe(0);
    expect((await send(table, true)).body.isWritten).toBe(true);
    const kept = (await list({ state: 'numbered', kind: 'act' })).papers[0]!;
    expect(kept.cityNumber).toMatchObject({ number: '412-ПА', day: '2026-11-26', source: 'file' });
    // The same table again changes nothing.
    const again = await send(table, true);
    expect(again.body).toMatchObject({ entered: [], same: 1, waiting: 1, refused: [] });
    expect((await ofPaper(kept.id)).paper!.version).toBe(1);
    const csv = (await takeFile('csv', 'all')).toString('utf8');
    expect((await send(csv, true)).body).toMatchObject({ entered: [], same: 3, waiting: 1, refused: [] });
  });

  it('what cannot be taken is named, and the rest is taken', async () => {
    const [act] = (await list({ kind: 'act' })).papers;
    const rows = [
      'Вид документа;Номер в «Отклике»;Номер СЭД;Дата регистрации в СЭД;Ключ',
      'Протокол;99/2026;5;26.11.2026;',
      'Протокол;1/2026;01-15/46;26.11.2026;',
      `Акт о составе;398;412-ПА;26.11.2026;${act!.id}`,
      'Поручение;П-1/2026;П-700;25.11.2026;',
    ];
    const { body } = await send(rows.join('\r\n'), true);
    expect(body).toMatchObject({ entered: [], same: 1 });
    expect(body.refused.map(({ row, paper }) => [row, paper])).toEqual([
      [2, 'Протокол № 99/2026'],
      [3, 'Протокол № 1/2026'],
      [4, 'Акт о составе № 398'],
    ]);
    expect(body.refused[1]!.why).toContain('Уже записан № 01-15/45');
    expect(body.refused[2]!.why).toContain('уже у другого документа: Акт о составе № 412');
    const good = await send(`${rows[0]}\r\n${rows[1]}\r\nАкт;398;398-п;26.11.2026;${act!.id}`, true);
    expect(good.body.entered).toHaveLength(1);
    expect(good.body.refused).toHaveLength(1);
  });

  it.each([
    ['a table without the columns', 'А;Б\r\n1;2', 'В таблице нет столбцов'],
    ['an empty file', '', 'Файл пуст'],
    ['no table at all', '%PDF-1.7 ...', 'Это не таблица'],
  ])('%s is refused with what to do', async (_, content, words) => {
    const { status, body } = await send(content);
    expect(status).toBe(422);
    expect(body.detail).toContain(words);
  });

  it('too many rows are refused, and nobody but who keeps numbers sends any', async () => {
    const rows = Array.from({ length: 5001 }, (_, at) => `${at};;`);
    const { status, body } = await send(['Ключ;Номер СЭД;Дата регистрации', ...rows].join('\n'));
    expect([status, body.detail]).toEqual([422, expect.stringContaining('больше 5')]);
    expect(
      (await send('Ключ;Номер СЭД;Дата регистрации\n1;2;3', false, desk.group.cookies.member)).status,
    ).toBe(403);
    const none = await desk.server.inject({
      method: 'POST',
      url: importNumbers.path,
      headers: { cookie: desk.secretary, 'x-otklik': '1' },
    });
    expect(none.statusCode).toBe(415);
  });
});

describe('the record', () => {
  it('is committed with every change, and a forged number is not printed', async () => {
    const { rows } = await desk.server.app.pool.query<{ id: string }>(
      "SELECT id FROM audit.commitment WHERE kind = 'city-number' AND id = $1",
      [desk.protocolId],
    );
    expect(rows).toHaveLength(1);
    const url = `/api/working-group/meetings/${desk.protocolId}/protocol/file?format=html`;
    const ask = () => desk.server.inject({ method: 'GET', url, headers: { cookie: desk.secretary } });
    const forged = `UPDATE city_numbers.number SET number = '01-15/99' WHERE paper_id = '${desk.protocolId}'`;
    await whileForged(desk.server, 'city_numbers.number', forged, async () => {
      const page = await ask();
      expect(page.statusCode).toBe(409);
      expect(page.json().detail).toContain('номер в системе документооборота');
    });
    expect((await ask()).statusCode).toBe(200);
  });
});
