import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMachineKey } from '../../../shared/contract/base/machines.ts';
import * as contract from '../../../shared/contract/messages/outages.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** A supplier's table: what goes in, what is refused, and that the same table changes nothing. */

const NOW = '2026-11-24T09:00:00Z';
let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const header = ['Номер', 'Услуга', 'Адрес', 'Начало', 'Окончание', 'Факт', 'Вид', 'Причина', 'Организация'];
const row = (more: Partial<Record<(typeof header)[number], string>> = {}): string[] => {
  const full: Record<string, string> = {
    Номер: '17',
    Услуга: 'ГВС',
    Адрес: 'Титова, 10–28; Кунавина',
    Начало: '24.11.2026 06:40',
    Окончание: '24.11.2026 18:00',
    Факт: '',
    Вид: 'аварийное',
    Причина: 'порыв трубы',
    Организация: 'Тепло Синары',
    ...more,
  };
  return header.map((name) => full[name]!);
};
const csv = (rows: string[][]): Buffer =>
  Buffer.from([header, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n'));
async function xlsx(rows: string[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Отключения');
  for (const cells of [header, ...rows]) sheet.addRow(cells);
  return Buffer.from(await book.xlsx.writeBuffer());
}

let address = 0;

/** From an address of its own: tables come a few a minute. */
async function send(content: Buffer, headers: Record<string, string>, filename = 'table.csv') {
  const form = toMultipart(content, { filename, type: 'application/octet-stream' });
  address += 1;
  const reply = await server.inject({
    method: 'POST',
    url: '/api/outages/desk/import',
    payload: form.payload,
    headers: { ...form.headers, 'x-otklik': '1', 'x-forwarded-for': `10.9.0.${address}`, ...headers },
  });
  return { status: reply.statusCode, body: reply.json() };
}
const bring = async (content: Buffer, filename?: string, cookie = operator) => {
  const { status, body } = await send(content, { cookie }, filename);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const list = async (state: 'open' | 'ended' = 'open') =>
  (await server.call(contract.listOutages, { query: { state } }, operator)).outages;
const counts = (added: number, changed: number, unchanged: number) => ({
  added,
  changed,
  unchanged,
  refused: [],
  refusedCount: 0,
});

test('a row is an outage; the same table changes nothing; a changed row changes that one; the end ends it', async () => {
  const other = row({ Номер: '18', Услуга: 'Электроэнергия', Адрес: 'Синарский район', Вид: 'Плановое' });
  expect(await bring(await xlsx([row(), other]), 'table.xlsx')).toEqual(counts(2, 0, 0));
  const [power, hot] = (await list()).toSorted((a, b) => (a.resource < b.resource ? 1 : -1));
  expect(hot).toMatchObject({
    resource: 'hot-water',
    isPlanned: false,
    beginsAt: '2026-11-24T01:40:00.000Z',
    until: '2026-11-24T13:00:00.000Z',
    repairer: 'Тепло Синары',
    isImported: true,
    places: [{ houses: '10–28' }, { houses: '' }],
  });
  expect(power).toMatchObject({ resource: 'power', isPlanned: true, wholeDistricts: ['sinarsky'] });
  // The same rows in a file of another kind.
  expect(await bring(csv([row(), other]))).toEqual(counts(0, 0, 2));
  // What a person has changed since is not undone by it.
  await server.call(
    contract.moveOutageTerm,
    {
      params: { id: hot!.id },
      body: { version: 1, untilOn: '2026-11-24', untilAt: '20:00', reason: 'ждут насос' },
    },
    operator,
  );
  expect(await bring(csv([row(), other]))).toEqual(counts(0, 0, 2));
  expect((await list()).find(({ id }) => id === hot!.id)?.until).toBe('2026-11-24T15:00:00.000Z');
  expect(await bring(csv([row({ Окончание: '24.11.2026 22:00' }), other]))).toEqual(counts(0, 1, 1));
  const moved = (await list()).find(({ id }) => id === hot!.id);
  expect(moved).toMatchObject({
    until: '2026-11-24T17:00:00.000Z',
    version: 3,
    moves: [{ reason: 'ждут насос' }, { reason: 'срок изменил поставщик' }],
  });
  expect(await list()).toHaveLength(2);
  const ended = row({ Окончание: '24.11.2026 22:00', Факт: '24.11.2026 13:30' });
  expect(await bring(csv([ended]))).toEqual(counts(0, 1, 0));
  expect(await list('ended')).toMatchObject([{ id: hot!.id, endedAt: '2026-11-24T08:30:00.000Z' }]);
  expect((await bring(csv([row({ Причина: 'иначе' })]))).refused).toEqual([
    { row: 2, reason: 'Это отключение уже закончилось' },
  ]);
});

test('a table without numbers knows its rows by what, where and when', async () => {
  const gas = row({ Номер: '', Услуга: 'Газ', Адрес: 'Победы, 1–9' });
  expect(await bring(csv([gas]))).toEqual(counts(1, 0, 0));
  expect(
    await bring(csv([row({ Номер: '', Услуга: 'Газ', Адрес: 'пр. Победы, 1-9', Причина: 'опрессовка' })])),
  ).toEqual(counts(0, 1, 0));
  // Numbers of another supplier are others.
  expect(
    await bring(csv([row({ Номер: '18', Организация: 'Горгаз', Услуга: 'Газ', Адрес: 'Мира' })])),
  ).toEqual(counts(1, 0, 0));
});

test.each<[string, Parameters<typeof row>[0], string]>([
  ['an unknown resource', { Услуга: 'Вино' }, 'Ресурс «Вино» незнаком'],
  ['no resource', { Услуга: '' }, 'Не сказано, что отключено'],
  ['no beginning', { Начало: '' }, 'Нет начала'],
  ['a beginning that is no date', { Начало: 'утром' }, 'Начало «утром» не дата'],
  ['an end that is no date', { Окончание: '31.02.2026' }, 'Окончание «31.02.2026» не дата'],
  ['an end before the beginning', { Окончание: '23.11.2026 10:00' }, 'Окончание раньше начала'],
  ['a real end that is no date', { Факт: 'вечером' }, 'Фактическое окончание «вечером» не дата'],
  ['a real end before the beginning', { Факт: '23.11.2026 10:00' }, 'Фактическое окончание раньше начала'],
  ['an unknown street', { Адрес: 'Лунная, 5' }, 'Адрес: улицы «Лунная» нет в справочнике'],
  ['houses that are none', { Адрес: 'Титова, 5, двор' }, 'Адрес: «двор» — не номер и не ряд домов'],
  ['no address', { Адрес: '' }, 'Нет адреса'],
  ['nobody who mends', { Организация: '' }, 'Не сказано, кто чинит'],
  ['an unknown kind', { Вид: 'весёлое' }, 'Вид «весёлое» незнаком: плановое или аварийное'],
])('a row with %s is named, the rest goes in', async (title, more, reason) => {
  const good = row({ Номер: `good ${title}` });
  const reply = await bring(csv([row({ Номер: `bad ${title}`, ...more }), good, good]));
  expect(reply).toEqual({
    added: 1,
    changed: 0,
    unchanged: 0,
    refused: [
      { row: 2, reason },
      { row: 4, reason: 'То же отключение уже было в строке 3' },
    ],
    refusedCount: 2,
  });
});

test('files that are no such table are refused whole', async () => {
  const refuse = async (content: Buffer, filename?: string) =>
    (await send(content, { cookie: operator }, filename)).body;
  expect(await refuse(Buffer.from('Что;Где\r\n1;2\r\n'))).toMatchObject({
    code: 'imports.bad-file',
    detail: expect.stringContaining('Ресурс, Адрес, Начало'),
  });
  expect((await refuse(Buffer.from('%PDF-1.4 …'), 'a.pdf')).code).toBe('imports.bad-file');
  expect((await refuse(Buffer.from('%PDF-1.4 …'), 'a.xlsx')).code).toBe('imports.bad-file');
});

test('a table longer than a season is refused whole; of many refused rows the first fifty are named', async () => {
  const wine = (count: number) =>
    csv(Array.from({ length: count }, (_, at) => row({ Номер: `в${at}`, Услуга: 'Вино' })));
  const long = await send(wine(5001), { cookie: operator });
  expect(long.body).toMatchObject({ code: 'imports.bad-file', detail: expect.stringContaining('5 000') });
  const told = await bring(wine(60));
  expect([told.refused.length, told.refusedCount]).toEqual([50, 60]);
});

test('whose it is holds for rows too', async () => {
  const south = await signInAs(server, 'operator', { slug: 'south', districts: ['krasnogorsky'] });
  const mine = row({ Номер: 'юг', Адрес: 'Титова, 1' });
  const theirs = row({ Номер: 'север', Адрес: 'Кунавина' });
  const reply = await bring(csv([mine, theirs]), undefined, south);
  expect(reply).toMatchObject({
    added: 1,
    refused: [{ row: 3, reason: expect.stringContaining('ведут другие') }],
  });
  // An outage of others is not taken over by a row of the same number that names one's own street.
  await bring(csv([theirs]));
  const taken = await bring(csv([row({ Номер: 'север', Адрес: 'Титова, 1' })]), undefined, south);
  expect(taken).toMatchObject({
    changed: 0,
    refused: [{ row: 2, reason: expect.stringContaining('ведут другие') }],
  });
  const executor = await signInAs(server, 'executor');
  expect((await send(csv([mine]), { cookie: executor })).status).toBe(403);
});

test('a program with the scope sends the table by its key, another is refused', async () => {
  const admin = await signInAs(server, 'admin');
  const give = async (scope: string) => {
    const body = { title: `Поставщик ${scope}`, scopes: [scope], perMinute: 60, expiresOn: '2027-11-01' };
    const { key } = await server.call(createMachineKey, { body }, admin);
    return { authorization: `Bearer ${key}` };
  };
  const table = csv([row({ Номер: 'ключ', Адрес: 'Мира, 1' })]);
  expect((await send(table, await give('open-data.read'))).status).toBe(403);
  expect(await send(table, await give('outages.send'))).toMatchObject({ status: 200, body: { added: 1 } });
  const outage = (await list()).find(({ createdBy }) => createdBy === 'Поставщик outages.send');
  expect(outage?.isImported).toBe(true);
});
