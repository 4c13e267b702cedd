import { expect, test } from 'vitest';
import { hideDistricts } from './districts.ts';

const rules = { smallest: 5, width: 5 };
const told = (...counts: number[]) =>
  hideDistricts(
    counts.map((count, at) => ({ id: `d${at}`, count })),
    rules,
  ).map(({ count }) => count);

test.each<[string, number[], (number | null)[]]>([
  ['all are many', [20, 30, 50], [20, 30, 50]],
  ['nobody is nobody', [20, 30, 0], [20, 30, 0]],
  ['of fewer than five in all nothing is told', [2, 2, 0], []],
  ['of one district there is nothing to tell', [40], []],
])('%s', (_, counts, expected) => {
  expect(told(...counts)).toEqual(expected);
});

test('few are hidden with another, for nobody to subtract', () => {
  const counts = told(20, 3, 50);
  expect(counts[1]).toBeNull();
  expect(counts.filter((count) => count === null)).toHaveLength(2);
});
