import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getSnapshot, listSnapshots, recountSnapshot } from '../../../shared/contract/base/snapshots.ts';
import { freezeMatrix, getMatrix } from '../../../shared/contract/heatmap/heatmap.ts';
import { freezePivot } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { freezeSnapshot, readSnapshot, renderSnapshot } from '../../base/snapshots/index.ts';
import { getHexCell } from '../../base/territory/index.ts';
import { findChromium } from '../../lib/documents/pdf.ts';

let server: TestServer;
let cookie: string;
let number: string;
const november = { from: '2026-11-01', to: '2026-11-30' };
const received = { ...november, measure: 'received' as const };
const yuzhny = { district_id: 'krasnogorsky.yuzhny' };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
  await plantCases(server, [
    ...Array.from({ length: 6 }, () => ({ ...yuzhny, block: 'roads' })),
    { ...yuzhny, block: 'waste' },
    { district_id: 'villages.maminskoe', block: 'energy', channel: 'phone' },
    { district_id: null, block: null },
  ]);
  number = (await server.call(freezeMatrix, { body: received }, cookie)).number;
});
afterAll(() => server.close());

const read = (as = cookie) => server.call(getSnapshot, { params: { number } }, as);
const file = (format: string, as = cookie) =>
  server.inject({
    method: 'GET',
    url: `/api/snapshots/${encodeURIComponent(number)}/file?format=${format}`,
    headers: { cookie: as },
  });

test('a snapshot holds the numbers of the screen, what was asked and when; each opens its cases', async () => {
  expect(number).toBe('С-2026-11-0001');
  const { content, isWhole, files, canRecount } = await read();
  expect({ isWhole, canRecount, files: files.length }).toEqual({ isWhole: true, canRecount: true, files: 4 });
  expect(content.told).toEqual([
    ['Период', '01.11.2026–30.11.2026'],
    ['Показатель', 'поступило'],
    ['Канал', 'все'],
    ['Блок', 'все'],
    ['Территория', 'вся'],
  ]);
  expect(content.asOf).toBe('2026-11-30T09:00:00.000Z');
  expect(content.mark).toBeGreaterThan(9);
  const matrix = await server.call(getMatrix, { query: received }, cookie);
  const [table] = content.tables;
  const at = (code: string) => table!.columns.findIndex(({ id }) => id === code);
  for (const [line, row] of [...matrix.rows, matrix.total].entries()) {
    const frozen = table!.rows[line]!;
    expect([frozen.title, frozen.cells[at('roads')], frozen.cells[at('total')]]).toEqual([
      row.title,
      row.cells.roads?.count ?? 0,
      row.total.count,
    ]);
    const { roads } = row.cells;
    if (!roads || !table!.list) continue;
    const list = { ...table!.list, ...frozen.list, ...table!.columns[at('roads')]!.list };
    const { total } = await server.call(listCases, { query: list }, cookie);
    expect(total, row.title).toBe(roads.count);
  }
});

test('what has changed since is counted anew; the snapshot stays', async () => {
  await plantCases(server, [{ ...yuzhny, block: 'roads' }]);
  const frozen = await read();
  const now = await server.call(recountSnapshot, { params: { number } }, cookie);
  const total = (tables: typeof now.tables) => tables[0]!.rows.at(-1)!.cells.at(-1);
  expect([total(frozen.content.tables), total(now.tables)]).toEqual([9, 10]);
});

test('the database refuses any change, and text that is not of its hash', async () => {
  const { database } = server.app.services;
  const changes = ["UPDATE snapshots.snapshot SET title = 'Иное'", 'DELETE FROM snapshots.snapshot'];
  for (const change of [...changes, 'TRUNCATE snapshots.snapshot'])
    await expect(server.asOwner(change)).rejects.toThrow('append-only');
  const row = await database
    .selectFrom('snapshots.snapshot')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  await expect(
    database
      .insertInto('snapshots.snapshot')
      .values({ ...row, number: 'С-2026-11-0999', content: `${row.content} ` })
      .execute(),
  ).rejects.toThrow('check constraint');
  const kept = await database
    .selectFrom('audit.record')
    .select('payload')
    .where('action', '=', 'snapshots.freeze')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(kept.payload)).toMatchObject({ objectId: number, data: { hash: row.hash } });
});

test('the workbook names its filter and snapshot, and holds a real pivot table over flat lines', async () => {
  const reply = await file('xlsx');
  expect(reply.statusCode).toBe(200);
  expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(`${number}.xlsx`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(reply.rawPayload as never);
  const rows: unknown[][] = [];
  book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  const text = rows.flat().join('\n');
  for (const told of ['Период: 01.11.2026–30.11.2026', 'Показатель: поступило', `Снимок: ${number}`])
    expect(text).toContain(told);
  expect(text).toContain('Данные на: 30.11.2026, 14:00 по местному времени');
  const [head] = rows.filter(([first]) => first === 'Территория');
  const south = rows.find(([title]) => String(title).trim() === 'Южный')!;
  expect([south[head!.indexOf('Дороги')], south[head!.indexOf('Всего')]]).toEqual([6, 7]);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['поступило', 'Карта', 'Данные', 'Сводная']);
  const flat = book.getWorksheet('Данные')!;
  let sum = 0;
  flat.eachRow((row, at) => {
    if (at > 1) sum += row.getCell(4).value as number;
  });
  expect(sum).toBe(9);
  const parts = Object.keys(unzipSync(reply.rawPayload));
  expect(parts).toContain('xl/pivotTables/pivotTable1.xml');
  expect(parts).toContain('xl/pivotCache/pivotCacheRecords1.xml');
});

test('Word, CSV and tagged PDF carry the same number', async () => {
  const csv = (await file('csv')).body;
  expect(csv).toContain(`"Снимок";"${number}"`);
  expect(csv).toMatch(/"Южный";\d/);
  const docx = unzipSync((await file('docx')).rawPayload);
  expect(new TextDecoder().decode(docx['word/document.xml'])).toContain(number);
  const pdf = await file('pdf');
  if (!findChromium()) return expect(pdf.statusCode).toBe(503);
  expect(pdf.rawPayload.includes('/StructTreeRoot')).toBe(true);
});

test('freezing needs its own right; reading, the right to the same numbers live', async () => {
  const operator = await signInAs(server, 'operator');
  const body = JSON.stringify(received);
  const headers = { cookie: operator, 'content-type': 'application/json' };
  const refused = await server.inject({
    method: 'POST',
    url: '/api/heatmap/matrix/snapshots',
    headers,
    payload: body,
  });
  expect(refused.statusCode).toBe(403);
  expect((await read(operator)).number).toBe(number);
  const secret = await asSystem(server, (ctx) =>
    freezeSnapshot(ctx, {
      kind: 'probe',
      title: 'Для руководства',
      query: {},
      told: [],
      tables: [],
      permission: 'audit.read',
    }),
  );
  const own = await asSystem(server, async (ctx) =>
    renderSnapshot(ctx, await readSnapshot(ctx, secret), 'csv'),
  );
  expect(own.filename).toBe(`Для руководства ${secret}.csv`);
  const { rows } = await server.call(listSnapshots, {}, operator);
  expect(rows.map((row) => row.number)).toEqual([number]);
  const url = `/api/snapshots/${encodeURIComponent(secret)}`;
  expect((await server.inject({ method: 'GET', url, headers: { cookie: operator } })).statusCode).toBe(404);
  const chair = await signInAs(server, 'chair');
  expect((await server.inject({ method: 'GET', url, headers: { cookie: chair } })).statusCode).toBe(200);
});

test('a number of an outlined part opens the cases within the outline alone', async () => {
  const at = (lat: number, lon: number) => ({ lat, lon, h3: getHexCell({ lat, lon }) });
  await plantCases(server, [
    ...Array.from({ length: 3 }, () => ({ ...yuzhny, ...at(56.41, 61.91), block: 'roads' })),
    { ...yuzhny, ...at(56.45, 61.95), block: 'roads' },
  ]);
  const area = '61.90,56.40;61.92,56.40;61.92,56.42;61.90,56.42';
  const days = { ...november, area };
  const pivot = { ...days, rows: 'subarea', columns: 'block', measure: 'received' } as const;
  const frozen = [
    await server.call(freezeMatrix, { body: { ...days, measure: 'received' } }, cookie),
    await server.call(freezePivot, { body: pivot }, cookie),
  ];
  for (const { number: outlined } of frozen) {
    const { content } = await server.call(getSnapshot, { params: { number: outlined } }, cookie);
    expect(content.told).toContainEqual(['Участок', 'обведён на карте']);
    const [table] = content.tables;
    const roads = table!.columns.findIndex(({ id }) => id === 'roads');
    const row = table!.rows.find(({ id }) => id === yuzhny.district_id)!;
    expect(row.cells[roads]).toBe(3);
    const list = { ...table!.list, ...row.list, ...table!.columns[roads]!.list };
    expect((await server.call(listCases, { query: list }, cookie)).total).toBe(3);
  }
});
