import { cellToLatLng } from 'h3-js';
import { getHexCell } from '../../../base/territory/index.ts';

/** Cells of the map points are told by: some 170 m across. */
const POINT_CELLS = 9;

/** Points by cells of the map, the most first; where few put one, nothing is told. */
export function gatherCells(points: readonly { lat: number; lon: number }[], smallest: number) {
  const counts = new Map<string, number>();
  for (const point of points) {
    const cell = getHexCell(point, POINT_CELLS);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= smallest)
    .map(([cell, count]) => {
      const [lat, lon] = cellToLatLng(cell);
      return { lat: Number(lat.toFixed(5)), lon: Number(lon.toFixed(5)), count };
    })
    .toSorted((one, other) => other.count - one.count);
}
