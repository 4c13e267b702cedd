import { latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { drawHexagonMap } from './hexagon-map.ts';
import { drawMaps } from './maps.ts';

const full = latLngToCell(56.36, 61.96, 8);
const few = latLngToCell(56.4, 61.9, 8);
const ring: [number, number][] = [
  [61.8, 56.3],
  [62, 56.3],
  [62, 56.45],
  [61.8, 56.3],
];
const ground = { shapes: new Map([['north', [ring]]]), attribution: '© участники OpenStreetMap' };
const hexagons = {
  title: 'все открытые',
  cells: [
    [full, 31],
    [few, 3],
  ] as [string, number][],
  withoutPlace: 12,
  smallest: 5,
};

test('hexagons are coloured by their scale, too few hatched, under the borders of districts', () => {
  const map = drawHexagonMap(hexagons, ground)!;
  expect(map.areas.map(({ look, text }) => [look, text])).toEqual([
    [5, ''],
    ['small', ''],
  ]);
  expect(map.areas[0]?.rings[0]).toHaveLength(7);
  expect(map.borders).toEqual([ring]);
  expect(map.categories[0]?.title).toMatch(/^56,3\d\d с\. ш\., 61,9\d\d в\. д\.$/u);
  expect([map.series.values, map.hatched]).toEqual([[31, 3], 'меньше 5']);
  expect(drawHexagonMap({ ...hexagons, cells: [] }, ground)).toBeNull();
});

test('a snapshot has the maps it can have; one of before hexagons has none of them', () => {
  const captions = (more: object) =>
    drawMaps({ tables: [], ...more }, ground).map(({ caption }) => caption.replaceAll('\u00a0', ' '));
  expect(captions({ hexagons })).toEqual([
    'Шестиугольники на карте (0,7 км²): все открытые; без места 12. © участники OpenStreetMap',
  ]);
  expect(captions({})).toEqual([]);
});
