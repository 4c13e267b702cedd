import { expect, test } from 'vitest';
import { falseShares, medianOf, normalTail, poissonTail } from './chance.ts';

test.each([
  // The sum of the distribution's terms in 64-bit floats, by logarithms.
  [0, 3, 1],
  [1, 1, 0.63212],
  [5, 1, 0.00366],
  [10, 5, 0.03183],
  [220, 200, 0.08551],
  [260, 220, 0.00466],
  [1100, 1000, 0.00096],
  [1000, 1000, 0.50421],
])('%i or more where %i are usual', (count, mean, chance) => {
  expect(poissonTail(count, mean)).toBeCloseTo(chance, 3);
});

test('the approximation goes on where the sum ends', () => {
  expect(poissonTail(240, 200.0001)).toBeCloseTo(poissonTail(240, 200), 4);
});

test.each([
  [0, 0.5],
  [1.96, 0.025],
  [3, 0.00135],
  [-1.96, 0.975],
])('normal tail above %f', (z, chance) => {
  expect(normalTail(z)).toBeCloseTo(chance, 4);
});

test('median of even and odd', () => {
  expect([medianOf([1, 2, 9]), medianOf([1, 2, 4, 9]), medianOf([])]).toEqual([2, 3, Number.NaN]);
});

test('shares of false alarms: the example of Benjamini and Hochberg (1995), in any order', () => {
  const chances = [
    0.0459, 0.0001, 0.324, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.4262, 0.5719, 0.6528,
    0.759, 1.0,
  ];
  const shares = falseShares(chances);
  const called = chances.filter((_, at) => shares[at]! <= 0.05).sort((a, b) => a - b);
  expect(called).toEqual([0.0001, 0.0004, 0.0019, 0.0095]);
  expect(falseShares([])).toEqual([]);
});
