import { expect, test } from 'vitest';
import { countMeasure, decimalMeasure, shareMeasure } from './measures.ts';
import { makeValueAxis, pickLabels, spanOf } from './scale.ts';
import { usualSpread } from './spread.ts';

test.each<[string, number[], boolean, [number, number]]>([
  ['several values of a line', [3, 11], false, [3, 11]],
  ['bars begin at nothing', [3, 11], true, [0, 11]],
  ['losses end at nothing', [-7, -3], true, [-7, 0]],
  ['both signs', [-7, 4], true, [-7, 4]],
  ['one value has room on both sides', [6], false, [3, 9]],
  ['one negative value', [-6], false, [-9, -3]],
  ['nothing but zero', [0, 0], false, [0, 1]],
  ['no value at all', [], true, [0, 1]],
])('ends of an axis: %s', (_, values, beginsAtZero, ends) => {
  expect(spanOf(values, beginsAtZero)).toEqual(ends);
});

test.each<[string, number[], typeof countMeasure, string[]]>([
  ['small numbers', [0, 18], countMeasure, ['0', '5', '10', '15', '20']],
  ['a comma, not a dot', [0, 1], decimalMeasure, ['0', '0,2', '0,4', '0,6', '0,8', '1']],
  ['no half of a message', [0, 1], countMeasure, ['0', '1']],
  [
    'thousands in words',
    [0, 42_000],
    countMeasure,
    ['0', '10 тыс.', '20 тыс.', '30 тыс.', '40 тыс.', '50 тыс.'],
  ],
  ['milliards in words', [0, 4e9], countMeasure, ['0', '1 млрд', '2 млрд', '3 млрд', '4 млрд']],
  ['a minus and no hyphen', [-4, 0], countMeasure, ['−4', '−3', '−2', '−1', '0']],
  ['shares', [0, 0.2], shareMeasure, ['0 %', '5 %', '10 %', '15 %', '20 %']],
  ['no two ticks read alike', [0, 0.012], shareMeasure, ['0 %', '1 %']],
])('ticks: %s', (_, values, measure, labels) => {
  const { ticks } = makeValueAxis(values, [100, 0], { measure, beginsAtZero: true });
  expect(ticks.map(({ label }) => label.replaceAll('\u00a0', ' '))).toEqual(labels);
});

test('a value lies on the axis in proportion', () => {
  const axis = makeValueAxis([0, 20], [100, 0], { measure: countMeasure, beginsAtZero: true });
  expect([axis.place(0), axis.place(5), axis.place(20)]).toEqual([100, 75, 0]);
});

test.each<[string, number, number[]]>([
  ['all of them', 60, [0, 1, 2, 3]],
  ['every second, the last one always', 20, [1, 3]],
  ['the last one alone', 5, [3]],
])('names under an axis: %s', (_, step, kept) => {
  expect([...pickLabels(['янв', 'фев', 'мар', 'апр'], (at) => at * step)].reverse()).toEqual(kept);
});

test('the usual spread is between the quarters of the six values before, and unknown of fewer than four', () => {
  const { low, high } = usualSpread([1, 2, 3, 4, 5, null, 7, 100]);
  expect(low).toEqual([null, null, null, null, 1.75, 2, 2, 3]);
  expect(high).toEqual([null, null, null, null, 3.25, 4, 4, 5]);
});
