import { cellToChildren, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getZone, listScores, listZones } from '../../../shared/contract/heatmap/zones.ts';
import { firstOf, numberAt } from '../../../shared/lists.ts';
import { plantCases, plantRow } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { busyHexagons } from './atoms.ts';
import { zonePack } from './pack.ts';
import { placeDistrict } from './places.ts';
import { readLast, readPoints } from './points.ts';

/** Days and cases of a cell among those of its neighbours: another block of the place, another place of the block. */

let server: TestServer;
let chair: string;
const AT = Date.parse('2026-11-24T09:00:00Z');
const [SECOND, HOUR, DAY] = [1000, 3_600_000, 86_400_000];
const ago = (age: number): Date => new Date(AT - age);

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(AT).toISOString());
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

describe('days counted of a cell', () => {
  const heat = { score: 40, band: 'yellow', zone: 'yellow', count: 9, terms: [], triggers: [] };
  const point = (place: string, block: string, day: string, score: number) =>
    plantRow(server, 'zones.point', {
      place_kind: 'district',
      place_key: place,
      block,
      day,
      score,
      zone: 'yellow',
      heat: { ...heat, score },
    });

  beforeAll(async () => {
    for (const day of ['2026-09-24', '2026-09-25', '2026-11-24', '2026-11-25'])
      await point('sinarsky', 'roads', day, 40);
    await point('sinarsky', 'waste', '2026-11-26', 50);
    await point('krasnogorsky', 'roads', '2026-11-27', 60);
    await point('krasnogorsky', 'waste', '2026-11-24', 70);
  });

  it('are sixty days of that very cell, up to the day that is asked', async () => {
    const read = (cells: { place_key: string; block: string }[]) =>
      asSystem(server, async (ctx) =>
        (await readPoints(ctx, cells, '2026-11-24')).map(
          ({ place_key, block, day }) => `${place_key} ${block} ${day}`,
        ),
      );
    const roads = { place_key: 'sinarsky', block: 'roads' };
    const days = ['sinarsky roads 2026-09-25', 'sinarsky roads 2026-11-24'];
    expect(await read([roads])).toEqual(days);
    const waste = { place_key: 'krasnogorsky', block: 'waste' };
    expect((await read([roads, waste])).toSorted()).toEqual(['krasnogorsky waste 2026-11-24', ...days]);
    expect(await read([])).toEqual([]);
  });

  it('have a last one, whatever was counted later beside it', async () => {
    const last = (place_key: string, block: string) =>
      asSystem(server, (ctx) => readLast(ctx, { place_key, block }));
    expect(await last('sinarsky', 'roads')).toMatchObject({ score: 40, zone: 'yellow', heat });
    expect(await last('sinarsky', 'waste')).toMatchObject({ score: 50 });
    expect(await last('krasnogorsky', 'roads')).toMatchObject({ score: 60 });
    expect(await last('krasnogorsky', 'light')).toBeNull();
  });
});

describe('cases of running zones', () => {
  const hexagon = latLngToCell(56.4149, 61.9189, 8);
  const inside = cellToChildren(hexagon, 9);
  const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
  const zones = [
    [1, 'subarea', 'sinarsky.leninsky', 'roads', 'open'],
    [2, 'district', 'sinarsky', 'roads', 'open'],
    [3, 'district', 'krasnogorsky', 'roads', 'open'],
    [4, 'hexagon', hexagon, 'roads', 'open'],
    [5, 'subarea', 'sinarsky.trubny', 'roads', 'open'],
    [6, 'hexagon', hexagon, 'waste', 'open'],
    [7, 'subarea', 'krasnogorsky.tsentr', 'roads', 'closed'],
  ] as const;

  beforeAll(async () => {
    for (const [number, kind, key, block, state] of zones)
      await plantRow(server, 'zones.card', {
        id: id(number),
        place_kind: kind,
        place_key: key,
        block,
        state,
        opened_at: ago(number * DAY),
        opened_on: '2026-11-24',
        closed_at: state === 'closed' ? ago(HOUR) : null,
        reason: 'Балл',
        cause: '',
        plan: '',
        version: 1,
      });
    const open = (district: string | null, h3: string | undefined, block = 'roads') => ({
      district_id: district,
      h3: h3 ?? null,
      block,
      fact_id: 'roads.pavement.pothole',
      registered_at: ago(30 * DAY),
    });
    await plantCases(server, [
      open('sinarsky.leninsky', inside[0]),
      open('sinarsky.leninsky', inside[1]),
      open('sinarsky.leninsky', latLngToCell(56.44, 61.9, 9)),
      open('sinarsky.trubny', undefined),
      open('krasnogorsky.tsentr', inside[2]),
      open(null, inside[3]),
      open('sinarsky.leninsky', inside[0], 'waste'),
      {
        ...open('sinarsky.leninsky', inside[0]),
        status: 'closed',
        answered_at: ago(HOUR),
        closed_at: ago(HOUR),
      },
    ]);
  });

  it('are counted in every place they lie in, of its block alone', async () => {
    const { zones: rows } = await server.call(listZones, {}, chair);
    expect(Object.fromEntries(rows.map((row) => [row.id, row.openCases]))).toEqual({
      [id(1)]: 3,
      [id(2)]: 4,
      [id(3)]: 1,
      [id(4)]: 4,
      [id(5)]: 1,
      [id(6)]: 1,
    });
  });

  it('lie in the smallest district there is: of a hexagon that of its middle', () => {
    const of = (kind: 'hexagon' | 'subarea' | 'district', key: string) => placeDistrict({ kind, key });
    expect(of('subarea', 'sinarsky.trubny')).toBe('sinarsky.trubny');
    expect(of('district', 'krasnogorsky')).toBe('krasnogorsky');
    expect(of('hexagon', hexagon)).toMatch(/^(sinarsky|krasnogorsky)\.[a-z]/u);
    expect(of('hexagon', latLngToCell(0, 0, 8))).toBeNull();
  });

  it('are told on the card as those of other zones of its block too, the largest places first', async () => {
    const sharesOf = async (number: number) =>
      (await server.call(getZone, { params: { id: id(number) } }, chair)).shares.map((one) => [
        Number(one.id.slice(-1)),
        one.openCases,
        one.isLarger,
      ]);
    expect(await sharesOf(4)).toEqual([
      [2, 2, true],
      [3, 1, true],
      [1, 2, true],
    ]);
    expect(await sharesOf(1)).toEqual([
      [2, 3, true],
      [4, 2, false],
    ]);
    expect(await sharesOf(5)).toEqual([[2, 1, true]]);
    expect(await sharesOf(6)).toEqual([]);
  });
});

describe('hexagons that are looked at', () => {
  let serial = 0;
  const rule = zonePack.on('2026-11-24');
  /** So many cases of one hexagon, each in a cell of its own, far from the others. */
  async function lie(
    ages: readonly number[],
    fields: object | ((at: number) => object) = {},
  ): Promise<string> {
    serial += 1;
    const hexagon = latLngToCell(56.2 + serial * 0.02, 61.5, 8);
    const cells = cellToChildren(hexagon, 9);
    await plantCases(
      server,
      ages.map((age, at) => ({
        block: 'roads',
        h3: cells[at % cells.length] ?? null,
        registered_at: ago(age),
        ...(typeof fields === 'function' ? fields(at) : fields),
      })),
    );
    return hexagon;
  }
  const fresh = [HOUR, HOUR, HOUR, HOUR];
  const three = fresh.slice(1);
  const [WINDOW, YEAR] = [7 * DAY, 53 * 7 * DAY];
  const old = Array.from({ length: 6 }, () => 20 * DAY);
  const beyond = { due_at: ago(15 * DAY) };
  /** The sixth of them is as old as what is looked at. */
  const longBeyond = (at: number) => ({ due_at: ago((at === 5 ? 300 : 15) * DAY) });

  it('have four messages of a block within the week, or six of it far beyond their term', async () => {
    const busy = [
      await lie(fresh),
      await lie([...three, 0]),
      await lie([...three, WINDOW - SECOND]),
      await lie(old, beyond),
      await lie([...old.slice(1), YEAR - SECOND], longBeyond),
    ];
    const calm: Record<string, string> = {
      'three messages': await lie(three),
      'one of four is a week old': await lie([...three, WINDOW]),
      'one of four is still to come': await lie([...three, -SECOND]),
      'one of four is rejected': await lie(fresh, (at) => (at === 0 ? { status: 'rejected' } : {})),
      'one of four has no block': await lie(fresh, (at) => (at === 0 ? { block: null } : {})),
      'one of four lies nowhere': await lie(fresh, (at) => (at === 0 ? { h3: null } : {})),
      'two of each block': await lie(fresh, (at) => ({ block: at < 2 ? 'roads' : 'waste' })),
      'five are late': await lie(old.slice(1), beyond),
      'six are late by less than a term': await lie(old, { due_at: ago(5 * DAY) }),
      'six are old and in time': await lie(old, { due_at: ago(-DAY) }),
      'six were late and are answered': await lie(old, { ...beyond, answered_at: ago(HOUR) }),
      'one of six is of a year ago': await lie([...old.slice(1), YEAR], longBeyond),
    };
    const found = await asSystem(server, (ctx) => busyHexagons(ctx, rule, new Date(AT)));
    const told = Object.entries(calm).filter(([, key]) => found.includes(key));
    expect(told.map(([name]) => name)).toEqual([]);
    expect(busy.filter((key) => !found.includes(key))).toEqual([]);
  });
});

describe('the list of scores', () => {
  const list = (query: object) => server.call(listScores, { query }, chair);

  it('tells every district, and of smaller places those that have enough to be told, the hottest first', async () => {
    const few = { district_id: 'krasnogorsky.yuzhny', block: 'light', registered_at: ago(HOUR) };
    await plantCases(server, [
      few,
      ...Array.from({ length: 9 }, () => ({ ...few, block: 'water', fact_id: 'roads.pavement.manhole' })),
    ]);
    const { cells } = await list({ place: 'district' });
    expect(cells.map(({ block, zone }) => `${block} ${zone}`)).toEqual(
      expect.arrayContaining(['light few', 'water red']),
    );
    const order = cells.map(({ zone, score }) => (zone === 'red' ? 1000 : 0) + (score ?? -1));
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(numberAt(order, 0)).toBeGreaterThan(numberAt(order, order.length - 1));
    const parts = (await list({ place: 'subarea' })).cells;
    expect(parts.map(({ block }) => block)).toContain('water');
    expect(parts.map(({ zone }) => zone)).not.toContain('few');
  });

  it('names the topic where topics are told apart', async () => {
    const topics = (await list({ place: 'subarea', by: 'fact' })).cells;
    expect(firstOf(topics.filter(({ block }) => block === 'water')).fact).toMatch(/[а-я]/u);
    expect((await list({ place: 'subarea' })).cells.map(({ fact }) => fact)).not.toContainEqual(
      expect.any(String),
    );
  });
});
