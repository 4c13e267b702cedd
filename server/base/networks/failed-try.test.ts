import { describe, expect, test } from 'vitest';
import { NetworkFailure, type NetworkTrouble } from './connector.ts';
import { afterFailure, failureOf } from './failed-try.ts';

const now = new Date('2026-11-24T09:00:00Z');
const comesTo = (trouble: NetworkTrouble, attempts: number, retryAfter?: number) => {
  const next = afterFailure(new NetworkFailure(trouble, 'Причина', retryAfter), attempts, now);
  return 'nextAt' in next ? next.nextAt.getTime() - now.getTime() : next;
};

describe('a try that failed', () => {
  test.each([
    ['later', 1, undefined, 10_000],
    ['later', 2, undefined, 20_000],
    ['later', 7, undefined, 640_000],
    ['later', 1, 90_000, 90_000],
    ['later', 1, 86_400_000, 1_800_000],
  ] as const)(
    'of «%s», the %ith, asked to wait %s, is made again in %i ms',
    (trouble, attempts, wait, ms) => {
      expect(comesTo(trouble, attempts, wait)).toBe(ms);
    },
  );

  test.each([
    ['later', 8, 'failed'],
    ['rights', 1, 'failed'],
    ['refused', 1, 'failed'],
    ['form', 1, 'failed'],
    ['unknown', 1, 'unknown'],
    ['unknown', 8, 'unknown'],
  ] as const)('of «%s», the %ith, goes to a person as %s', (trouble, attempts, state) => {
    expect(comesTo(trouble, attempts)).toEqual({ state, reason: 'Причина' });
  });

  test('in words of the network keeps them; whatever else was thrown may have been done all the same', () => {
    const said = new NetworkFailure('rights', 'Нет прав');
    expect(failureOf(said)).toBe(said);
    expect(failureOf(new TypeError('socket hang up'))).toMatchObject({
      trouble: 'unknown',
      message: 'Ответ сети не получен',
    });
  });
});
