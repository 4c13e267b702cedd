import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { int32At, uint16At } from '../../../lib/typed-arrays.ts';
import { roomFor } from './dictionary.ts';

/** Dimensions of a table that a case has one value of. A theme is a block with its fact, or with none. */
export const comboDimensions = ['district', 'block', 'theme', 'channel', 'unit'] as const;
export type ComboDimension = (typeof comboDimensions)[number];

/** Greatest number of each dimension: together they fit one exact whole number. */
const LIMITS: Record<ComboDimension, number> = {
  district: 4096,
  block: 64,
  theme: 4096,
  channel: 64,
  unit: 16_384,
};

export class TooManyNames extends Error {}

/** Combinations of values that occur, numbered as they are met. */
export interface Combos {
  dimensions: readonly ComboDimension[];
  /** Takes a code for each dimension, in their order. */
  indexOf: (codes: readonly number[]) => number;
  size: () => number;
  /** Codes of one dimension by combination. */
  codes: (dimension: ComboDimension) => Uint16Array;
  bytes: () => number;
}

export function createCombos(dimensions: readonly ComboDimension[]): Combos {
  const known = new Map<number, number>();
  const columns = dimensions.map(() => new Uint16Array(64));

  function indexOf(codes: readonly number[]): number {
    let key = 0;
    for (let at = 0; at < dimensions.length; at += 1)
      key = key * LIMITS[itemAt(dimensions, at)] + numberAt(codes, at);
    const given = known.get(key);
    if (given !== undefined) return given;
    dimensions.forEach((dimension, at) => {
      if (numberAt(codes, at) >= LIMITS[dimension])
        throw new TooManyNames(`${dimension}: больше ${LIMITS[dimension]} значений`);
    });
    const index = known.size;
    columns.forEach((column, at) => {
      columns[at] = roomFor(column, index);
      columns[at][index] = numberAt(codes, at);
    });
    known.set(key, index);
    return index;
  }

  return {
    dimensions,
    indexOf,
    size: () => known.size,
    codes: (dimension) => itemAt(columns, dimensions.indexOf(dimension)),
    // A Map of numbers takes about forty bytes an entry.
    bytes: () => known.size * (40 + 2 * dimensions.length),
  };
}

/** Cells of a table of some dimensions, and the cell of each case. */
export interface Cuboid {
  dimensions: readonly ComboDimension[];
  /** Has the hexagon of the place beside its dimensions. */
  hasHexagons: boolean;
  combos: Combos;
  /** Number of the coarse combination by the full one. */
  coarse: () => Int32Array;
  /** Learns of full combinations met since; call it before the cells of their cases are asked for. */
  refresh: (all: Combos) => void;
  /** Cell of a case by its full combination and its hexagon; a pair not met before gets the next number. */
  cellOf: (combo: number, hexagon: number) => number;
  /** Cells met so far. */
  size: () => number;
  /** Coarse combination and hexagon of each cell, where there are hexagons. */
  pairs: () => { combo: Int32Array; hexagon: Int32Array };
  /** Cells that have a code of a dimension; of cuboids without hexagons. */
  cellsWith: (dimension: ComboDimension, code: number) => readonly number[];
  bytes: () => number;
}

export function createCuboid(dimensions: readonly ComboDimension[], hasHexagons = false): Cuboid {
  const combos = createCombos(dimensions);
  const pairs = createPairs();
  const lists = dimensions.map(() => new Map<number, number[]>());
  let coarse = new Int32Array(64);
  let done = 0;
  let listed = 0;

  function refresh(all: Combos): void {
    const columns = dimensions.map((dimension) => all.codes(dimension));
    for (; done < all.size(); done += 1) {
      coarse = roomFor(coarse, done);
      coarse[done] = combos.indexOf(columns.map((column) => uint16At(column, done)));
    }
    if (hasHexagons) return;
    for (; listed < combos.size(); listed += 1) {
      dimensions.forEach((dimension, at) => {
        const code = uint16At(combos.codes(dimension), listed);
        const list = itemAt(lists, at).get(code);
        if (list) list.push(listed);
        else itemAt(lists, at).set(code, [listed]);
      });
    }
  }

  return {
    dimensions,
    hasHexagons,
    combos,
    coarse: () => coarse,
    refresh,
    cellOf: (combo, hexagon) =>
      hasHexagons ? pairs.indexOf(hexagon, int32At(coarse, combo), combos.size()) : int32At(coarse, combo),
    size: () => (hasHexagons ? pairs.size() : combos.size()),
    pairs: pairs.columns,
    cellsWith: (dimension, code) => itemAt(lists, dimensions.indexOf(dimension)).get(code) ?? [],
    bytes: () => coarse.byteLength + combos.bytes() + pairs.bytes() + listed * 8 * dimensions.length,
  };
}

/** Hexagons × combinations that occur: a hexagon has few districts, so nearly all of the square is empty. */
function createPairs() {
  let stride = 64;
  let numbers = new Int32Array(64 * stride).fill(-1);
  let combo = new Int32Array(64);
  let hexagon = new Int32Array(64);
  let count = 0;

  /** The square anew, so large that a hexagon and a combination have a place. */
  function reshape(hexagons: number, combos: number): void {
    const height = Math.max(numbers.length / stride, hexagons);
    stride = Math.max(stride, combos);
    numbers = new Int32Array(height * stride).fill(-1);
    for (let at = 0; at < count; at += 1) numbers[int32At(hexagon, at) * stride + int32At(combo, at)] = at;
  }

  return {
    indexOf(ofHexagon: number, ofCombo: number, combos: number): number {
      if (combos > stride) reshape(0, combos * 2);
      if ((ofHexagon + 1) * stride > numbers.length) reshape(ofHexagon * 2, 0);
      const given = int32At(numbers, ofHexagon * stride + ofCombo);
      if (given >= 0) return given;
      numbers[ofHexagon * stride + ofCombo] = count;
      combo = roomFor(combo, count);
      hexagon = roomFor(hexagon, count);
      combo[count] = ofCombo;
      hexagon[count] = ofHexagon;
      count += 1;
      return count - 1;
    },
    size: () => count,
    columns: () => ({ combo, hexagon }),
    bytes: () => numbers.byteLength + combo.byteLength + hexagon.byteLength,
  };
}
