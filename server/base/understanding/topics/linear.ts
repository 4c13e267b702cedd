import type { SparseRow } from './vocabulary.ts';

/** Rows in compressed form, shared by all classes. */
export interface Matrix {
  starts: Int32Array;
  columns: Int32Array;
  values: Float32Array;
  width: number;
}

/** Packs sparse rows of a common width. */
export function packRows(rows: readonly SparseRow[], width: number): Matrix {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    starts[index + 1] = starts[index]! + row.columns.length;
  });
  const total = starts[rows.length]!;
  const columns = new Int32Array(total);
  const values = new Float32Array(total);
  rows.forEach((row, index) => {
    columns.set(row.columns, starts[index]!);
    values.set(row.values, starts[index]!);
  });
  return { starts, columns, values, width };
}

/** Σ row × weights. */
export function dot(row: SparseRow, weights: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < row.columns.length; index += 1) {
    sum += weights[row.columns[index]!]! * row.values[index]!;
  }
  return sum;
}

export interface Solver {
  /** Cost of an error: greater fits closer. */
  cost: number;
  passes: number;
}

/** A class is told from the rest within this violation of optimality, as in LIBLINEAR. */
const TOLERANCE = 0.1;

/**
 * One class against the rest: L2-regularised support vector machine with squared hinge loss, by dual coordinate descent
 * with shrinking (Hsieh et al. 2008, algorithm of LIBLINEAR `-s 1`). The same input gives the same weights.
 */
export function separate(matrix: Matrix, isMember: Uint8Array, { cost, passes }: Solver): Float32Array {
  const { starts, columns, values, width } = matrix;
  const count = isMember.length;
  const weights = new Float32Array(width);
  const alpha = new Float64Array(count);
  const slack = 0.5 / cost;
  const curvature = curvatureOf(matrix, slack);
  const order = Int32Array.from({ length: count }, (_, row) => row);
  const random = makeRandom();
  let active = count;
  let bound = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, active, random);
    let greatest = Number.NEGATIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (let place = 0; place < active; place += 1) {
      const row = order[place]!;
      const sign = isMember[row] ? 1 : -1;
      const end = starts[row + 1]!;
      let margin = 0;
      for (let at = starts[row]!; at < end; at += 1) margin += weights[columns[at]!]! * values[at]!;
      const gradient = margin * sign - 1 + alpha[row]! * slack;
      let projected = gradient;
      if (alpha[row] === 0) {
        if (gradient > bound) {
          // Far on the right side: out of the game until the rest has settled.
          active -= 1;
          order[place] = order[active]!;
          order[active] = row;
          place -= 1;
          continue;
        }
        if (gradient > 0) projected = 0;
      }
      greatest = Math.max(greatest, projected);
      least = Math.min(least, projected);
      if (Math.abs(projected) < 1e-12) continue;
      const former = alpha[row]!;
      alpha[row] = Math.max(former - gradient / curvature[row]!, 0);
      const change = (alpha[row] - former) * sign;
      for (let at = starts[row]!; at < end; at += 1) weights[columns[at]!]! += change * values[at]!;
    }
    if (greatest - least < TOLERANCE) {
      if (active === count) break;
      active = count;
      bound = Number.POSITIVE_INFINITY;
    } else {
      bound = greatest <= 0 ? Number.POSITIVE_INFINITY : greatest;
    }
  }
  return weights;
}

/** Curvature of the dual along each row. */
export const curvatureOf = ({ starts, values }: Matrix, slack: number): Float64Array =>
  Float64Array.from({ length: starts.length - 1 }, (_, row) => {
    let sum = slack;
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) sum += values[at]! * values[at]!;
    return sum;
  });

/** Numbers 0 … n − 1 at random, the same in every run (Park and Miller). */
export function makeRandom(seed = 20210520): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** Puts the first `count` in a random order. */
export function shuffle(order: Int32Array, count: number, random: (below: number) => number): void {
  for (let place = 0; place < count; place += 1) {
    const other = place + random(count - place);
    const kept = order[place]!;
    order[place] = order[other]!;
    order[other] = kept;
  }
}
