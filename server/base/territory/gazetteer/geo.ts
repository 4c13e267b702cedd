/**
 * Points, areas, distances and H3 cells. Pure: no database, no files.
 * Coordinates are WGS 84 degrees; a `Point` names its axes, a GeoJSON position is [lon, lat].
 */

import { cellToParent, isValidCell, latLngToCell } from 'h3-js';
import { firstOf, lastOf, numberAt } from '../../../../shared/lists.ts';
import { float64At } from '../../../lib/typed-arrays.ts';

export type Point = { lat: number; lon: number };
export type Position = [lon: number, lat: number];
export type AreaGeometry =
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };
/** west, south, east, north, degrees. */
export type Bbox = [west: number, south: number, east: number, north: number];

/** A ring as a flat lon, lat, lon, lat… array, closed. */
type Ring = Float64Array;
type PreparedPolygon = { bbox: Bbox; rings: Ring[] };
/** An area ready for many point tests. Made once per layer by `prepareArea`. */
export type PreparedArea = { bbox: Bbox; polygons: PreparedPolygon[] };

const EARTH_RADIUS_M = 6_371_008.8;
const METERS_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;
const RAD = Math.PI / 180;

/** True for finite degrees within ±90 and ±180; 0, 0 is refused: it is what broken devices send. */
export function isValidPoint(lat: unknown, lon: unknown): boolean {
  return (
    typeof lat === 'number' &&
    typeof lon === 'number' &&
    Math.abs(lat) <= 90 &&
    Math.abs(lon) <= 180 &&
    !(lat === 0 && lon === 0)
  );
}

/** Great-circle distance in metres (haversine on the mean sphere, error under 0.5 %). */
export function distanceMeters(a: Point, b: Point): number {
  const dLat = (b.lat - a.lat) * RAD;
  const dLon = (b.lon - a.lon) * RAD;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The point `east` and `north` metres away; flat-earth, for distances within a city. */
export function shiftPoint(from: Point, east: number, north: number): Point {
  return {
    lat: from.lat + north / METERS_PER_DEGREE,
    lon: from.lon + east / (METERS_PER_DEGREE * Math.cos(from.lat * RAD)),
  };
}

/** Flattens a GeoJSON geometry; an unclosed ring is closed, a ring of fewer than 3 points is left out. */
export function prepareArea(geometry: AreaGeometry): PreparedArea {
  const source = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const polygons = source
    .map((rings) => rings.filter((ring) => ring.length >= 3).map(flattenRing))
    .filter((rings) => rings.length > 0)
    .map((rings) => ({ rings, bbox: ringBbox(firstOf(rings)) }));
  return { polygons, bbox: joinBboxes(polygons.map((polygon) => polygon.bbox)) };
}

function flattenRing(ring: Position[]): Ring {
  const [first, last] = [firstOf(ring), lastOf(ring)];
  const closed = first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
  return Float64Array.from(closed.flat());
}

function ringBbox(ring: Ring): Bbox {
  const box: Bbox = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0], float64At(ring, i));
    box[1] = Math.min(box[1], float64At(ring, i + 1));
    box[2] = Math.max(box[2], float64At(ring, i));
    box[3] = Math.max(box[3], float64At(ring, i + 1));
  }
  return box;
}

function joinBboxes(boxes: Bbox[]): Bbox {
  return boxes.reduce<Bbox>(
    (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

const isInBbox = (p: Point, b: Bbox) => p.lon >= b[0] && p.lon <= b[2] && p.lat >= b[1] && p.lat <= b[3];

/** Is the point inside the area, holes taken out. A point on a shared border belongs to one side only. */
export function isPointInArea(point: Point, area: PreparedArea): boolean {
  if (!isInBbox(point, area.bbox)) return false;
  return area.polygons.some(
    ({ bbox, rings }) =>
      isInBbox(point, bbox) &&
      isInRing(point, firstOf(rings)) &&
      !rings.slice(1).some((hole) => isInRing(point, hole)),
  );
}

/** One-off form of `isPointInArea` for a geometry that will not be asked again. */
export function isPointInGeometry(point: Point, geometry: AreaGeometry): boolean {
  return isPointInArea(point, prepareArea(geometry));
}

/**
 * Even-odd ray casting. Each edge is reckoned from its southern end whichever way the ring runs, so that
 * two areas with the same border get the same rounding and a point never falls into both or between them.
 */
function isInRing({ lat, lon }: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    // Nearly all edges lie to the north or to the south of the point.
    const isFromNorth = float64At(ring, i + 1) > lat;
    if (isFromNorth === float64At(ring, i + 3) > lat) continue;
    const [south, north] = isFromNorth ? [i + 2, i] : [i, i + 2];
    const [x1, y1, x2, y2] = [
      float64At(ring, south),
      float64At(ring, south + 1),
      float64At(ring, north),
      float64At(ring, north + 1),
    ];
    if (lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/** The first of the named areas that holds the point, or null. */
export function findArea<T extends { area: PreparedArea }>(point: Point, areas: readonly T[]): T | null {
  return areas.find((candidate) => isPointInArea(point, candidate.area)) ?? null;
}

/** Area in square metres (spherical excess by the trapezoid rule; holes taken out). */
export function measureArea(area: PreparedArea): number {
  let total = 0;
  for (const { rings } of area.polygons) {
    rings.forEach((ring, index) => {
      total += Math.abs(signedRingArea(ring)) * (index === 0 ? 1 : -1);
    });
  }
  return total;
}

function signedRingArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    sum +=
      (float64At(ring, i + 2) - float64At(ring, i)) *
      RAD *
      (Math.sin(float64At(ring, i + 1) * RAD) + Math.sin(float64At(ring, i + 3) * RAD));
  }
  return (sum * EARTH_RADIUS_M ** 2) / 2;
}

/** Where a label may stand: inside the largest polygon, in the middle of its widest stretch. */
export function findLabelPoint(area: PreparedArea): Point {
  const size = ({ rings }: PreparedPolygon) => Math.abs(signedRingArea(firstOf(rings)));
  const largest = firstOf([...area.polygons].sort((a, b) => size(b) - size(a)));
  const [, south, , north] = largest.bbox;
  let best = { width: -1, point: { lat: south, lon: largest.bbox[0] } };
  // Eleven scan lines in the middle half are enough for a label, and cheaper than a true pole search.
  for (let step = 0; step <= 10; step++) {
    const lat = south + (north - south) * (0.25 + step * 0.05);
    const xs = largest.rings.flatMap((ring) => crossRing(ring, lat)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const width = numberAt(xs, i + 1) - numberAt(xs, i);
      if (width > best.width)
        best = { width, point: { lat, lon: (numberAt(xs, i) + numberAt(xs, i + 1)) / 2 } };
    }
  }
  return best.point;
}

function crossRing(ring: Ring, lat: number): number[] {
  const xs: number[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x1, y1, x2, y2] = [
      float64At(ring, i),
      float64At(ring, i + 1),
      float64At(ring, i + 2),
      float64At(ring, i + 3),
    ];
    if (y1 > lat !== y2 > lat) xs.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
  }
  return xs;
}

/** H3 resolution of a place: about 0.1 km² here. */
export const HEX_RESOLUTION = 9;

/** The H3 cell id of the point; resolution 0–15. Throws RangeError for a point that is no place on Earth. */
export function getHexCell(point: Point, resolution: number = HEX_RESOLUTION): string {
  if (!isValidPoint(point.lat, point.lon)) throw new RangeError('not a place on Earth');
  return latLngToCell(point.lat, point.lon, resolution);
}

/** The cell of the point at resolution 9 with its parents at 8 (0.7 km²) and 7 (5 km²). */
export function getHexCells(point: Point): { h9: string; h8: string; h7: string } {
  const h9 = getHexCell(point, 9);
  return { h9, h8: getHexParent(h9, 8), h7: getHexParent(h9, 7) };
}

/** The parent cell at a coarser resolution. Throws RangeError for text that is no cell id. */
export function getHexParent(cell: string, resolution: number): string {
  if (!isValidCell(cell)) throw new RangeError('not an H3 cell');
  return cellToParent(cell, resolution);
}

/**
 * The point a stranger may see for someone's home: the centre of a fixed square of `cellMeters`.
 * The same home always gives the same point, so repeated messages cannot be averaged back to the door.
 */
export function roundHomePoint(point: Point, cellMeters = 150): Point {
  const latStep = cellMeters / METERS_PER_DEGREE;
  const lat = (Math.floor(point.lat / latStep) + 0.5) * latStep;
  // The width of a square is taken at its row's own latitude: one width for the whole row.
  const lonStep = cellMeters / (METERS_PER_DEGREE * Math.max(0.01, Math.cos(lat * RAD)));
  const lon = (Math.floor(point.lon / lonStep) + 0.5) * lonStep;
  return { lat: roundTo(lat, 6), lon: roundTo(lon, 6) };
}

/** Rounds half up to `digits` decimal places; 6 places of a degree are 11 cm. */
export function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
