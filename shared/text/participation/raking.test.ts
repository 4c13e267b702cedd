import { describe, expect, test } from 'vitest';
import { rakeWeights, type SampleCell } from './raking.ts';

const rules = { rounds: 200, most: 100 };
const cells = (...counts: number[][]): SampleCell[] =>
  counts.flatMap((row, at) => row.map((count, column) => ({ groups: [at, column], count })));

/**
 * An independent way to the same weights for a table of two by two: raking keeps the odds ratio of the sample, so the first cell x of a
 * table of shares with margins r and c solves x(1 − r − c + x) = odds·(r − x)(c − x).
 */
function solveTwoByTwo(
  [[a, b], [c, d]]: [[number, number], [number, number]],
  row: number,
  column: number,
): number[] {
  const odds = (a * d) / (b * c);
  let [low, high] = [Math.max(0, row + column - 1), Math.min(row, column)];
  for (let step = 0; step < 200; step += 1) {
    const x = (low + high) / 2;
    if (x * (1 - row - column + x) < odds * (row - x) * (column - x)) low = x;
    else high = x;
  }
  const x = (low + high) / 2;
  const n = a + b + c + d;
  return [(x * n) / a, ((row - x) * n) / b, ((column - x) * n) / c, ((1 - row - column + x) * n) / d];
}

describe('raking', () => {
  test.each<[[[number, number], [number, number]], number, number]>([
    [
      [
        [30, 10],
        [20, 40],
      ],
      0.5,
      0.5,
    ],
    [
      [
        [5, 60],
        [25, 10],
      ],
      0.3,
      0.7,
    ],
    [
      [
        [100, 1],
        [50, 9],
      ],
      0.62,
      0.48,
    ],
  ])('agrees with the table that keeps the odds of the sample: %j', (table, row, column) => {
    const raked = rakeWeights(
      cells(...table),
      [
        [row, 1 - row],
        [column, 1 - column],
      ],
      rules,
    );
    const expected = solveTwoByTwo(table, row, column);
    for (const [at, weight] of raked.weights.entries()) expect(weight).toBeCloseTo(expected[at]!, 4);
    expect(raked.isSettled).toBe(true);
  });

  test('by one side it is the plain ratio of shares', () => {
    const raked = rakeWeights(
      [
        { groups: [0], count: 80 },
        { groups: [1], count: 20 },
      ],
      [[0.5, 0.5]],
      rules,
    );
    expect(raked.weights).toEqual([expect.closeTo(0.625, 6), expect.closeTo(2.5, 6)]);
    // n·Σw² / (Σw)², by hand: 100 · (80·0.390625 + 20·6.25) / 100² = 1.5625.
    expect(raked.designEffect).toBeCloseTo(1.5625, 6);
    expect(raked.effective).toBeCloseTo(64, 4);
    expect(raked.largest).toBeCloseTo(2.5, 6);
  });

  test('a group nobody answered of is left out, and the rest makes up the whole', () => {
    const raked = rakeWeights(
      [
        { groups: [0], count: 50 },
        { groups: [1], count: 50 },
      ],
      [[0.2, 0.2, 0.6]],
      rules,
    );
    expect(raked.weights).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    expect(raked.isSettled).toBe(true);
  });

  test('no answer counts for more than the rule lets it, and that is told', () => {
    const raked = rakeWeights(
      [
        { groups: [0], count: 99 },
        { groups: [1], count: 1 },
      ],
      [[0.5, 0.5]],
      { rounds: 50, most: 5 },
    );
    expect(raked.weights).toEqual([expect.closeTo(95 / 99, 6), 5]);
    expect(raked.largest).toBe(5);
    expect(raked.isSettled).toBe(false);
  });

  test('a sample like the city is not changed; an empty one has no weights to speak of', () => {
    const same = rakeWeights(
      cells([25, 25], [25, 25]),
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
      rules,
    );
    expect(same).toMatchObject({ weights: [1, 1, 1, 1], designEffect: 1, effective: 100 });
    expect(rakeWeights(cells([0, 0]), [[1], [0.5, 0.5]], rules)).toMatchObject({
      largest: 0,
      designEffect: 1,
      effective: 0,
    });
  });
});
