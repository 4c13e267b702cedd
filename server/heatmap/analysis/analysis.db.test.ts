import ExcelJS from 'exceljs';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  exportAnalysis,
  listCauses,
  listClusters,
  listRising,
} from '../../../shared/contract/heatmap/analysis.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import type { DB } from '../../lib/database/schema.gen.ts';

type Fields = Partial<Insertable<DB['cases.case_file']>>;

let server: TestServer;
let chair: string;
let ofWaste: string;
let ofSinarsky: string;
/** The last four weeks, over before the present day. */
const slice = { from: '2026-11-02', to: '2026-11-29' };
const POTHOLE = 'roads.pavement.pothole';
const roads: Fields = { block: 'roads', fact_id: POTHOLE, district_id: 'krasnogorsky.yuzhny' };

/** So many cases, one a day back from a day at noon. */
const spread = (count: number, last: string, fields: Fields): Fields[] =>
  Array.from({ length: count }, (_, at) => ({
    ...fields,
    registered_at: new Date(Date.parse(`${last}T07:00:00Z`) - (at % 26) * 86_400_000).toISOString(),
  }));
const listed = async (query: object, cookie = chair) =>
  (await server.call(listCases, { query: { limit: 200, ...query } }, cookie)).rows.length;
const rising = (query: object = {}, cookie = chair) =>
  server.call(listRising, { query: { ...slice, ...query } }, cookie);

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  chair = await signInAs(server, 'chair');
  ofWaste = await signInAs(server, 'operator', { blocks: ['waste'], slug: 'analysis-waste' });
  ofSinarsky = await signInAs(server, 'observer', { districts: ['sinarsky'], slug: 'analysis-sinarsky' });
  const hole = (at: number): Fields => ({
    ...roads,
    title: `Яма ${at}`,
    body: `На дороге яма, пробил колесо, машина стоит. Иванова Мария Петровна, +7 912 000-00-${10 + at}`,
  });
  const now = spread(24, '2026-11-28', roads).map((one, at) => ({ ...one, ...hole(at) }));
  const formerly = [1, 2, 3, 4, 5, 6].flatMap((month) =>
    spread(5, new Date(Date.parse('2026-11-28') - month * 28 * 86_400_000).toISOString().slice(0, 10), roads),
  );
  const waste: Fields = { block: 'waste', fact_id: 'waste.removal.missed', district_id: 'sinarsky.trubny' };
  const steady = [0, 1, 2, 3, 4, 5, 6].flatMap((month) =>
    spread(6, new Date(Date.parse('2026-11-28') - month * 28 * 86_400_000).toISOString().slice(0, 10), {
      ...waste,
      body: 'Не вывозят мусор, контейнеры переполнены.',
    }),
  );
  const others: Fields[] = [
    { ...roads, outcome: 'solved', status: 'answered', answered_at: '2026-11-20T09:00:00Z', body: 'Спасибо' },
    { block: null, body: 'Непонятно о чём' },
    { ...waste, status: 'rejected', body: 'Реклама окон' },
    // Since when anything is known.
    { block: null, body: 'Первое дело', registered_at: '2026-03-01T09:00:00Z' },
  ];
  await plantCases(server, [...now, ...formerly, ...steady]);
  const planted = await plantCases(server, others);
  const event = {
    visibility: 'staff',
    actor: 'system:test',
    actor_name: 'Проба',
    at: '2026-11-20T09:00:00Z',
  };
  await server.app.services.database
    .insertInto('cases.event')
    .values([
      {
        ...event,
        case_id: planted[2]!.id,
        kind: 'status',
        data: JSON.stringify({ to: 'rejected', ground: 'ad' }),
      },
      {
        ...event,
        case_id: planted[0]!.id,
        kind: 'refusal',
        data: JSON.stringify({ groundId: 'refuse-owner' }),
      },
      {
        ...event,
        case_id: planted[0]!.id,
        kind: 'refusal',
        data: JSON.stringify({ groundId: 'refuse-owner' }),
      },
      {
        ...event,
        case_id: planted[0]!.id,
        kind: 'reopening',
        data: JSON.stringify({ groundId: 'reopen-undone' }),
      },
      { ...event, case_id: planted[1]!.id, kind: 'reopening', data: JSON.stringify({ photos: 0 }) },
      { ...event, case_id: planted[1]!.id, kind: 'term', data: JSON.stringify({ dueAt: '2026-12-20' }) },
    ])
    .execute();
});
afterAll(() => server.close());

describe('rising topics', () => {
  test('name what grows against like periods, with examples and districts; what is steady is not there', async () => {
    const { topics, days, windows, untold, total } = await rising();
    expect(topics.map(({ factId }) => factId)).toEqual([POTHOLE]);
    expect(topics[0]).toMatchObject({
      count: 25,
      usual: 5,
      season: 0,
      expected: 5,
      confidence: 'sure',
      block: 'roads',
      former: [5, 5, 5, 5, 5, 5],
      districts: [{ districtId: 'krasnogorsky', count: 25, usual: 5 }],
    });
    expect(topics[0]!.growth).toBeCloseTo(5, 5);
    expect(topics[0]!.examples).toHaveLength(3);
    expect([days, windows, untold, total]).toEqual([28, 6, 1, 33]);
    expect(await listed({ ...slice, factId: POTHOLE })).toBe(25);
  });

  test('a period that is not over is compared with the beginnings of former ones', async () => {
    server.setNow('2026-11-16T09:00:00Z');
    const { days, topics } = await rising();
    // Fourteen days and a half: three weeks apart, eight of them in half a year.
    expect(days).toBe(15);
    expect(topics[0]!.former).toHaveLength(8);
    server.setNow('2026-11-30T09:00:00Z');
  });

  test('go by block and district; nothing where nothing is told of', async () => {
    expect((await rising({ block: 'waste' })).topics).toEqual([]);
    expect((await rising({ districtId: 'sinarsky' })).topics).toEqual([]);
    expect((await rising({ districtId: 'krasnogorsky' })).topics).toHaveLength(1);
    expect(await rising({ from: '2020-01-01', to: '2020-01-07' })).toMatchObject({ topics: [], total: 0 });
  });
});

describe('causes', () => {
  test('count outcomes and grounds, a case once however often; every number is that of the list it opens', async () => {
    const { outcomes, causes, total } = await server.call(listCauses, { query: slice }, chair);
    expect(outcomes).toEqual([{ outcome: 'solved', count: 1, factId: POTHOLE }]);
    expect(total).toBe(await listed(slice));
    expect(new Set(causes.map(({ key }) => key))).toEqual(
      new Set(['reject:ad', 'refuse:refuse-owner', 'reopen:reopen-undone', 'reopen:resident', 'prolong:any']),
    );
    expect(causes.find(({ key }) => key === 'refuse:refuse-owner')).toMatchObject({
      count: 1,
      title: 'Объект на чужом балансе',
      factId: POTHOLE,
    });
    expect(causes.find(({ key }) => key === 'reject:ad')?.title).toBe('Реклама');
    for (const { key, count } of causes) expect(await listed({ ...slice, cause: key }), key).toBe(count);
    for (const cause of ['gone:ad', 'reject:gone']) expect(await listed({ ...slice, cause }), cause).toBe(0);
  });
});

describe('groups of texts', () => {
  test('are named by residents’ words without a name or a number, and open their cases', async () => {
    const { clusters, read, total } = await server.call(listClusters, { query: slice }, chair);
    expect([read, total]).toEqual([33, 33]);
    expect(clusters.map(({ count }) => count)).toEqual([24, 6]);
    const [holes] = clusters;
    expect(holes).toMatchObject({ factId: POTHOLE, factCount: 24 });
    expect(holes!.name).toMatch(/яма|колесо/u);
    expect(holes!.name.split(/[\s,]+/u).length).toBeLessThanOrEqual(6);
    // Numbers of cases, and titles that tell one, may hold any figures.
    const names = clusters.map(({ name }) => name).join('\n');
    expect(names).not.toMatch(/\d/u);
    const titles = clusters.flatMap(({ examples }) => examples.map(({ title }) => title));
    expect([names, ...titles].join('\n')).not.toMatch(/иванов|мария|петровн/iu);
    expect(await listed({ numbers: holes!.numbers.join(',') })).toBe(24);
  });
});

describe('each counts what they may read', () => {
  const seen = async (cookie: string) => ({
    topics: (await rising({}, cookie)).topics.map(({ factId }) => factId),
    total: (await server.call(listCauses, { query: slice }, cookie)).total,
    causes: (await server.call(listCauses, { query: slice }, cookie)).causes.map(({ key }) => key),
    groups: (await server.call(listClusters, { query: slice }, cookie)).clusters.map(({ count }) => count),
  });

  test('own block, own district, own unit; words and examples of others never', async () => {
    // What has no topic yet limits nobody.
    expect(await seen(ofWaste)).toMatchObject({ topics: [], total: 8, groups: [6] });
    const observer = await seen(ofSinarsky);
    expect(observer).toMatchObject({ topics: [], groups: [6] });
    expect(observer.causes).not.toContain('refuse:refuse-owner');
    const unitId = await makeUnit(server, 'Управление дорог', 'probe-kind');
    const executor = await signInAs(server, 'executor', { unitId, slug: 'analysis-executor' });
    expect(await seen(executor)).toEqual({ topics: [], total: 0, causes: [], groups: [] });
    for (const route of [listRising, listCauses, listClusters]) {
      expect((await server.fail(route, { query: slice }, await signInResident(server))).status).toBe(403);
      expect(
        (await server.fail(route, { query: { from: '2026-11-29', to: '2026-11-02' } }, chair)).fields,
      ).toHaveProperty('to');
      expect(
        (await server.fail(route, { query: { from: '2024-01-01', to: '2026-11-02' } }, chair)).fields,
      ).toHaveProperty('from');
    }
  });
});

describe('the file', () => {
  const get = (query: object, cookie = chair) =>
    server.inject({
      method: 'GET',
      url: `${exportAnalysis.path}?${new URLSearchParams({ ...slice, ...query } as Record<string, string>)}`,
      headers: { cookie },
    });

  test('holds what the screen shows, in both formats, and stands in the journal', async () => {
    const reply = await get({ part: 'rising' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as never);
    const sheet = book.getWorksheet('Растущие темы')!;
    expect(sheet.getCell('A2').text).toContain('02.11.2026–29.11.2026');
    expect([sheet.getCell('C4').value, sheet.getCell('D4').value]).toEqual([25, 5]);
    const csv = (await get({ part: 'causes', format: 'csv' })).rawPayload.toString('utf8');
    expect(csv.startsWith('\ufeff"Что";"Причина";"Дел"')).toBe(true);
    expect(csv).toContain('"Отклонены с основанием";"Реклама";1;');
    expect((await get({ part: 'clusters', format: 'csv' })).statusCode).toBe(200);
    expect((await get({ part: 'objects', kind: 'street' })).statusCode).toBe(200);
    const { rows } = await server.app.pool.query<{ part: string }>(
      "SELECT payload::jsonb->'data'->>'part' AS part FROM audit.record WHERE action = 'analysis.export' ORDER BY seq",
    );
    expect(rows.map(({ part }) => part)).toEqual(['rising', 'causes', 'clusters', 'objects']);
  });

  test('is for those who may export', async () => {
    expect((await get({}, ofWaste)).statusCode).toBe(403);
    expect(
      (await get({ part: 'causes', format: 'csv' }, ofSinarsky)).rawPayload.toString('utf8'),
    ).not.toContain('балансе');
  });
});
