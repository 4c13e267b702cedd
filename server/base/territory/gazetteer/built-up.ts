/** Where the city is built: the ground of a map that has no other, out of the points of its houses. Pure. */
import { cellsToMultiPolygon, gridDisk, latLngToCell } from 'h3-js';
import { itemAt } from '../../../../shared/lists.ts';
import type { Point } from './geo.ts';

/** Cells of some 130 metres across: a street with houses on both sides is one of them wide. */
const RESOLUTION = 10;

/** Cells around a house that are taken, and those at the edge that are given back: what lies between two near streets is built too. */
const [REACH, BACK] = [3, 2];

type Ring = [number, number][];

/** Patches around houses, their corners rounded: longitude and latitude, outer rings first. */
export function drawBuiltUp(points: readonly Point[]): Ring[][] {
  const homes = new Set(points.map(({ lat, lon }) => latLngToCell(lat, lon, RESOLUTION)));
  const reached = new Set([...homes].flatMap((cell) => gridDisk(cell, REACH)));
  const built = [...reached].filter((cell) => gridDisk(cell, BACK).every((near) => reached.has(near)));
  return cellsToMultiPolygon(built.sort(), true).map((rings) =>
    rings.map((ring) => closeRing(roundCorners(straighten(ring.slice(0, -1) as Ring)))),
  );
}

/** Middles of the sides: those of a row of hexagons lie in a line. */
const straighten = (ring: Ring): Ring =>
  ring.map(([x, y], at) => {
    const [nextX, nextY] = itemAt(ring, (at + 1) % ring.length);
    return [(x + nextX) / 2, (y + nextY) / 2];
  });

/** Each corner gives way to two points, a quarter of the side from it. */
const roundCorners = (ring: Ring): Ring =>
  ring.flatMap(([x, y], at): Ring => {
    const [nextX, nextY] = itemAt(ring, (at + 1) % ring.length);
    const [dx, dy] = [(nextX - x) / 4, (nextY - y) / 4];
    return [
      [x + dx, y + dy],
      [nextX - dx, nextY - dy],
    ];
  });

/** Ten metres are enough for a patch. */
const round = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;

function closeRing(ring: Ring): Ring {
  const rounded = ring.map(([x, y]): [number, number] => [round(x), round(y)]);
  return [...rounded, itemAt(rounded, 0)];
}
