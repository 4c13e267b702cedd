import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectPoint } from '../../../lib/mercator.ts';
import { buildPlaceIndex, type Tile, type TileQuery } from './places.ts';
import { createRowStore } from './rows.ts';
import { createSpots, squareAt, squarePlace, squaresOf } from './spots.ts';

const lat = fc.double({ min: 56.35, max: 56.47, noNaN: true });
const lon = fc.double({ min: 61.8, max: 62.05, noNaN: true });

const tileOf = (at: { lat: number; lon: number }, z: number): Tile => {
  const { x, y } = projectPoint(at.lat, at.lon);
  return { z, x: Math.floor(x * 2 ** z), y: Math.floor(y * 2 ** z) };
};

describe('squares', () => {
  test('of a tile are one run: a point is in the run of its tile and of no other', () => {
    fc.assert(
      fc.property(lat, lon, lat, lon, fc.integer({ min: 5, max: 18 }), (aLat, aLon, bLat, bLon, z) => {
        const square = squareAt(aLat, aLon, false);
        const other = tileOf({ lat: bLat, lon: bLon }, z);
        const { from, to } = squaresOf(other);
        const own = tileOf({ lat: aLat, lon: aLon }, z);
        expect(square >= from && square < to).toBe(own.x === other.x && own.y === other.y);
        expect(squarePlace(square)).toEqual({
          x: Math.floor(projectPoint(aLat, aLon).x * 2 ** 20),
          y: Math.floor(projectPoint(aLat, aLon).y * 2 ** 20),
        });
      }),
    );
  });

  test('tell homes of one street corner alike', () => {
    const corner = { lat: 56.414_93, lon: 61.918_82 };
    const near = squareAt(corner.lat + 0.0001, corner.lon + 0.0001, true);
    expect(near).toBe(squareAt(corner.lat, corner.lon, true));
    expect(squareAt(corner.lat + 0.001, corner.lon, false)).not.toBe(squareAt(corner.lat, corner.lon, false));
  });
});

interface Point {
  lat: number;
  lon: number;
  day: number;
  block: number;
}

const points = fc.array(
  fc.record({ lat, lon, day: fc.integer({ min: 100, max: 130 }), block: fc.integer({ min: 0, max: 3 }) }),
  { minLength: 1, maxLength: 60, size: 'max' },
);

function build(list: readonly Point[]) {
  const store = createRowStore({ withDue: false });
  const spots = createSpots();
  for (const { day, block, ...at } of list) {
    const spot = spots.indexOf('hexagon', squareAt(at.lat, at.lon, false));
    store.add({ day, combo: block, spot, marks: 0, due: null });
  }
  store.add({ day: 100, combo: 0, spot: 0, marks: 0, due: null });
  return buildPlaceIndex(store, spots, Uint16Array.from([0, 1, 2, 3]));
}

const inTile =
  ({ tile, from, to, block }: TileQuery) =>
  (point: Point) => {
    const own = tileOf(point, tile.z);
    const isThere = own.x === tile.x && own.y === tile.y;
    return isThere && point.day >= from && point.day <= to && (block === null || point.block === block);
  };

test('clusters of a tile hold all its cases of a period and a block, those that came and left since too', () => {
  fc.assert(
    fc.property(
      points,
      points,
      fc.integer({ min: 10, max: 17 }),
      fc.tuple(fc.integer({ min: 95, max: 135 }), fc.integer({ min: 0, max: 20 })),
      fc.constantFrom(null, 0, 1, 2),
      (start, more, z, [from, length], block) => {
        const index = build(start);
        const [gone, ...left] = start as [Point, ...Point[]];
        const put = ({ day, block: code, ...at }: Point) => ({
          day,
          block: code,
          square: squareAt(at.lat, at.lon, false),
        });
        index.remove(put(gone));
        for (const point of more) index.add(put(point));
        const query = { tile: tileOf(more[0]!, z), from, to: from + length, block };
        const clusters = index.clusters(query);
        const expected = [...left, ...more].filter(inTile(query)).length;
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(expected);
        for (const { x, y } of clusters) {
          expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});
