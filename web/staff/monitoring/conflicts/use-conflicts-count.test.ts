import { expect, test } from 'vitest';
import { weighConflicts } from './use-conflicts-count.ts';

test.each([
  [{ signals: 0, late: 0 }, { value: 0 }],
  [{ signals: 3, late: 0 }, { value: 3 }],
  [
    { signals: 3, late: 1 },
    { value: 4, tone: 'danger' },
  ],
])('%o weighs %o', (counts, weight) => {
  expect(weighConflicts(counts)).toEqual(weight);
});
