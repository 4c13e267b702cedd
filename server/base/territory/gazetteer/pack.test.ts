import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseHouse } from '../words/house.ts';
import { buildGazetteer, findHouse } from './gazetteer.ts';
import { distanceMeters, findArea, isPointInArea, measureArea, prepareArea } from './geo.ts';
import { findGridCell } from './grid.ts';
import { listGazetteerRows, loadCityPack } from './pack.ts';

const pack = loadCityPack(
  fileURLToPath(new URL('../../../../packs/base/city/kamensk-uralsky', import.meta.url)),
);
const boundary = prepareArea(pack.boundary);
const areas = pack.districts.map((district) => ({ ...district, area: prepareArea(district.geometry) }));
const parts = areas.filter((area) => area.parent !== null);
const wholes = areas.filter((area) => area.parent === null);

/** Random points of the city's frame, the same at every run. */
function* drawPoints(count: number) {
  const [west, south, east, north] = pack.city.bbox;
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < count; i++)
    yield { lat: south + random() * (north - south), lon: west + random() * (east - west) };
}

describe('districts of the city pack', () => {
  test('the two levels of the matrix', () => {
    const tree = wholes.map(({ id, title }) => [
      title,
      parts.filter((part) => part.parent === id).map((part) => part.title),
    ]);
    expect(tree).toEqual([
      ['Красногорский район', ['Центр', 'Южный', 'Октябрьский', 'Космос']],
      ['Синарский район', ['Трубный', 'Чкаловский', 'Соцгород', 'Ленинский']],
      ['Сёла и посёлки', ['Покровское', 'Маминское', 'Позариха']],
    ]);
    expect(pack.districts.every((district) => district.schematic)).toBe(true);
    for (const part of parts) expect(part.id.startsWith(`${part.parent}.`), part.id).toBe(true);
  });

  test('they part the boundary: 30,000 points, each in one part and its whole or in none', () => {
    let inside = 0;
    for (const point of drawPoints(30_000)) {
      const isInCity = isPointInArea(point, boundary);
      const inParts = parts.filter((part) => isPointInArea(point, part.area));
      const inWholes = wholes.filter((whole) => isPointInArea(point, whole.area));
      expect([inParts.length, inWholes.length], `${point.lat}, ${point.lon}`).toEqual(
        isInCity ? [1, 1] : [0, 0],
      );
      if (isInCity) expect(inParts[0]?.parent).toBe(inWholes[0]?.id);
      if (isInCity) inside += 1;
    }
    expect(inside).toBeGreaterThan(8000);
  });

  test('areas add up to a square metre in ten thousand', () => {
    const sum = (list: typeof areas) => list.reduce((total, { area }) => total + measureArea(area), 0);
    expect(sum(parts) / measureArea(boundary)).toBeCloseTo(1, 4);
    expect(sum(wholes) / measureArea(boundary)).toBeCloseTo(1, 4);
  });
});

describe('streets of the city pack', () => {
  test('47 real streets and some drawn for the demonstration, at least 1,500 houses', () => {
    expect(pack.streets.filter((street) => !street.isInvented)).toHaveLength(47);
    expect(pack.streets.reduce((sum, street) => sum + street.houses.length, 0)).toBeGreaterThanOrEqual(1500);
    expect(new Set(pack.streets.map((street) => street.id)).size).toBe(pack.streets.length);
  });

  test('every house lies in the part its street is said to be in, and can be read', () => {
    for (const street of pack.streets) {
      for (const { number, point } of street.houses) {
        expect(findArea(point, parts)?.id, `${street.name}, ${number}`).toBe(street.district);
        expect(parseHouse(number), `${street.name}, ${number}`).not.toBeNull();
      }
      expect(new Set(street.houses.map(({ number }) => number)).size, street.name).toBe(street.houses.length);
    }
  });

  test('no two houses stand on one spot', () => {
    const spots = pack.streets.flatMap(({ houses }) =>
      houses.map(({ point }) => `${point.lat};${point.lon}`),
    );
    expect(new Set(spots).size).toBe(spots.length);
  });

  test('the two houses with published coordinates stand there', () => {
    const house = (street: string, number: string) =>
      pack.streets
        .find(({ name }) => name === street)!
        .houses.find((candidate) => candidate.number === number)!.point;
    expect(distanceMeters(house('Алюминиевая', '43'), { lat: 56.35744, lon: 61.973469 })).toBeLessThan(1);
    expect(distanceMeters(house('Заводская', '9/8'), { lat: 56.376044, lon: 61.961292 })).toBeLessThan(1);
  });

  test.each([
    ['ul-titova', '14'],
    ['ul-titova', '20'],
    ['ul-kamenskaya', '82'],
    ['ul-kamenskaya', '84'],
    ['pr-pobedy', '40'],
    ['ul-uralskaya', '7'],
    ['pr-metallurgov', '33'],
    ['ul-kunavina', '7'],
    ['ul-parkovaya', '3'],
    ['ul-lenina', '32'],
  ])('the demonstration can speak of %s, %s', (street, number) => {
    const { streets } = buildGazetteer(listGazetteerRows(pack));
    expect(findHouse(streets.get(street)!, parseHouse(number)!)).not.toBeNull();
  });
});

describe('the rest of the city pack', () => {
  test('stops, landmarks and parts of the city are places inside it', () => {
    const kinds = Map.groupBy(pack.landmarks, ({ kind }) => kind);
    expect(kinds.get('stop')!.length).toBeGreaterThanOrEqual(15);
    expect(kinds.get('landmark')!.length).toBeGreaterThanOrEqual(10);
    expect(kinds.get('area')!.length).toBe(parts.length);
    for (const landmark of pack.landmarks) {
      expect(findArea(landmark.point, parts)?.id, landmark.label).toBe(landmark.district);
    }
  });

  test('the grid covers the whole boundary, the city names its zone and its source', () => {
    for (const point of drawPoints(5000)) {
      if (isPointInArea(point, boundary)) expect(findGridCell(point, pack.city.grid)).not.toBeNull();
    }
    expect(isPointInArea(pack.city.centre, boundary)).toBe(true);
    expect(pack.city.zone).toBe('Asia/Yekaterinburg');
    expect(pack.attribution).toBe('© участники OpenStreetMap');
  });

  test('a folder that is no pack is refused', () => {
    expect(() => loadCityPack('/nonexistent')).toThrow(/ENOENT/);
  });
});
