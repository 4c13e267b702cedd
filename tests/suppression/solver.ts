import { createRequire } from 'node:module';
import type { Highs } from 'highs';
import { once } from '../../server/lib/once.ts';

/** What an attacker knows and asks, in whole numbers, answered by HiGHS: a solver that shares nothing with the rule it is set on. */

/** A sum of unknowns by their number. */
export type Sum = ReadonlyMap<number, number>;

export interface Fact {
  sum: Sum;
  low: number;
  high: number;
}

export interface Model {
  /** Unknowns, whole numbers not below nothing. */
  count: number;
  facts: readonly Fact[];
}

export interface Range {
  low: number;
  high: number;
}

/** No count of a city's month comes near it. */
const MOST = 20_000;
const OPTIMAL = 7;
/** Directions asked at once before each question is asked alone. */
const ROUNDS = 8;

// Its types are those of the CommonJS build.
const load: () => Promise<Highs> = createRequire(import.meta.url)('highs');

export const openSolver = once(load);

/**
 * What each of the sums can be: narrowed no further than to `widths`, which many of them keep in a few answers; the others are
 * asked for their least and their most. Throws when the facts contradict one another.
 */
export function findRanges(
  highs: Highs,
  model: Model,
  asked: readonly { sum: Sum; width: number }[],
  dice: () => number,
): Range[] {
  const ranges = asked.map((): Range => ({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }));
  highs.withModel(dataOf(highs, model), (solver) => {
    solver.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    const solve = (costs: Float64Array): void => {
      solver.changeColsCost({ kind: 'range', from: 0, to: model.count - 1 }, costs);
      solver.run();
      if (solver.getModelStatus() !== OPTIMAL)
        throw new Error(`Опубликованное противоречит себе: состояние ${solver.getModelStatus()}`);
      const values = solver.getSolution().colValue;
      for (const [at, { sum }] of asked.entries()) {
        let value = 0;
        for (const [unknown, times] of sum) value += times * Math.round(values[unknown]!);
        const range = ranges[at]!;
        range.low = Math.min(range.low, value);
        range.high = Math.max(range.high, value);
      }
    };
    const isWide = (at: number): boolean => ranges[at]!.high - ranges[at]!.low >= asked[at]!.width;
    const costsOf = (weigh: (at: number) => number): Float64Array => {
      const costs = new Float64Array(model.count);
      for (const [at, { sum }] of asked.entries()) {
        const weight = weigh(at);
        if (weight !== 0) for (const [unknown, times] of sum) costs[unknown]! += weight * times;
      }
      return costs;
    };
    for (let round = 0; round < ROUNDS && asked.some((_, at) => !isWide(at)); round += 1)
      solve(costsOf((at) => (isWide(at) ? 0 : 1 + Math.floor(dice() * 3)) * (dice() < 0.5 ? 1 : -1)));
    for (const at of asked.keys()) {
      for (const sign of [-1, 1]) if (!isWide(at)) solve(costsOf((one) => (one === at ? sign : 0)));
    }
  });
  return ranges;
}

function dataOf(highs: Highs, { count, facts }: Model) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { sum } of facts) {
    for (const [unknown, times] of sum) {
      indices.push(unknown);
      values.push(times);
    }
    starts.push(indices.length);
  }
  return {
    numCols: count,
    numRows: facts.length,
    colCost: new Float64Array(count),
    colLower: new Float64Array(count),
    colUpper: new Float64Array(count).fill(MOST),
    rowLower: Float64Array.from(facts, ({ low }) => low),
    rowUpper: Float64Array.from(facts, ({ high }) => high),
    matrix: { format: 'csr' as const, numRows: facts.length, numCols: count, starts, indices, values },
    integrality: new Int32Array(count).fill(highs.constants.variableType.integer),
  };
}
