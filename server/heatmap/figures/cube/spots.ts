import { projectPoint } from '../../../lib/mercator.ts';
import { createDictionary, type Dictionary, roomFor } from './dictionary.ts';

/** Where cases lie: a hexagon of resolution 9 and, where there is a point, a square of the map about twenty metres wide. */
export interface Spots {
  /** Number of a place; 0 = without place. */
  indexOf: (hexagon: string | null, square: number | null) => number;
  hexagons: Dictionary;
  /** Hexagon of each spot. */
  hexagonOf: () => Uint32Array;
  /** Square of each spot, −1 = none. */
  squareOf: () => Float64Array;
  size: () => number;
  bytes: () => number;
}

export function createSpots(hexagonNames: readonly string[] = []): Spots {
  const hexagons = createDictionary(hexagonNames);
  const known = new Map<string, number>();
  let hexagonOf = new Uint32Array(64);
  let squareOf = new Float64Array(64).fill(-1);
  known.set('0 -1', 0);

  function indexOf(hexagon: string | null, square: number | null): number {
    const cell = hexagons.code(hexagon);
    const key = `${cell} ${square ?? -1}`;
    const given = known.get(key);
    if (given !== undefined) return given;
    const index = known.size;
    hexagonOf = roomFor(hexagonOf, index);
    squareOf = roomFor(squareOf, index);
    hexagonOf[index] = cell;
    squareOf[index] = square ?? -1;
    known.set(key, index);
    return index;
  }

  return {
    indexOf,
    hexagons,
    hexagonOf: () => hexagonOf,
    squareOf: () => squareOf,
    size: () => known.size,
    // A Map of short texts takes about a hundred bytes an entry.
    bytes: () => known.size * 100 + hexagonOf.byteLength + squareOf.byteLength,
  };
}

/** Zoom whose tiles are the squares: 38 m at the equator, 21 m at the latitude of the Urals. */
export const SQUARE_ZOOM = 20;
/** A home is told no closer than this: about 170 m. */
const HOME_ZOOM = 17;

/** The square of a point, numbered along the Z curve: the squares of any tile are a run of numbers. */
export function squareAt(lat: number, lon: number, isHome: boolean): number {
  const { x, y } = projectPoint(lat, lon);
  const size = 2 ** SQUARE_ZOOM;
  const coarse = isHome ? 2 ** (SQUARE_ZOOM - HOME_ZOOM) : 1;
  const snap = (part: number): number => {
    const at = Math.min(size - 1, Math.max(0, Math.floor(part * size)));
    return at - (at % coarse) + Math.floor(coarse / 2);
  };
  return interleave(snap(x), snap(y));
}

/** Two numbers of twenty bits as one of forty. */
function interleave(x: number, y: number): number {
  const low = spread(x & 0x3ff) | (spread(y & 0x3ff) << 1);
  const high = spread((x >> 10) & 0x3ff) | (spread((y >> 10) & 0x3ff) << 1);
  return high * 2 ** 20 + low;
}

function spread(bits: number): number {
  let wide = bits;
  wide = (wide | (wide << 8)) & 0x00ff00ff;
  wide = (wide | (wide << 4)) & 0x0f0f0f0f;
  wide = (wide | (wide << 2)) & 0x33333333;
  return (wide | (wide << 1)) & 0x55555555;
}

function gather(bits: number): number {
  let tight = bits & 0x55555555;
  tight = (tight | (tight >> 1)) & 0x33333333;
  tight = (tight | (tight >> 2)) & 0x0f0f0f0f;
  tight = (tight | (tight >> 4)) & 0x00ff00ff;
  return (tight | (tight >> 8)) & 0x3ff;
}

/** Column and row of a square at its zoom. */
export function squarePlace(square: number): { x: number; y: number } {
  const low = square % 2 ** 20;
  const high = Math.floor(square / 2 ** 20);
  return { x: gather(low) + gather(high) * 1024, y: gather(low >> 1) + gather(high >> 1) * 1024 };
}

/** First square of a tile and the first after it. */
export function squaresOf(tile: { z: number; x: number; y: number }): { from: number; to: number } {
  const shift = SQUARE_ZOOM - tile.z;
  const from = interleave(tile.x * 2 ** shift, tile.y * 2 ** shift);
  return { from, to: from + 4 ** shift };
}
