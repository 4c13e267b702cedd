import { cellToParent, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getMatrix,
  listHeatPoints,
  listHexagons,
  listHotspots,
  listWeeks,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let cookie: string;
const november = { from: '2026-11-01', to: '2026-11-30' };
const received = { ...november, measure: 'received' as const };

/** Spots far enough from each other to lie in cells of their own. */
const spots = [
  { lat: 56.4149, lon: 61.9188, address: 'ул. Титова, 1' },
  { lat: 56.43, lon: 61.9, address: 'ул. Кунавина, 2' },
  { lat: 56.4, lon: 61.95, address: null },
].map((spot) => ({ ...spot, h3: latLngToCell(spot.lat, spot.lon, 9) }));

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
  const late = { status: 'in_work', due_at: '2026-11-20T18:59:59Z' };
  const today = { status: 'in_work', due_at: '2026-11-30T18:59:59Z' };
  const solved = { status: 'answered', outcome: 'solved', answered_at: '2026-11-18T09:00:00Z' };
  const told = { ...solved, outcome: 'explained' };
  await plantCases(server, [
    { ...spots[0], block: 'roads', ...late },
    { ...spots[0], block: 'roads', ...late },
    { ...spots[0], block: 'waste', ...today },
    { ...spots[0], address: 'ул. Титова, 3', block: null },
    { ...spots[1], block: 'energy', ...solved },
    { ...spots[1], block: 'energy', district_id: 'sinarsky.trubny', ...told },
    { ...spots[2], block: 'roads', registered_at: '2026-11-24T09:00:00Z', title: '=СУММ(1)' },
    { block: 'roads', lat: null, lon: null, ...late },
    { ...spots[0], block: 'roads', registered_at: '2026-09-10T09:00:00Z' },
  ]);
});
afterAll(() => server.close());

describe('hexagons', () => {
  const list = (query: object = {}) =>
    server.call(listHexagons, { query: { ...received, ...query } }, cookie);

  test('hold all that has a place, the rest is told; overdue apart', async () => {
    const { hexagons, withoutPlace, total } = await list();
    expect(hexagons).toEqual([
      { cell: spots[0]!.h3, count: 4, overdue: 2 },
      { cell: spots[1]!.h3, count: 2, overdue: 0 },
      { cell: spots[2]!.h3, count: 1, overdue: 0 },
    ]);
    expect([withoutPlace, total]).toEqual([1, 8]);
  });

  test('coarser ones gather the finer; each opens the list of its cases', async () => {
    for (const resolution of [7, 8, 9]) {
      const { hexagons } = await list({ resolution });
      expect(new Set(hexagons.map(({ cell }) => cell))).toEqual(
        new Set(spots.map(({ h3 }) => cellToParent(h3, resolution))),
      );
      for (const { cell, count } of hexagons) {
        const found = await server.call(listCases, { query: { ...november, cell } }, cookie);
        expect(found.total, `${resolution} ${cell}`).toBe(count);
      }
    }
    expect((await server.fail(listHexagons, { query: { ...received, resolution: 12 } }, cookie)).status).toBe(
      400,
    );
  });

  test('go by the same filter as the matrix', async () => {
    for (const query of [
      { block: 'roads' },
      { block: 'none' },
      { districtId: 'sinarsky' },
      { measure: 'overdue' },
    ]) {
      const matrix = await server.call(getMatrix, { query: { ...received, ...query } as never }, cookie);
      expect((await list(query)).total, JSON.stringify(query)).toBe(matrix.total.total.count);
    }
  });
});

test('points tell their shape; a frame keeps what is within; the newest first', async () => {
  const list = (query: object = {}) =>
    server.call(listHeatPoints, { query: { ...received, ...query } }, cookie);
  const { points, shown, total } = await list();
  expect([shown, total]).toEqual([7, 7]);
  expect(points[0]).toMatchObject({ title: '=СУММ(1)', shape: 'new', address: null });
  const shapes = points.map(({ shape }) => shape).toSorted();
  expect(shapes).toEqual(['answered', 'new', 'new', 'overdue', 'overdue', 'solved', 'work']);
  expect(await list({ bbox: '61.91,56.41,61.93,56.42' })).toMatchObject({ shown: 4, total: 4 });
  expect(await list({ measure: 'solved' })).toMatchObject({ total: 1 });
  expect((await server.fail(listHeatPoints, { query: { ...received, bbox: 'x' } }, cookie)).status).toBe(400);
});

describe('a point, which has words and an address,', () => {
  const seenBy = async (as: string) => (await server.call(listHeatPoints, { query: received }, as)).total;

  test('is shown to who may read its case, though everybody counts the whole city', async () => {
    const roads = await signInAs(server, 'operator', { slug: 'roads-only', blocks: ['roads'] });
    // Three of the roads and one whose block nobody has named yet.
    expect(await seenBy(roads)).toBe(4);
    for (const role of ['executor', 'admin']) {
      const other = await signInAs(server, role);
      expect(await seenBy(other), role).toBe(0);
      const matrix = await server.call(getMatrix, { query: received }, other);
      expect(matrix.total.total.count, role).toBe(8);
    }
  });
});

describe('hotspots', () => {
  const read = async (query: object) =>
    (await server.call(listHotspots, { query: { ...received, ...query } }, cookie)).hotspots;

  test('are the fullest cells with their commonest address and what burns in them', async () => {
    expect(await read({ measure: 'open' })).toMatchObject([
      {
        cell: spots[0]!.h3,
        title: 'ул. Титова, 1',
        count: 5,
        overdue: 2,
        dueToday: 1,
        blocks: ['roads', 'waste'],
      },
      { cell: spots[2]!.h3, title: 'Место без адреса', count: 1, overdue: 0, dueToday: 0, blocks: ['roads'] },
    ]);
    expect(await read({ measure: 'overdue' })).toMatchObject([
      { cell: spots[0]!.h3, count: 2, overdue: 2, dueToday: 0 },
    ]);
  });

  test('of a day that is over tell who was late then, and not who is now', async () => {
    const on = (to: string, measure = 'open') => read({ from: to, to, measure });
    const told = async (to: string) =>
      (await on(to)).map(({ cell, count, overdue, dueToday }) => [cell, count, overdue, dueToday]);
    expect(await told('2026-11-19')).toEqual([[spots[0]!.h3, 5, 0, null]]);
    expect(await told('2026-11-20')).toEqual([[spots[0]!.h3, 5, 2, null]]);
    // Answered on the 18th: open then, late never.
    expect(await told('2026-11-17')).toEqual([
      [spots[0]!.h3, 5, 0, null],
      [spots[1]!.h3, 2, 0, null],
    ]);
    expect(await on('2026-11-19', 'overdue')).toEqual([]);
  });

  test('of what happened in a period tell nobody late or in time', async () => {
    expect(await read({})).toMatchObject([
      { cell: spots[0]!.h3, title: 'ул. Титова, 1', count: 4, overdue: null, dueToday: null },
      { cell: spots[1]!.h3, title: 'ул. Кунавина, 2', count: 2, overdue: null, blocks: ['energy'] },
      { title: 'Место без адреса', count: 1, overdue: null },
    ]);
    expect(await read({ measure: 'answered' })).toMatchObject([{ count: 2, overdue: null, dueToday: null }]);
  });
});

test('a home names no hotspot', async () => {
  const home = { ...spots[0], block: 'roads', is_home: true, registered_at: '2026-08-10T09:00:00Z' };
  await plantCases(server, [home]);
  const query = { from: '2026-08-01', to: '2026-08-31', measure: 'received' as const };
  const { hotspots } = await server.call(listHotspots, { query }, cookie);
  expect(hotspots).toMatchObject([{ title: 'Место без адреса', count: 1 }]);
});

test('weeks begin on local Mondays and bear the numbers of ISO 8601', async () => {
  const weeksTo = async (to: string, measure: 'received' | 'open' = 'received') =>
    (await server.call(listWeeks, { query: { from: to, to, measure } }, cookie)).weeks;
  const weeks = await weeksTo('2026-11-30');
  expect(weeks).toHaveLength(13);
  // 30 November 2026 is a Monday: the last week is the one it begins.
  expect(weeks.at(-1)).toEqual({ from: '2026-11-30', to: '2026-12-06', number: 49, count: 0 });
  expect(weeks.at(-2)).toEqual({ from: '2026-11-23', to: '2026-11-29', number: 48, count: 1 });
  expect(weeks.at(-4)).toEqual({ from: '2026-11-09', to: '2026-11-15', number: 46, count: 7 });
  expect(weeks[0]).toMatchObject({ from: '2026-09-07', count: 1 });
  const turn = await weeksTo('2027-01-03');
  expect(turn.at(-1)).toMatchObject({ from: '2026-12-28', to: '2027-01-03', number: 53 });
  expect((await weeksTo('2027-01-04')).at(-1)).toMatchObject({ from: '2027-01-04', number: 1 });
  // Sunday 18:59:59 UTC is still Sunday here, a second later it is Monday.
  await plantCases(server, [
    { registered_at: '2026-10-18T18:59:59Z' },
    { registered_at: '2026-10-18T19:00:00Z' },
    { registered_at: '2026-10-18T19:00:01Z' },
  ]);
  const counts = new Map((await weeksTo('2026-11-30')).map(({ from, count }) => [from, count]));
  expect([counts.get('2026-10-12'), counts.get('2026-10-19')]).toEqual([1, 2]);
  // Open cases stand at the end of each week, and not in that of their coming; before the first case nothing is known.
  const open = new Map((await weeksTo('2026-11-30', 'open')).map(({ from, count }) => [from, count]));
  expect(open.get('2026-10-19')).toBe(open.get('2026-10-12')! + 2);
  expect(open.get('2026-11-02')).toBe(open.get('2026-10-26'));
  expect((await weeksTo('2026-07-05')).at(0)!.count).toBeNull();
});
