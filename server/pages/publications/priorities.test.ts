import { expect, test } from 'vitest';
import { judgeCoverage } from './priorities.ts';

test.each([
  ['too few to judge', { received: 19, share: 0.5, postShare: 0, sure: 10 }, 'few'],
  ['of too few posts the topic is known', { received: 400, share: 0.9, postShare: 0, sure: 9 }, 'few'],
  ['told of as often', { received: 20, share: 0.2, postShare: 0.2, sure: 10 }, 'even'],
  ['told of half as often', { received: 20, share: 0.2, postShare: 0.1, sure: 10 }, 'even'],
  ['told of less than half as often', { received: 20, share: 0.2, postShare: 0.099, sure: 10 }, 'under'],
  ['not told of', { received: 400, share: 0.9, postShare: 0, sure: 10 }, 'under'],
])('%s', (_, topic, verdict) => {
  expect(judgeCoverage(topic, { least: 20, leastPosts: 10, ratio: 0.5 })).toBe(verdict);
});
