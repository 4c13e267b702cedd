import { cellToLatLng, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { nameHexagon } from './cell-name.ts';
import { currentTerritory, districtAt } from './city.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const streetsIn = (cell: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { label, houses } of currentTerritory().gazetteer.streets.values())
    for (const { point } of houses)
      if (point && latLngToCell(point.lat, point.lon, 8) === cell)
        counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
};

test('a hexagon is called by the two streets with most houses in it and by its part of the district', () => {
  const cell = latLngToCell(56.4149, 61.9189, 8);
  const name = nameHexagon(cell);
  const counts = streetsIn(cell);
  const [streets, district] = name.split(', ') as [string, string];
  const named = streets.split(' и ');
  const least = Math.min(...named.map((label) => counts.get(label) ?? 0));
  expect(named).toHaveLength(Math.min(2, counts.size));
  expect(least).toBeGreaterThan(0);
  expect([...counts].filter(([label, count]) => !named.includes(label) && count > least)).toEqual([]);
  const [lat, lon] = cellToLatLng(cell);
  expect(district).toBe(
    currentTerritory().districts.find(({ id }) => id === districtAt({ lat, lon }))!.title,
  );
});

test('without houses it is called by the nearest street, far from all by its district or by none', () => {
  const { streets } = currentTerritory().gazetteer;
  const points = [...streets.values()].flatMap(({ point }) => point ?? []);
  // North of the northernmost street, a kilometre and a half, and then a degree.
  const north = points.toSorted((a, b) => b.lat - a.lat)[0]!;
  const near = latLngToCell(north.lat + 0.0135, north.lon, 8);
  expect(streetsIn(near).size).toBe(0);
  expect(nameHexagon(near)).toMatch(/^рядом с /u);
  expect(nameHexagon(latLngToCell(north.lat + 1, north.lon, 8))).toBe('вне районов и улиц города');
  for (const cell of [near, latLngToCell(north.lat, north.lon, 9)])
    expect(nameHexagon(cell)).not.toContain(cell);
});
