import { describe, expect, test } from 'vitest';
import { readDistricts } from './layer-input.ts';
import { CITY, countResidents, populationSchema, readPopulation, readResidents } from './residents.ts';

const version = (from: string, city: number, north: number) => ({
  from,
  source: `перепись ${from.slice(0, 4)}`,
  city,
  places: { north },
});
const pack = readPopulation(
  populationSchema.parse({
    note: 'проба',
    versions: [version('2025-01-01', 900, 300), version('2026-01-01', 1000, 400)],
  }),
);

describe('how many live where', () => {
  test.each([
    ['2024-06-01', CITY, 900],
    ['2025-12-31', CITY, 900],
    ['2026-01-01', CITY, 1000],
    ['2025-12-31', 'north', 300],
    ['2027-01-01', 'north', 400],
    ['2027-01-01', 'south', null],
  ])('on %s in «%s»', (day, place, count) => {
    expect(countResidents(pack, day, place)?.count ?? null).toBe(count);
  });

  test('is told with its source', () =>
    expect(countResidents(pack, '2026-05-01', 'north')).toEqual({ count: 400, source: 'перепись 2026' }));

  test('nobody and a part of a person are no pack', () => {
    for (const city of [0, -5, 1.5])
      expect(
        populationSchema.safeParse({ note: 'x', versions: [version('2026-01-01', city, 1)] }).success,
      ).toBe(false);
  });
});

describe('residents in a layer of an administrator', () => {
  test.each([
    [{ population: 41_200 }, 41_200],
    [{ Население: '41 200' }, 41_200],
    [{ POPULATION: '41\u00a0200' }, 41_200],
    [{}, null],
    [{ population: null }, null],
  ])('%j', (properties, count) => {
    const { residents, warning } = readResidents(properties);
    expect([residents[0]?.count ?? null, warning]).toEqual([count, null]);
  });

  test.each([0, -3, 1.5, 'много', Number.NaN])('%s is warned of and not known', (population) => {
    expect(readResidents({ population })).toEqual({
      residents: [],
      warning: expect.stringContaining('не читается'),
    });
  });

  test('keep their day and source', () => {
    const dated = { population: 5, population_date: '2026-01-01', population_source: ' Росстат ' };
    expect(readResidents(dated).residents).toEqual([
      { place: CITY, from: '2026-01-01', count: 5, source: 'Росстат' },
    ]);
    expect(readResidents({ population: 5, population_date: 'вчера' }).residents).toEqual([
      { place: CITY, from: '0000-00-00', count: 5, source: 'слой районов' },
    ]);
  });

  test('follow a part to the name it gets', () => {
    const square = {
      type: 'Polygon',
      coordinates: [
        [
          [61, 56],
          [62, 56],
          [62, 57],
          [61, 56],
        ],
      ],
    };
    const feature = (properties: object) => ({ type: 'Feature', properties, geometry: square });
    const { residents, districts } = readDistricts({
      type: 'FeatureCollection',
      features: [
        feature({ id: 'north', title: 'Север', population: 900 }),
        feature({ id: 'hill', title: 'Горка', parent: 'north', population: 300 }),
        feature({ id: 'south', title: 'Юг' }),
      ],
    });
    expect(residents.map(({ place, count }) => [place, count])).toEqual([
      ['north', 900],
      ['north.hill', 300],
    ]);
    expect(Object.keys(districts[0]!)).not.toContain('residents');
  });
});
