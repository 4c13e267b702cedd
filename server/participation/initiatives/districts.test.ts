import { expect, test } from 'vitest';
import { hideDistricts } from './districts.ts';

const rules = { smallest: 5, width: 5 };
const hide = (counts: readonly number[], by: { smallest: number; width: number }) =>
  hideDistricts(
    counts.map((count, at) => ({ id: `d${at}`, count })),
    by,
  ).map(({ count }) => count);

const told = (...counts: number[]) => hide(counts, rules);

test.each<[string, number[], (number | null)[]]>([
  ['all are many', [20, 30, 50], [20, 30, 50]],
  ['nobody is nobody', [20, 30, 0], [20, 30, 0]],
  ['of fewer than five in all nothing is told', [2, 2, 0], []],
  ['of one district there is nothing to tell', [40], []],
  ['two are a table', [20, 30], [20, 30]],
  ['five of one district are enough', [5, 0], [5, 0]],
])('%s', (_, counts, expected) => {
  expect(told(...counts)).toEqual(expected);
});

test('few are hidden with another, for nobody to subtract', () => {
  const counts = told(20, 3, 50);
  expect(counts[1]).toBeNull();
  expect(counts.filter((count) => count === null)).toHaveLength(2);
});

test('as many as the wider of the two rules ask for', () => {
  expect(hide([7, 0], { smallest: 5, width: 8 })).toEqual([]);
  expect(hide([7, 0], { smallest: 8, width: 5 })).toEqual([]);
});
