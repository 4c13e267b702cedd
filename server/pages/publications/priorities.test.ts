import { expect, test } from 'vitest';
import { judgeCoverage } from './priorities.ts';

test.each([
  ['too few to judge', { received: 19, share: 0.5, postShare: 0 }, 'few'],
  ['told of as often', { received: 20, share: 0.2, postShare: 0.2 }, 'even'],
  ['told of half as often', { received: 20, share: 0.2, postShare: 0.1 }, 'even'],
  ['told of less than half as often', { received: 20, share: 0.2, postShare: 0.099 }, 'under'],
  ['not told of', { received: 400, share: 0.9, postShare: 0 }, 'under'],
])('%s', (_, topic, verdict) => {
  expect(judgeCoverage(topic, { least: 20, ratio: 0.5 })).toBe(verdict);
});
