import { expect, it, test } from 'vitest';
import { type Formula, type MonthFacts, scorePage } from './score.ts';

const formula: Formula = {
  terms: [
    { id: 'norm', weight: 0.4 },
    { id: 'checks', weight: 0.3 },
    { id: 'known', weight: 0.15 },
    { id: 'reach', weight: 0.15 },
  ],
  fullReach: 0.3,
};
const facts: MonthFacts = {
  metWeeks: 3,
  knownWeeks: 4,
  weeks: 5,
  checksThere: 9,
  checks: 12,
  reach: 300,
  followers: 2000,
};
const score = (given: Partial<MonthFacts> = {}) => scorePage({ ...facts, ...given }, formula);

it('is the weighted mean of its terms, each with what it was counted from', () => {
  expect(score()).toEqual({
    // 100 × (0.4 × 0.75 + 0.3 × 0.75 + 0.15 × 0.8 + 0.15 × 0.5)
    score: 72,
    terms: [
      { id: 'norm', weight: 0.4, part: 3, whole: 4, value: 0.75 },
      { id: 'checks', weight: 0.3, part: 9, whole: 12, value: 0.75 },
      { id: 'known', weight: 0.15, part: 4, whole: 5, value: 0.8 },
      { id: 'reach', weight: 0.15, part: 300, whole: 2000, value: 0.5 },
    ],
  });
});

test.each<[string, Partial<MonthFacts>, number | null]>([
  ['all there is', { metWeeks: 4, weeks: 4, checksThere: 12, reach: 600 }, 100],
  [
    'a reach beyond the full one is worth no more',
    { metWeeks: 4, weeks: 4, checksThere: 12, reach: 2000 },
    100,
  ],
  ['nothing at all', { metWeeks: 0, knownWeeks: 4, weeks: 4, checksThere: 0, reach: 0 }, 15],
  ['reach that was not entered leaves its weight to the others', { reach: null }, 75.9],
  ['followers that were not entered do so too', { followers: null }, 75.9],
  ['nobody follows: nothing to divide by', { followers: 0 }, 75.9],
  [
    'no week is known: the norm says nothing, and that nothing is known costs',
    { metWeeks: 0, knownWeeks: 0 },
    50,
  ],
  ['no week has ended yet', { metWeeks: 0, knownWeeks: 0, weeks: 0 }, 66.7],
  [
    'nothing is known',
    { metWeeks: 0, knownWeeks: 0, weeks: 0, checksThere: 0, checks: 0, reach: null },
    null,
  ],
])('%s', (_, given, expected) => expect(score(given).score).toBe(expected));
