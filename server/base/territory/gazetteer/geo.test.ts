import { describe, expect, test } from 'vitest';
import {
  type AreaGeometry,
  distanceMeters,
  findArea,
  findLabelPoint,
  getHexCell,
  getHexCells,
  getHexParent,
  isPointInArea,
  isPointInGeometry,
  isValidPoint,
  measureArea,
  type Position,
  prepareArea,
  roundHomePoint,
  shiftPoint,
} from './geo.ts';

const at = (lon: number, lat: number) => ({ lat, lon });
const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

describe('point in area', () => {
  const withHole: AreaGeometry = { type: 'Polygon', coordinates: [square(0, 0, 10), square(4, 4, 2)] };
  const twoParts: AreaGeometry = {
    type: 'MultiPolygon',
    coordinates: [[square(0, 0, 1)], [square(5, 5, 1)]],
  };

  test.each([
    ['inside', at(1, 1), true],
    ['in the hole', at(5, 5), false],
    ['beside the hole', at(3.9, 5), true],
    ['outside', at(11, 5), false],
    ['level with a corner, outside', at(-1, 10), false],
  ])('polygon with a hole: %s', (_, point, expected) => {
    expect(isPointInGeometry(point, withHole)).toBe(expected);
  });

  test('every part of a multipolygon counts, the gap between them does not', () => {
    const area = prepareArea(twoParts);
    expect([at(0.5, 0.5), at(5.5, 5.5), at(3, 3)].map((point) => isPointInArea(point, area))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('a point on a shared border belongs to exactly one neighbour, whichever way the rings run', () => {
    const west: Position[] = [
      [0, 0],
      [3, 1],
      [2, 7],
      [0, 7],
      [0, 0],
    ];
    const east: Position[] = [
      [2, 7],
      [3, 1],
      [9, 1],
      [9, 7],
      [2, 7],
    ];
    const areas = [west, [...east].reverse()].map((ring) =>
      prepareArea({ type: 'Polygon', coordinates: [ring] }),
    );
    for (let i = 1; i < 500; i++) {
      const t = i / 500;
      const point = at(3 - t, 1 + 6 * t);
      expect(
        areas.filter((area) => isPointInArea(point, area)),
        `t=${t}`,
      ).toHaveLength(1);
    }
  });

  test('an unclosed ring is closed, a ring of two points is no area', () => {
    expect(
      isPointInGeometry(at(1, 1), { type: 'Polygon', coordinates: [square(0, 0, 3).slice(0, -1)] }),
    ).toBe(true);
    expect(
      isPointInGeometry(at(1, 1), {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [3, 3],
          ],
        ],
      }),
    ).toBe(false);
  });

  test('the named area is found', () => {
    const areas = [
      { id: 'a', area: prepareArea({ type: 'Polygon', coordinates: [square(0, 0, 1)] }) },
      { id: 'b', area: prepareArea({ type: 'Polygon', coordinates: [square(1, 0, 1)] }) },
    ];
    expect(findArea(at(1.5, 0.5), areas)?.id).toBe('b');
    expect(findArea(at(9, 9), areas)).toBeNull();
  });
});

describe('measures', () => {
  test('distance agrees with known ones', () => {
    // A degree of latitude, and Moscow – Yekaterinburg by the great circle.
    expect(distanceMeters(at(61.9, 56), at(61.9, 57))).toBeCloseTo(111_195, -1);
    expect(distanceMeters(at(37.6173, 55.7558), at(60.6057, 56.8389)) / 1000).toBeCloseTo(1417, -1);
    expect(distanceMeters(at(61.9, 56.4), at(61.9, 56.4))).toBe(0);
  });

  test('shifting and measuring agree within a city', () => {
    const from = at(61.9, 56.4);
    expect(distanceMeters(from, shiftPoint(from, 300, 400))).toBeCloseTo(500, 0);
  });

  test('area of a square kilometre, less its hole', () => {
    const side = (origin: { lat: number; lon: number }, meters: number): Position[] => {
      const far = shiftPoint(origin, meters, meters);
      return [
        [origin.lon, origin.lat],
        [far.lon, origin.lat],
        [far.lon, far.lat],
        [origin.lon, far.lat],
        [origin.lon, origin.lat],
      ];
    };
    const whole = side(at(61.9, 56.4), 1000);
    const hole = side(shiftPoint(at(61.9, 56.4), 100, 100), 500);
    expect(measureArea(prepareArea({ type: 'Polygon', coordinates: [whole] })) / 1e6).toBeCloseTo(1, 2);
    expect(measureArea(prepareArea({ type: 'Polygon', coordinates: [whole, hole] })) / 1e6).toBeCloseTo(
      0.75,
      2,
    );
  });

  test('the label stands inside, even where the middle is not', () => {
    const horseshoe: Position[] = [
      [0, 0],
      [9, 0],
      [9, 9],
      [6, 9],
      [6, 3],
      [3, 3],
      [3, 9],
      [0, 9],
      [0, 0],
    ];
    const area = prepareArea({ type: 'Polygon', coordinates: [horseshoe] });
    expect(isPointInArea(findLabelPoint(area), area)).toBe(true);
  });
});

describe('validity', () => {
  test.each([
    [56.4, 61.9, true],
    [-90, 180, true],
    [90.1, 0, false],
    [56, 181, false],
    [Number.NaN, 61, false],
    [Number.POSITIVE_INFINITY, 61, false],
    [0, 0, false],
    ['56.4', 61.9, false],
    [null, undefined, false],
  ])('%s, %s → %s', (lat, lon, expected) => {
    expect(isValidPoint(lat, lon)).toBe(expected);
  });
});

describe('hexagons', () => {
  const point = at(61.9188674, 56.414962);

  test('cells nest: the parent of the fine cell is the coarse cell of the row', () => {
    const cells = getHexCells(point);
    expect(cells.h9).toBe(getHexCell(point));
    expect(cells).toEqual({ h9: cells.h9, h8: getHexParent(cells.h9, 8), h7: getHexParent(cells.h8, 7) });
    expect(new Set(Object.values(cells)).size).toBe(3);
  });

  test('neighbours within a few metres share a cell, distant points do not', () => {
    expect(getHexCell(shiftPoint(point, 3, 3))).toBe(getHexCell(point));
    expect(getHexCell(shiftPoint(point, 2000, 0))).not.toBe(getHexCell(point));
  });

  test('no cell for a place that is none', () => {
    expect(() => getHexCell(at(0, 0))).toThrow(RangeError);
    expect(() => getHexParent('nonsense', 7)).toThrow(RangeError);
  });
});

describe('home addresses on the public map', () => {
  test('the shown point is near, the same every time, and shared by neighbours', () => {
    const shown = new Map<string, number>();
    for (let i = 0; i < 400; i++) {
      const home = shiftPoint(at(61.95, 56.36), (i % 20) * 30, Math.floor(i / 20) * 30);
      const rounded = roundHomePoint(home);
      expect(roundHomePoint(home)).toEqual(rounded);
      expect(distanceMeters(home, rounded)).toBeLessThanOrEqual(107);
      const key = `${rounded.lat};${rounded.lon}`;
      shown.set(key, (shown.get(key) ?? 0) + 1);
    }
    // 600 × 600 m in squares of 150 m: 16 whole squares, at most 25 with the edges.
    expect(shown.size).toBeGreaterThanOrEqual(16);
    expect(shown.size).toBeLessThanOrEqual(25);
  });

  test('a rounded point stays where it is', () => {
    const once = roundHomePoint(at(61.973469, 56.35744));
    expect(roundHomePoint(once)).toEqual(once);
  });
});
