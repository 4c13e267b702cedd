import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { importRegion } from '../../../../shared/contract/pages/register-region.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { openRegisterDesk, type RegisterDesk } from '../../../../tests/support/pages/register-desk.ts';
import { toMultipart } from '../../../../tests/support/pictures.ts';

let desk: RegisterDesk;
beforeAll(async () => {
  desk = await openRegisterDesk();
});
afterAll(() => desk.server.close());

async function send(content: string | Buffer, query = '', cookie = desk.editor, filename = 'свод.csv') {
  const { payload, headers } = toMultipart(Buffer.from(content), { filename, type: 'text/csv' });
  const reply = await desk.server.inject({
    method: 'POST',
    url: `${importRegion.path}${query}`,
    headers: { ...headers, cookie },
    payload,
  });
  return {
    status: reply.statusCode,
    body: reply.json() as RouteReply<typeof importRegion> & { detail: string; code: string },
  };
}
const take = async (format: string, cookie = desk.head) =>
  (
    await desk.server.inject({
      method: 'GET',
      url: `/api/official-pages/region/export?format=${format}`,
      headers: { cookie },
    })
  ).rawPayload;

describe('the table of the region', () => {
  test('goes out in its columns and comes back without changing anything', async () => {
    const { server, editor, unitId, schoolId } = desk;
    const said = {
      recipient: 'local-government',
      level: 'municipality',
      founder: 'Город',
      ogrn: '1026600930001',
    } as const;
    await server.call(
      acts.saveBody,
      { params: { unitId }, body: { version: 0, ...said, spheres: ['Образование', 'Наука'] } },
      editor,
    );
    const page = await desk.create({ url: 'https://vk.com/edu', gosId: '77', settingsUrl: 'edu' });
    await server.call(
      acts.keepFigures,
      {
        params: { id: page.id },
        body: { version: 1, followers: 1240, weekReach: 5000, postReach: null, on: '2026-11-20' },
      },
      editor,
    );
    for (const network of [null, 'ok'])
      await server.call(
        acts.addExemption,
        {
          params: { unitId: schoolId },
          body: { network, ground: 'распоряжение № 214-р', from: '2026-01-01', until: '2026-12-31' },
        },
        editor,
      );
    const csv = String(await take('csv')).replaceAll('"', '');
    const [head, ...lines] = csv.replace(/^\uFEFF/u, '').split('\r\n');
    expect(head).toContain('Уровень;Учредитель;Наименование подведомственной организации');
    const line = lines.find((one) => one.includes('vk.com/edu'))!;
    expect(line).toContain('МО;Город;Управление образования;;');
    expect(line).toContain(
      '1026600930001;Образование;Наука;;ведётся;77;https://vk.com/edu;edu;нет;нет;0;0;;1240;5000',
    );
    expect(csv).toContain('Одноклассники: распоряжение № 214-р, до 31.12.2026');
    for (const [format, name] of [
      ['csv', 'свод.csv'],
      ['xlsx', 'свод.xlsx'],
    ] as const) {
      const { body } = await send(await take(format), '?write=yes', editor, name);
      expect(body, format).toMatchObject({ entered: [], refused: [], isWritten: true });
      expect(body.same).toBe(body.rows);
    }
    const kept = await desk.read(page.id);
    expect(kept).toMatchObject({ version: 2, figuresOn: '2026-11-20' });
  });

  test('is checked first, written when told to, and taken once', async () => {
    const { editor, unitId, schoolId } = desk;
    const table = [
      'Наименование организации;Учредитель;Ссылка;Подписчики;Госметка',
      'Управление образования;Область;https://ok.ru/edu;300;да',
      'Школа № 400;Город;https://vk.com/school400;;да',
      'Клуб;Город;https://vk.com/club;;',
      'Управление образования;Область;https://instagram.com/edu;;',
    ].join('\r\n');
    const checked = await send(table);
    expect(checked.body).toMatchObject({ isWritten: false, rows: 4, undescribed: 1 });
    expect(checked.body.refused.map(({ row, why }) => `${row} ${why}`)).toEqual([
      expect.stringMatching(/^4 .*структуре/u),
      expect.stringMatching(/^5 .*экстремистской/u),
    ]);
    const own = (await desk.list()).bodies.filter(({ unitId: id }) => id === unitId || id === schoolId);
    expect(own.flatMap(({ pages }) => pages)).toHaveLength(1);
    const written = await send(table, '?write=yes&recipient=municipal-organisation');
    expect(written.body).toMatchObject({ isWritten: true, undescribed: 0 });
    const { bodies } = await desk.list();
    const education = bodies.find((one) => one.unitId === unitId)!;
    expect(education).toMatchObject({ founder: 'Область', ogrn: '1026600930001', lacks: [] });
    const school = bodies.find((one) => one.unitId === schoolId)!;
    expect(school).toMatchObject({ recipient: 'municipal-organisation', founder: 'Город' });
    // «да» of a table proves nothing.
    expect(school.pages).toMatchObject([
      { share: 0, grade: 'active', title: 'Школа № 400', isOpening: false },
    ]);
    const again = await send(table, '?write=yes&recipient=municipal-organisation', editor);
    expect(again.body).toMatchObject({ entered: [], same: 2 });
  });

  test('a row that no form would take is named before and at the writing, and holds up none of the others', async () => {
    const table = [
      'Наименование организации;Учредитель;Ссылка;Официальная страница не ведется на основании',
      `Школа № 400;${'Г'.repeat(201)};;`,
      'Управление образования;;;распоряжение № 2, до 31.12.2025',
      'Управление образования;;https://vk.com/edu-second;',
    ].join('\r\n');
    for (const query of ['', '?write=yes']) {
      const { body } = await send(table, query);
      expect(
        body.refused.map(({ row, why }) => `${row} ${why}`),
        query,
      ).toEqual(['2 Учредитель: Не длиннее 200 знаков', expect.stringMatching(/^3 .*прошёл/u)]);
      expect(body.entered, query).toMatchObject([
        { row: 4, what: 'сведения об органе' },
        { row: 4, what: 'новая страница' },
      ]);
    }
  });

  test('is refused of whoever does not keep the register, without its names, without itself', async () => {
    expect((await send('а;б\r\n1;2', '', desk.head)).body.code).toBe('lib.forbidden');
    expect((await send('а;б\r\n1;2')).body.detail).toMatch(/Наименование подведомственной/u);
    const none = await desk.server.inject({
      method: 'POST',
      url: importRegion.path,
      headers: { cookie: desk.editor, 'x-otklik': '1' },
    });
    expect(none.statusCode).toBeGreaterThanOrEqual(400);
  });
});
