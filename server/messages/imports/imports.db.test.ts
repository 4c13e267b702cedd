import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listImports } from '../../../shared/contract/messages/imports.ts';
import {
  importTable,
  readImported,
  readLines,
  startTable,
  uploadTable,
} from '../../../tests/support/imports.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-25T07:00:00Z');
  cookie = await signInAs(server, 'operator');
});
afterAll(() => server.close());

describe('CSV of Russian Excel: windows-1251, semicolons', () => {
  const text = [
    'Номер обращения;Дата поступления;Текст обращения;Отрасль;Адрес;Заявитель;Телефон',
    '17-А;24.11.2026 14:05;"Яма у дома, машины ""пляшут""";Дороги;ул. Алюминиевая, 8;Пробная Анна Ивановна;8 912 000-00-01',
    '18-А;24.11.2026;Третий день нет горячей воды;ЖКХ;;;звоните вечером',
    '19-А;24.11.2026;Хочу похвалить дворника;Похвала;;;',
  ].join('\r\n');

  it('becomes cases with topic, moment of receipt in the city’s time, place and contacts', async () => {
    const table = await uploadTable(server, cookie, iconv.encode(text, 'windows-1251'), 'Выгрузка 112.csv');
    expect(table).toMatchObject({
      format: 'csv',
      encoding: 'windows-1251',
      delimiter: ';',
      source: 'vygruzka',
    });
    expect(table.mapping).toEqual({
      externalId: 'Номер обращения',
      receivedAt: 'Дата поступления',
      text: 'Текст обращения',
      block: 'Отрасль',
      address: 'Адрес',
      name: 'Заявитель',
      phone: 'Телефон',
    });
    expect(table.preview[1]!.values).toEqual([
      '18-А',
      '24.11.2026',
      'Третий день нет горячей воды',
      'ЖКХ',
      '',
      '',
      'звоните вечером',
    ]);
    const begun = await startTable(server, cookie, table, { source: 'duty-112', channel: 'edds_112' });
    expect(begun).toMatchObject({ state: 'queued', accepted: 0, can: ['cancel'] });
    await server.drain();
    const [hole, water, praise] = await readImported(server, 'duty-112');
    expect(hole).toMatchObject({
      id: '17-А',
      name: 'Пробная Анна Ивановна',
      phone: '+79120000001',
      channel: 'edds_112',
      block: 'roads',
      topic_source: 'import',
      status: 'moderation',
      body: 'Яма у дома, машины "пляшут"',
      registered_at: new Date('2026-11-24T09:05:00Z'),
      number: '2026-11-0001',
    });
    expect(hole!.fact_id).toMatch(/^roads\./);
    expect(hole!.due_at!.getTime()).toBeGreaterThan(hole!.registered_at.getTime());
    expect(hole).toMatchObject({ place_precision: expect.stringMatching(/house|street/) });
    expect(hole!.lat).not.toBeNull();
    expect(water).toMatchObject({ block: 'housing', phone: null, place_precision: 'none' });
    expect(praise!.registered_at).toEqual(new Date('2026-11-23T19:00:00Z'));
    expect(praise!.topic_source).not.toBe('import');
  });

  it('an unknown block and an unreadable phone are warnings that show no personal data', async () => {
    const [last] = (await server.call(listImports, {}, cookie)).imports;
    expect(last).toMatchObject({ state: 'done', rowsRead: 3, accepted: 3, refused: 0, warned: 2 });
    expect(await readLines(server, cookie, last!.id, 'warned')).toMatchObject([
      { row: 3, externalId: '18-А', warnings: ['Телефон: значение не принято'] },
      { row: 4, externalId: '19-А', warnings: [expect.stringContaining('«Похвала»')] },
    ]);
  });

  it('the journal names who started it and every case', async () => {
    const { personId } = await signInStaff(server, 'operator');
    const [hole] = await readImported(server, 'duty-112');
    expect(hole!.registered_by).toBe(personId);
    const records = await server.app.services.database
      .selectFrom('audit.record')
      .select(['action', 'actor'])
      .where('action', 'in', ['imports.upload', 'imports.start', 'imports.done', 'cases.register'])
      .orderBy('seq')
      .execute();
    expect(records.map(({ action }) => action)).toEqual([
      'imports.upload',
      'imports.start',
      ...Array.from({ length: 3 }, () => 'cases.register'),
      'imports.done',
    ]);
    expect(records[2]!.actor).toBe(`staff:${personId}`);
  });

  it('the mapping is remembered for the same columns in another order and case', async () => {
    const next = [
      'ТЕКСТ ОБРАЩЕНИЯ;Номер обращения;Дата поступления;Отрасль;Адрес;Заявитель;Телефон',
      'Не горит фонарь во дворе;20-А;25.11.2026;Энергетика;;;',
    ].join('\n');
    const table = await uploadTable(server, cookie, next, 'совсем другое имя.csv');
    expect(table).toMatchObject({
      isRemembered: true,
      source: 'duty-112',
      channel: 'edds_112',
      encoding: 'utf8',
    });
    expect(table.mapping.text).toBe('ТЕКСТ ОБРАЩЕНИЯ');
    expect(table.former).toBeNull();
  });
});

describe('XLSX', () => {
  const makeBook = async (rows: unknown[][]): Promise<Buffer> => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Обращения');
    for (const row of rows) sheet.addRow(row);
    return Buffer.from(await book.xlsx.writeBuffer());
  };

  it('with a date cell, a district and a channel of each row', async () => {
    const book = await makeBook([
      ['Реестр обращений за ноябрь'],
      ['№ п/п', 'Дата', 'Суть обращения', 'Тема', 'Блок', 'Район', 'Канал'],
      [
        1,
        new Date(Date.UTC(2026, 10, 20)),
        'Автобус 9 не пришёл к школе',
        'Расписание автобусов',
        3,
        'Красногорский',
        'Телефон',
      ],
      [
        2,
        new Date(Date.UTC(2026, 10, 21)),
        'В поликлинике нет талонов',
        '',
        'Здравоохранение',
        '',
        'голубиная почта',
      ],
    ]);
    const done = await importTable(server, cookie, book, { filename: 'Реестр.xlsx', source: 'reestr' });
    expect(done).toMatchObject({ format: 'xlsx', state: 'done', rowsRead: 2, accepted: 2, source: 'reestr' });
    const [bus, doctor] = await readImported(server, 'reestr');
    expect(bus).toMatchObject({
      id: '1',
      title: 'Расписание автобусов',
      block: 'transport',
      channel: 'phone_call',
      district_id: 'krasnogorsky',
      registered_at: new Date('2026-11-19T19:00:00Z'),
    });
    expect(doctor).toMatchObject({ title: 'В поликлинике нет талонов', block: 'health', channel: 'paper' });
  });

  it('loaded again adds nothing; a changed text of a known number is told and changes nothing', async () => {
    const again = await makeBook([
      ['№ п/п', 'Дата', 'Суть обращения', 'Тема', 'Блок', 'Район', 'Канал'],
      [1, '20.11.2026', 'Автобус 9 не пришёл к школе', '', '3', '', ''],
      [2, '21.11.2026', 'Теперь талоны есть', '', '', '', ''],
      [3, '22.11.2026', 'Скользко у аптеки', '', '9', '', ''],
      [3, '22.11.2026', 'Скользко у аптеки', '', '9', '', ''],
    ]);
    const done = await importTable(server, cookie, again, { filename: 'Реестр снова.xlsx' });
    expect(done).toMatchObject({ source: 'reestr', rowsRead: 4, accepted: 1, repeated: 3, refused: 0 });
    const cases = await readImported(server, 'reestr');
    expect(cases).toHaveLength(3);
    expect(cases[1]!.body).toBe('В поликлинике нет талонов');
    const told = await readLines(server, cookie, done.id, 'repeated');
    expect(told.map(({ row, reason }) => [row, reason])).toEqual([
      [2, `Повтор: есть дело № ${cases[0]!.number}`],
      [3, `Повтор: есть дело № ${cases[1]!.number}, но текст в файле другой: дело не изменено`],
      [5, 'Повтор: та же запись уже есть в строке 4 этого файла'],
    ]);
    expect(told[0]!.caseNumber).toBe(cases[0]!.number);
  });
});

describe('messages of another city', () => {
  const streets = [
    'Урицкого',
    'Радищева',
    'Щепкина',
    'Хуторская',
    'Сумская',
    'Запольная',
    'Косухина',
    'Дейнеки',
    'Клыкова',
    'Семёновская',
    'Майская',
    'Заводская',
  ];
  const file = streets
    .map((name, id) => JSON.stringify({ id, text: `На ул. ${name}, 4 не убран снег, просим помочь` }))
    .join('\n');

  it('are noticed by their streets, and keep addresses as words, with no point in this city', async () => {
    const table = await uploadTable(server, cookie, file, 'чужой город.jsonl');
    expect(table.addresses).toMatchObject({ named: 12, looksForeign: true });
    expect(table.isOwnCity).toBe(true);
    await startTable(server, cookie, table, { source: 'foreign', isOwnCity: false });
    await server.drain();
    const cases = await readImported(server, 'foreign');
    expect(cases).toHaveLength(12);
    expect(cases.filter(({ lat }) => lat !== null)).toEqual([]);
    expect(cases.find(({ id }) => id === '0')).toMatchObject({
      address: 'ул. Урицкого, 4',
      place_precision: 'text',
    });
  });

  it('even a street that this city has too stays words', async () => {
    const text = JSON.stringify({
      id: '1',
      text: 'На ул. Алюминиевая, 8 яма',
      address: 'ул. Алюминиевая, 8',
    });
    await importTable(server, cookie, text, {
      filename: 'чужой.jsonl',
      source: 'foreign-too',
      isOwnCity: false,
    });
    expect(await readImported(server, 'foreign-too')).toMatchObject([
      { lat: null, place_precision: 'text', address: 'ул. Алюминиевая, 8' },
    ]);
  });
});
