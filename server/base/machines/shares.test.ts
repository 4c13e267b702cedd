import { expect, it } from 'vitest';
import { createShares } from './shares.ts';

it('gives each key its calls a minute, and says how long the next has to wait', () => {
  let at = 0;
  const { take } = createShares(() => at);
  expect([take('a', 2), take('a', 2)]).toEqual([0, 0]);
  at = 15_000;
  expect([take('a', 2), take('b', 1), take('b', 1)]).toEqual([45_000, 0, 60_000]);
  at = 59_999;
  expect(take('a', 2)).toBe(1);
  at = 60_000;
  expect([take('a', 2), take('a', 2), take('a', 2)]).toEqual([0, 0, 60_000]);
});
