import { cellToChildren, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countZones, getZone, listScores, listZones } from '../../../shared/contract/heatmap/zones.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { DAY } from '../../../shared/time.ts';
import { plantCases, plantRow } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

const START = Date.parse('2026-11-27T09:00:00Z');
/** A hexagon of 0.7 km² in the town, and the stored cells in it. */
const HEXAGON = latLngToCell(56.4149, 61.9189, 8);
const inside = cellToChildren(HEXAGON, 9);
const roads = { block: 'roads', fact_id: 'roads.pavement.pothole' };

let server: TestServer;
let chair: string;
const nowIs = (days: number): void => server.setNow(new Date(START + days * DAY).toISOString());
const count = () => server.call(countZones, { body: {} }, chair);
const zones = async () => (await server.call(listZones, {}, chair)).zones;
const spread = (many: number, back: number, fields: object) =>
  Array.from({ length: many }, (_, at) =>
    Object.assign(
      { registered_at: new Date(START - (back + (at % 6) + 0.5) * DAY).toISOString() },
      roads,
      { due_at: '2026-11-26T18:59:59Z', reopen_count: 1, importance: 'high' as const },
      fields,
    ),
  );

beforeAll(async () => {
  server = await startTestServer();
  nowIs(0);
  chair = await signInAs(server, 'chair');
  const solved = (back: number) => ({
    due_at: '2026-12-20T18:59:59Z',
    reopen_count: 0,
    status: 'closed' as const,
    closed_at: new Date(START - back * DAY).toISOString(),
  });
  await plantCases(server, [
    ...Array.from({ length: 10 }, (_, week) =>
      spread(
        3,
        7 * (week + 1),
        Object.assign({ district_id: 'sinarsky.leninsky', h3: inside[0] }, solved(7 * week)),
      ),
    ).flat(),
    // A week of twelve late ones in one hexagon, of two parts and of no district, in several of the stored cells.
    ...spread(6, 0, { district_id: 'sinarsky.leninsky', h3: inside[0] }),
    ...spread(3, 0, { district_id: 'krasnogorsky.tsentr', h3: inside[1] }),
    ...spread(3, 0, { district_id: null, h3: inside[2] }),
    // Another of the same part lies elsewhere.
    ...spread(1, 0, { district_id: 'sinarsky.leninsky', h3: latLngToCell(56.44, 61.9, 9) }),
    // One of another block is too few to be told.
    ...spread(1, 0, { block: 'light', district_id: 'sinarsky.leninsky', h3: inside[0] }),
  ]);
  // It was a zone before, and the data closed it.
  await plantRow(server, 'zones.card', {
    id: '00000000-0000-4000-8000-000000000001',
    place_kind: 'hexagon',
    place_key: HEXAGON,
    block: 'roads',
    state: 'closed',
    opened_at: '2026-08-01T09:00:00Z',
    opened_on: '2026-08-01',
    closed_at: '2026-09-01T09:00:00Z',
    reason: 'Балл',
    cause: '',
    plan: '',
    version: 1,
  });
});
afterAll(() => server.close());

describe('a hexagon', () => {
  it('that is red by itself is the zone, named by its streets, with exactly the cases of its list', async () => {
    expect(await count()).toEqual({ opened: 1, closed: 0 });
    expect(await count()).toEqual({ opened: 0, closed: 0 });
    const [zone] = await zones();
    expect(zone).toMatchObject({
      place: { kind: 'hexagon', key: HEXAGON },
      block: 'roads',
      zone: 'red',
      list: { cell: HEXAGON },
      openCases: 12,
    });
    expect(zone!.title).toMatch(/^(ул|пр|пер|б-р|рядом)/u);
    expect(zone!.title).not.toContain(HEXAGON);
    const query = { ...zone!.list, block: 'roads', stage: 'open' } as never;
    expect((await server.call(listCases, { query }, chair)).total).toBe(12);
    const { cells } = await server.call(listScores, { query: { place: 'hexagon' } }, chair);
    expect(cells).toMatchObject([{ place: { key: HEXAGON }, title: zone!.title, count: 12, zone: 'red' }]);
    expect(cells[0]!.score).toBeCloseTo(zone!.score!, 4);
  });

  it('is told on the card of a larger zone that comes of other cases, and the larger one on its own', async () => {
    await plantCases(server, spread(20, 0, { district_id: 'sinarsky.leninsky', h3: null }));
    expect(await count()).toEqual({ opened: 1, closed: 0 });
    const [hexagon, part] = await zones();
    expect(part).toMatchObject({
      place: { kind: 'subarea', key: 'sinarsky.leninsky' },
      title: 'Ленинский, Синарский район',
      openCases: 27,
    });
    const [small, large] = await Promise.all(
      [hexagon!, part!].map(({ id }) => server.call(getZone, { params: { id } }, chair)),
    );
    expect(small!.shares).toMatchObject([{ id: part!.id, isLarger: true, openCases: 6 }]);
    expect(large!.shares).toMatchObject([{ id: hexagon!.id, isLarger: false, openCases: 6 }]);
    expect(large!.history[0]!.text).toContain(`Без сообщений, по которым уже есть зона: «${hexagon!.title}»`);
  });

  it('is counted every day its card runs, also when nothing comes of it any more', async () => {
    await server.app.pool.query(
      "UPDATE cases.case_file SET status = 'closed', answered_at = $1, closed_at = $1, reopen_count = 0 WHERE closed_at IS NULL",
      [new Date(START)],
    );
    nowIs(9);
    await count();
    const { rows } = await server.app.pool.query(
      "SELECT zone FROM zones.point WHERE place_key = $1 AND block = 'roads' ORDER BY day DESC LIMIT 1",
      [HEXAGON],
    );
    expect(rows).toEqual([{ zone: 'few' }]);
    // One that has no card and nothing to tell is not kept at all.
    const kept = await server.app.pool.query(
      "SELECT DISTINCT place_key, block FROM zones.point WHERE place_kind = 'hexagon'",
    );
    expect(kept.rows).toEqual([{ place_key: HEXAGON, block: 'roads' }]);
  });

  it('of a few messages stays without a colour, however bad they are', async () => {
    await plantCases(
      server,
      spread(9, -9, {
        block: 'waste',
        fact_id: 'waste.removal.missed',
        district_id: null,
        h3: inside[0],
        due_at: '2026-12-06T08:00:00Z',
      }),
    );
    await count();
    expect((await zones()).filter(({ block }) => block === 'waste')).toEqual([]);
  });

  it('of a few messages of danger is looked at all the same, and is red', async () => {
    const danger = spread(4, -9, {
      block: 'housing',
      fact_id: 'roads.pavement.manhole',
      district_id: null,
      h3: latLngToCell(56.43, 61.96, 9),
      registered_at: new Date(START + 9 * DAY - DAY / 2).toISOString(),
      due_at: '2026-12-20T18:59:59Z',
    });
    await plantCases(server, danger);
    await count();
    const [zone, ...more] = (await zones()).filter(({ block }) => block === 'housing');
    expect(zone).toMatchObject({
      place: { kind: 'hexagon', key: latLngToCell(56.43, 61.96, 8) },
      zone: 'red',
    });
    expect(more).toEqual([]);
    // It stands for no larger place, and nothing of it belongs to another zone: nothing of either is said.
    const { history, reason } = await server.call(getZone, { params: { id: zone?.id ?? '' } }, chair);
    expect(history.map(({ text }) => text)).toEqual([`Открыта: ${reason}`]);
  });
});
