import { addFloat64, float64At, int32At, uint16At, uint32At } from '../../../lib/typed-arrays.ts';
import type { RowStore } from './rows.ts';
import { type Spots, SQUARE_ZOOM, squarePlace, squaresOf } from './spots.ts';

export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Cases near one another on a tile. */
export interface Cluster {
  /** Middle of its cases, parts of the tile, 0–1 from the north-west. */
  x: number;
  y: number;
  count: number;
}

export interface TileQuery {
  tile: Tile;
  /** Local days, both included. */
  from: number;
  to: number;
  /** Code of a block; null = all. */
  block: number | null;
}

/** Tiles farther out than this gather their clusters from hexagons: the squares are read one by one. */
export const NEAREST_SCAN_ZOOM = 14;

/** Clusters along a side of a tile. */
const GRID = 16;

/**
 * Cases sorted by square of the map along the Z curve, within a square by day: a tile is one run of squares, a period a
 * run within each. Three bytes a case. What came or left since it was built is kept beside, by square.
 */
export interface PlaceIndex {
  clusters: (query: TileQuery) => Cluster[];
  add: (place: { square: number; day: number; block: number }) => void;
  remove: (place: { square: number; day: number; block: number }) => void;
  /** Cases told beside the sorted ones: many of them are worth building it anew. */
  loose: () => number;
  bytes: () => number;
}

interface Loose {
  day: number;
  block: number;
  sign: 1 | -1;
}

/** @param blockOf block of each combination of a row. */
export function buildPlaceIndex(store: RowStore, spots: Spots, blockOf: Uint16Array): PlaceIndex {
  const sorted = sortRows(store, spots, blockOf);
  const loose = new Map<number, Loose[]>();
  let looseCount = 0;

  function put(square: number, one: Loose): void {
    if (square < 0) return;
    const list = loose.get(square);
    if (list) list.push(one);
    else loose.set(square, [one]);
    looseCount += 1;
  }

  function clusters({ tile, from, to, block }: TileQuery): Cluster[] {
    const grid = startGrid(tile);
    const range = squaresOf(tile);
    const { squares, starts, days, blocks, base } = sorted;
    const until = lowerBound(squares, range.to, 0, squares.length);
    for (let at = lowerBound(squares, range.from, 0, until); at < until; at += 1) {
      const end = uint32At(starts, at + 1);
      const first = lowerBound(days, from - base, uint32At(starts, at), end);
      const last = lowerBound(days, to + 1 - base, first, end);
      let count = last - first;
      if (block !== null) {
        count = 0;
        for (let row = first; row < last; row += 1) if (blocks[row] === block) count += 1;
      }
      if (count > 0) grid.put(float64At(squares, at), count);
    }
    if (looseCount > 0) {
      for (const [square, list] of loose) {
        if (square < range.from || square >= range.to) continue;
        let count = 0;
        for (const one of list) {
          if (one.day >= from && one.day <= to && (block === null || one.block === block)) count += one.sign;
        }
        if (count !== 0) grid.put(square, count);
      }
    }
    return grid.clusters();
  }

  return {
    clusters,
    add: ({ square, ...rest }) => put(square, { ...rest, sign: 1 }),
    remove: ({ square, ...rest }) => put(square, { ...rest, sign: -1 }),
    loose: () => looseCount,
    bytes: () =>
      sorted.squares.byteLength +
      sorted.starts.byteLength +
      sorted.days.byteLength +
      sorted.blocks.byteLength +
      looseCount * 64,
  };
}

/** First place from `from` on whose value is not less. */
function lowerBound(list: Float64Array | Uint16Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A counting sort by square; days come in their order, so that they stay sorted within each. */
function sortRows(store: RowStore, spots: Spots, blockOf: Uint16Array) {
  const squareOf = spots.squareOf();
  const placed = Array.from({ length: spots.size() }, (_, spot) => spot).filter(
    (spot) => float64At(squareOf, spot) >= 0,
  );
  placed.sort((a, b) => float64At(squareOf, a) - float64At(squareOf, b));
  const squares: number[] = [];
  const placeOf = new Int32Array(spots.size()).fill(-1);
  for (const spot of placed) {
    if (squares.at(-1) !== squareOf[spot]) squares.push(float64At(squareOf, spot));
    placeOf[spot] = squares.length - 1;
  }
  const starts = new Uint32Array(squares.length + 1);
  const order = store.days();
  const base = order[0] ?? 0;
  // Days are kept in sixteen bits: 179 years from the first one.
  const kept = order.filter((day) => day - base < 65_535);
  for (const day of kept) {
    const { size, spot } = store.day(day)!;
    for (let at = 0; at < size; at += 1) {
      const place = int32At(placeOf, uint32At(spot, at));
      if (place >= 0) starts[place + 1]! += 1;
    }
  }
  for (let at = 1; at < starts.length; at += 1) starts[at]! += uint32At(starts, at - 1);
  const next = starts.slice();
  const days = new Uint16Array(starts.at(-1)!);
  const blocks = new Uint8Array(starts.at(-1)!);
  for (const day of kept) {
    const { size, spot, combo } = store.day(day)!;
    for (let at = 0; at < size; at += 1) {
      const place = int32At(placeOf, uint32At(spot, at));
      if (place < 0) continue;
      const row = uint32At(next, place);
      next[place] = row + 1;
      days[row] = day - base;
      blocks[row] = uint16At(blockOf, uint32At(combo, at));
    }
  }
  return { squares: Float64Array.from(squares), starts, days, blocks, base };
}

/** Gathers squares into clusters: cells of a grid over the tile. */
function startGrid({ z, x, y }: Tile) {
  const side = 2 ** (SQUARE_ZOOM - z);
  const count = new Float64Array(GRID * GRID);
  const sumX = new Float64Array(GRID * GRID);
  const sumY = new Float64Array(GRID * GRID);
  return {
    put(square: number, cases: number): void {
      const place = squarePlace(square);
      const left = (place.x - x * side + 0.5) / side;
      const top = (place.y - y * side + 0.5) / side;
      const cell = Math.floor(top * GRID) * GRID + Math.floor(left * GRID);
      addFloat64(count, cell, cases);
      addFloat64(sumX, cell, cases * left);
      addFloat64(sumY, cell, cases * top);
    },
    clusters(): Cluster[] {
      const found: Cluster[] = [];
      for (let cell = 0; cell < count.length; cell += 1) {
        const cases = float64At(count, cell);
        if (cases > 0)
          found.push({ x: float64At(sumX, cell) / cases, y: float64At(sumY, cell) / cases, count: cases });
      }
      return found;
    },
  };
}
