import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getObject,
  getPassport,
  listTopObjects,
  searchObjects,
} from '../../../shared/contract/heatmap/objects.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { createProblem } from '../../../shared/contract/messages/problems.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem, makeUnit, readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import { getHexCell, shiftPoint } from '../../base/territory/gazetteer/geo.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import { indexCases } from '../../messages/cases/index.ts';

type Fields = Partial<Insertable<DB['cases.case_file']>>;

let server: TestServer;
let chair: string;
/** The house as the gazetteer places it. */
let home: { key: string; lat: number; lon: number };
let planted: { id: string; number: string }[];
const HOUSE = 'house:ul-titova:14';
const slice = { from: '2026-11-01', to: '2026-11-30' };

const read = (key: string, cookie = chair) => server.call(getPassport, { params: { key } }, cookie);
const count = async (key: string, cookie = chair) => (await read(key, cookie)).counts.total;
const listed = async (query: object, cookie = chair) =>
  (await server.call(listCases, { query: { limit: 200, ...query } }, cookie)).rows.length;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  chair = await signInAs(server, 'chair');
  const [found] = (await server.call(searchObjects, { query: { q: 'титова 14' } }, chair)).objects;
  home = { key: found!.key, lat: found!.lat!, lon: found!.lon! };
  const [stop] = (await server.call(searchObjects, { query: { q: 'остановка титова' } }, chair)).objects;
  const at = ({ lat, lon }: { lat: number; lon: number }): Fields => ({
    lat,
    lon,
    h3: getHexCell({ lat, lon }),
  });
  const here: Fields = {
    address: 'ул. Титова, 14',
    street_id: 'ul-titova',
    house: '14',
    district_id: 'krasnogorsky.yuzhny',
    ...at(home),
  };
  const solved = { status: 'answered', outcome: 'solved', answered_at: '2026-11-20T09:00:00Z' };
  planted = await plantCases(server, [
    { ...here, block: 'roads', fact_id: 'roads.pavement.pothole', ...solved, joined_count: 2 },
    { ...here, block: 'roads', fact_id: 'roads.pavement.pothole', due_at: '2026-11-12T09:00:00Z' },
    {
      ...here,
      block: 'roads',
      fact_id: 'roads.pavement.pothole',
      registered_at: '2025-12-10T09:00:00Z',
      ...solved,
      reopen_count: 1,
    },
    { ...here, block: 'waste', title: 'Звоните +7 912 000-00-17, не вывозят мусор' },
    { ...here, block: 'waste', status: 'merged' },
    { ...here, house: '16', address: 'ул. Титова, 16', ...at(shiftPoint(home, 40, 0)) },
    { ...here, house: '33', address: 'ул. Титова, 33', ...at(shiftPoint(home, 400, 0)) },
    { street_id: 'ul-mira', house: '14', address: 'ул. Мира, 14', district_id: 'sinarsky.trubny' },
    { address: 'остановка «Титова»', ...at({ lat: stop!.lat!, lon: stop!.lon! }) },
  ]);
  await asSystem(server, (ctx) =>
    indexCases(
      ctx,
      planted.map(({ id }) => id),
    ),
  );
});
afterAll(() => server.close());

describe('a passport', () => {
  test('counts cases of its house, of all years and topics, merged ones left out', async () => {
    const passport = await read(HOUSE);
    expect(passport.object).toMatchObject({ key: HOUSE, kind: 'house', label: 'ул. Титова, 14' });
    expect(passport.counts).toEqual({
      total: 4,
      people: 6,
      open: 2,
      overdue: 1,
      answered: 2,
      solved: 2,
      reopened: 1,
    });
    expect([passport.firstAt, passport.lastAt]).toEqual([
      '2025-12-10T09:00:00.000Z',
      '2026-11-10T09:00:00.000Z',
    ]);
    expect(passport.topics).toEqual([
      {
        factId: 'roads.pavement.pothole',
        count: 3,
        open: 1,
        months: 2,
        lastAt: '2026-11-10T09:00:00.000Z',
      },
    ]);
    expect(passport.months.filter((one) => one.count > 0)).toEqual([
      { month: '2025-12', count: 1, solved: 1 },
      { month: '2026-11', count: 3, solved: 1 },
    ]);
    expect(passport.publicPath).toMatch(/^\/map\?at=56\.\d+,61\.\d+,17$/u);
  });

  test('is a part of its yard, its street and its district, and each has what belongs to it', async () => {
    const { wider } = await read(HOUSE);
    const keys = wider.map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual(['yard:ul-titova:14', 'street:ul-titova']);
    expect(keys[2]).toMatch(/^area:/u);
    // The house, its neighbour forty metres away, and the stop before it.
    expect(await count('yard:ul-titova:14')).toBe(6);
    expect(await count('street:ul-titova')).toBe(6);
    expect(await count('section:ul-titova:1-20')).toBe(5);
    expect(await count('section:ul-titova:21-40')).toBe(1);
    expect(await count('area:krasnogorsky')).toBe(6);
    expect(await count(`point:${home.lat},${home.lon}`)).toBe(6);
    expect((await read('section:ul-titova:1-20')).parts.map(({ key, count: n }) => [key, n])).toEqual([
      ['house:ul-titova:14', 4],
      ['house:ul-titova:16', 1],
    ]);
    const parts = (await read('street:ul-titova')).parts.map(({ label, count: n }) => [label, n]);
    expect(parts).toEqual([
      ['ул. Титова, дома 1–20', 5],
      ['ул. Титова, дома 21–40', 1],
    ]);
  });

  test('of a place nobody wrote of is empty; of no place there is none', async () => {
    expect(await read('house:ul-titova:2')).toMatchObject({
      counts: { total: 0 },
      firstAt: null,
      topics: [],
    });
    for (const key of [
      'house:nowhere:1',
      'house:ul-titova:',
      'yard:ul-titova:777',
      'stop:landmark-1',
      'area:gone',
      'point:0,0',
      "street:x' OR 1=1",
      'x',
    ])
      expect((await server.fail(getPassport, { params: { key } }, chair)).status, key).toBe(404);
  });

  test('lists the same cases by its key, by any other condition besides', async () => {
    for (const key of [
      HOUSE,
      'yard:ul-titova:14',
      'street:ul-titova',
      'section:ul-titova:1-20',
      'area:krasnogorsky',
    ])
      expect(await listed({ object: key }), key).toBe(await count(key));
    expect(await listed({ object: HOUSE, block: 'waste' })).toBe(1);
    expect(await listed({ object: HOUSE, ...slice })).toBe(3);
    expect(await listed({ object: 'house:nowhere:1' })).toBe(0);
  });

  test('shows answers and promises without contacts, the mass problem and the pictures of its cases', async () => {
    const { database } = server.app.services;
    const caseId = planted[0]!.id;
    const answer = {
      case_id: caseId,
      state: 'released',
      outcome: 'planned',
      author: 'staff:x',
      author_name: 'Исполнитель',
    };
    const given = { created_at: '2026-11-19T09:00:00Z', decided_by_name: 'Утверждающий' };
    const text = 'Иван Петрович, здравствуйте! Яму заделаем до 15 декабря, телефон +7 912 000-00-17.';
    await database
      .insertInto('cases.answer')
      .values([
        {
          ...answer,
          ...given,
          id: newId(),
          version: 1,
          body: 'Первый ответ',
          decided_at: '2026-11-19T09:00:00Z',
        },
        { ...answer, ...given, id: newId(), version: 2, body: text, decided_at: '2026-11-20T09:00:00Z' },
      ])
      .execute();
    const promise = {
      id: newId(),
      case_id: caseId,
      kind: 'answer' as const,
      text: 'Заделаем яму',
      until: '2026-12-15',
    };
    await database
      .insertInto('cases.promise')
      .values({ ...promise, promised_by: 'Утверждающий', made_at: '2026-11-20T09:00:00Z' })
      .execute();
    const [first, second] = [planted[1]!.id, planted[3]!.id];
    const operator = await signInAs(server, 'operator');
    const problem = await server.call(
      createProblem,
      { body: { leadId: first, caseIds: [second] } },
      operator,
    );
    const passport = await read(HOUSE);
    expect(passport.answers).toHaveLength(1);
    expect(passport.answers[0]).toMatchObject({ caseNumber: planted[0]!.number, outcome: 'planned' });
    expect(passport.answers[0]!.text).toContain('заделаем до 15 декабря');
    // By three digits alone an id would be taken for the phone now and then.
    expect(JSON.stringify(passport)).not.toMatch(/\+7\s*912|912\s*000|00-17|Петрович/u);
    expect(passport.promises).toMatchObject([
      { caseNumber: planted[0]!.number, until: '2026-12-15', state: 'open' },
    ]);
    expect(passport.problems).toMatchObject([{ id: problem.id, members: 2, state: 'open' }]);
  });
});

test('a case names its object: the house of its address, the landmark it is called by, its street', async () => {
  const { number } = await submitCase(server, { place: { address: 'ул. Титова, 14' } });
  expect((await readCard(server, number, chair)).objectKey).toBe(HOUSE);
  expect(await count(HOUSE)).toBe(5);
  expect((await readCard(server, planted.at(-1)!.number, chair)).objectKey).toMatch(/^stop:/u);
});

describe('objects with most cases', () => {
  const top = async (kind: 'house' | 'yard' | 'street' | 'stop', more: object = {}, cookie = chair) =>
    (await server.call(listTopObjects, { query: { kind, ...slice, ...more } }, cookie)).rows;

  test('stand in their order; every number is that of the list it opens', async () => {
    for (const kind of ['house', 'yard', 'street', 'stop'] as const) {
      const rows = await top(kind);
      expect(rows.length, kind).toBeGreaterThan(0);
      expect(rows.map((row) => row.count)).toEqual(rows.map((row) => row.count).toSorted((a, b) => b - a));
      for (const { object, count: told, open, overdue } of rows) {
        const query = { object: object.key, ...slice };
        expect(await listed(query), object.key).toBe(told);
        expect(await listed({ ...query, stage: 'open' }), object.key).toBe(open);
        expect(await listed({ ...query, overdue: 'yes' }), object.key).toBe(overdue);
      }
    }
  });

  test('name the topic told of most; a yard that overlaps a greater one is left to it', async () => {
    const [house] = await top('house');
    expect(house).toMatchObject({ object: { key: HOUSE }, factId: 'roads.pavement.pothole' });
    expect(house!.factCount).toBeGreaterThanOrEqual(2);
    const yards = (await top('yard')).map(({ object }) => object.key);
    expect(yards).toContain('yard:ul-titova:14');
    expect(yards).not.toContain('yard:ul-titova:16');
  });

  test('go by block, district and period', async () => {
    expect((await top('house', { block: 'waste' })).map((row) => row.count)).toEqual([1]);
    expect((await top('street', { districtId: 'sinarsky' })).map(({ object }) => object.key)).toEqual([
      'street:ul-mira',
    ]);
    expect(await top('house', { from: '2024-01-01', to: '2024-12-31' })).toEqual([]);
  });
});

describe('each sees an object by what they may see at all', () => {
  test('own block and district, the unit’s own cases, a resident nothing', async () => {
    const ofWaste = await signInAs(server, 'operator', { blocks: ['waste'], slug: 'objects-waste' });
    // What nobody has given a topic yet limits nobody.
    const untold = await listed({ object: HOUSE, block: 'none' });
    expect(await count(HOUSE, ofWaste)).toBe(1 + untold);
    expect((await read(HOUSE, ofWaste)).topics).toEqual([]);
    const ofSinarsky = await signInAs(server, 'observer', {
      districts: ['sinarsky'],
      slug: 'objects-sinarsky',
    });
    expect(await count(HOUSE, ofSinarsky)).toBe(0);
    expect(await count('street:ul-mira', ofSinarsky)).toBe(1);
    const foreign = await read(HOUSE, ofSinarsky);
    expect([foreign.answers, foreign.promises, foreign.problems, foreign.photos]).toEqual([[], [], [], []]);
    const unitId = await makeUnit(server, 'Управление дорог', 'probe-kind');
    const executor = await signInAs(server, 'executor', { unitId, slug: 'objects-executor' });
    expect(await count(HOUSE, executor)).toBe(0);
    await server.app.pool.query('UPDATE cases.case_file SET executor_unit_id = $1 WHERE id = $2', [
      unitId,
      planted[1]!.id,
    ]);
    expect(await count(HOUSE, executor)).toBe(1);
    expect(
      (await server.call(listTopObjects, { query: slice }, executor)).rows.map((row) => row.count),
    ).toEqual([1]);
    expect(
      (await server.fail(getPassport, { params: { key: HOUSE } }, await signInResident(server))).status,
    ).toBe(403);
  });
});

test('what an object is called is told without its cases', async () => {
  const name = async (key: string) => (await server.call(getObject, { params: { key } }, chair)).label;
  expect(await name('yard:ul-titova:14')).toBe('двор: ул. Титова, 14');
  expect(await name('house:ul-titova:12~3')).toBe('ул. Титова, 12/3');
  expect((await server.fail(getObject, { params: { key: 'house:x:1' } }, chair)).status).toBe(404);
});

test('a search finds houses with their yards, streets, stops', async () => {
  const find = async (q: string) =>
    (await server.call(searchObjects, { query: { q } }, chair)).objects.map(({ key }) => key);
  expect((await find('титова 14')).slice(0, 2)).toEqual([HOUSE, 'yard:ul-titova:14']);
  expect((await find('титова'))[0]).toBe('street:ul-titova');
  expect((await find('ост. титова'))[0]).toMatch(/^stop:/u);
  expect(await find('зззззз')).toEqual([]);
});
