import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.parse('2026-11-29T10:00:00Z');

it.each([
  ['120', 120_000],
  [' 1 ', 1000],
  ['0', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
  ['999999999', 86_400_000],
  ['Sun, 29 Nov 2026 10:00:30 GMT', 30_000],
  ['Sun, 29 Nov 2026 09:00:00 GMT', undefined],
])('Retry-After «%s» is %s ms', (said, wait) => {
  expect(readRetryAfter(new Headers({ 'retry-after': said }), now)).toBe(wait);
});

it('asks for nothing when it is not there', () => {
  expect(readRetryAfter(new Headers(), now)).toBeUndefined();
});
