import { describe, expect, test } from 'vitest';
import {
  addArea,
  addRing,
  findGap,
  insertCorner,
  polygonsOf,
  readAreas,
  removeRing,
  ringName,
  setCorner,
  setTitle,
  writeLayer,
} from './sketch.ts';

const square = (west: number, south: number) => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
];
const layer = (...features: object[]) => ({ type: 'FeatureCollection', features });
const feature = (properties: object, type: string, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const written = async (...args: Parameters<typeof writeLayer>) =>
  JSON.parse(await writeLayer(...args).text());

describe('a layer taken, and given back', () => {
  test('keeps holes, parts, and what else the layer says', async () => {
    const parts = [[square(60, 55), square(60.2, 55.2)], [square(70, 55)]];
    const given = feature(
      { id: 'west', title: 'Запад', parent: null, population: 12 },
      'MultiPolygon',
      parts,
    );
    const areas = readAreas('districts', layer(given));
    expect(areas[0]?.rings.map((_, at) => ringName(areas[0]!, at))).toEqual([
      'Контур 1',
      'Вырез 1',
      'Контур 2',
    ]);
    expect((await written('districts', areas)).features).toEqual([given]);
  });

  test('is empty where nobody has given a boundary, and one area where it is a polygon', () => {
    const country = feature({ isGiven: false }, 'Polygon', [square(19, 41)]);
    expect(readAreas('boundary', layer(country))[0]?.rings).toEqual([]);
    const own = feature({ isGiven: true }, 'Polygon', [square(60, 55)]);
    expect(polygonsOf(readAreas('boundary', layer(own))[0]!)).toEqual([[square(60, 55)]]);
  });
});

describe('what is drawn', () => {
  const two = layer(
    feature({ id: 'district-1', title: 'А' }, 'Polygon', [square(60, 55)]),
    feature({ id: 'district-3', title: 'Б' }, 'Polygon', [square(61, 55)]),
  );

  test('a new district has an id no other has', () => {
    const areas = readAreas('districts', two);
    expect(addArea(areas).at(-1)?.id).toBe('district-4');
    expect(addArea(areas.slice(1)).map(({ id }) => id)).toEqual(['district-3', 'district-2']);
  });

  test('an outline goes with its holes, a hole goes alone', () => {
    const area = feature({ id: 'a', title: 'А' }, 'MultiPolygon', [
      [square(60, 55), square(60.2, 55.2)],
      [square(70, 55)],
    ]);
    const areas = readAreas('districts', layer(area));
    const left = (ring: number) =>
      removeRing(areas, { area: 0, ring })[0]?.rings.map(({ polygon }) => polygon);
    expect([left(0), left(1), left(2)]).toEqual([[1], [0, 1], [0, 0]]);
  });

  test('says what is missing, and sends no line that is not there', () => {
    const areas = readAreas('districts', two);
    expect(findGap('districts', areas)).toBeNull();
    expect(findGap('districts', [])).toBe('Нарисуйте хотя бы один район');
    expect(findGap('districts', addArea(areas))).toBe('Назовите каждый район');
    expect(findGap('districts', setTitle(addArea(areas), 2, 'В'))).toBe(
      '«В»: в контуре нужно не меньше трёх точек',
    );
    const at = { area: 0, ring: 0 };
    const half = insertCorner(areas, at, 1, { lat: 55, lon: null });
    expect(findGap('districts', half)).toBe('«А», точка 2: впишите широту и долготу в градусах');
    expect(polygonsOf(half[0]!)).toEqual([[square(60, 55)]]);
    expect(findGap('districts', setCorner(half, at, 1, { lat: 95, lon: 60 }))).toMatch(/точка 2/u);
    expect(findGap('districts', setCorner(half, at, 1, { lon: 60.5 }))).toBeNull();
    expect(
      findGap('boundary', readAreas('boundary', layer(feature({ isGiven: false }, 'Polygon', [])))),
    ).toBe('Нарисуйте границу города');
    expect(polygonsOf(addRing(areas, 0)[0]!)).toHaveLength(1);
  });
});
