import { expect, it } from 'vitest';
import { drawBuiltUp } from './built-up.ts';
import { distanceMeters, isPointInArea, prepareArea } from './geo.ts';

const street = Array.from({ length: 20 }, (_, at) => ({ lat: 56.4, lon: 61.9 + at * 0.0006 }));
const area = (patches: ReturnType<typeof drawBuiltUp>) =>
  prepareArea({ type: 'MultiPolygon', coordinates: patches });

it('is one patch along a street, two of streets apart', () => {
  expect(drawBuiltUp(street)).toHaveLength(1);
  expect(drawBuiltUp([...street, { lat: 56.45, lon: 61.9 }])).toHaveLength(2);
  expect(drawBuiltUp([])).toEqual([]);
});

it('holds every house with some ground around it, and goes no farther than a quarter', () => {
  const built = area(drawBuiltUp(street));
  expect(street.every((house) => isPointInArea(house, built))).toBe(true);
  const away = drawBuiltUp(street)
    .flat(2)
    .map(([lon, lat]) => Math.min(...street.map((house) => distanceMeters(house, { lat: lat!, lon: lon! }))));
  expect(Math.min(...away)).toBeGreaterThan(50);
  expect(Math.max(...away)).toBeLessThan(300);
  expect(isPointInArea({ lat: 56.404, lon: 61.9 }, built)).toBe(false);
});

it('has closed rings and the same drawing of the same houses in any order', () => {
  const [ring] = drawBuiltUp(street)[0]!;
  expect(ring![0]).toEqual(ring!.at(-1));
  expect(drawBuiltUp(street.toReversed())).toEqual(drawBuiltUp(street));
});
