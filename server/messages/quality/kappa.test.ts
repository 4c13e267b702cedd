import { expect, test } from 'vitest';
import { cohenKappa } from './kappa.ts';

const pairs = (counts: readonly [string, string, number][]) =>
  counts.flatMap(([a, b, count]) => Array.from({ length: count }, () => [a, b] as const));

test('the textbook table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give 0.4', () => {
  const table = pairs([
    ['y', 'y', 20],
    ['y', 'n', 5],
    ['n', 'y', 10],
    ['n', 'n', 15],
  ]);
  expect(cohenKappa(table)).toBeCloseTo(0.4, 10);
});

test('full agreement is 1, full disagreement is below zero, one answer alone tells nothing', () => {
  expect(
    cohenKappa(
      pairs([
        ['y', 'y', 3],
        ['n', 'n', 4],
      ]),
    ),
  ).toBe(1);
  expect(
    cohenKappa(
      pairs([
        ['y', 'n', 3],
        ['n', 'y', 3],
      ]),
    ),
  ).toBe(-1);
  expect(cohenKappa(pairs([['y', 'y', 5]]))).toBeNull();
  expect(cohenKappa([])).toBeNull();
});
