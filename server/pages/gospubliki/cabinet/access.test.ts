import { expect, test } from 'vitest';
import { judgeAccess } from './access.ts';

test.each([
  [null, 'unset'],
  ['2026-11-24', 'over'],
  ['2026-11-25', 'soon'],
  ['2026-12-25', 'soon'],
  ['2026-12-26', 'holds'],
] as const)('an access until %s: %s', (until, state) => {
  expect(judgeAccess(until, '2026-11-25', 30)).toBe(state);
});
