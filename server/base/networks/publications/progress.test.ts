import { describe, expect, test } from 'vitest';
import { NetworkFailure, type NetworkTrouble } from '../connector.ts';
import {
  afterChangeFailure,
  afterLookInVain,
  afterPublishFailure,
  afterStandingLook,
  readsAsEdited,
} from './progress.ts';

const now = new Date('2026-12-01T09:00:00Z');
const failure = (trouble: NetworkTrouble, wait?: number) => new NetworkFailure(trouble, 'Причина', wait);
const seconds = (at: Date | null): number | null => at && (at.getTime() - now.getTime()) / 1000;

describe('a try of a post that failed', () => {
  test.each([
    ['later', 1, undefined, 10],
    ['later', 1, 90_000, 90],
    ['later', 19, undefined, 1800],
  ] as const)(
    'of «%s», the %ith, asked to wait %s, is made again in %i s',
    (trouble, attempts, wait, then) => {
      const next = afterPublishFailure(failure(trouble, wait), attempts, now);
      expect(next).toMatchObject({ state: 'waiting', reason: 'Причина', stopsPage: false });
      expect('nextAt' in next && seconds(next.nextAt)).toBe(then);
    },
  );

  test('of a key stops the page, however often', () => {
    for (const attempts of [1, 500])
      expect(afterPublishFailure(failure('key'), attempts, now)).toEqual({
        state: 'waiting',
        nextAt: now,
        reason: 'Причина',
        stopsPage: true,
      });
  });

  test.each([
    ['later', 20, 'failed'],
    ['rights', 1, 'failed'],
    ['refused', 1, 'failed'],
    ['missing', 1, 'failed'],
    ['form', 1, 'failed'],
    ['unknown', 1, 'unknown'],
    ['unknown', 20, 'unknown'],
  ] as const)('of «%s», the %ith, goes to a person as %s', (trouble, attempts, state) => {
    expect(afterPublishFailure(failure(trouble), attempts, now)).toEqual({ state, reason: 'Причина' });
  });
});

describe('a look that showed nothing', () => {
  test.each([
    ['publishing', 1, 'publishing', 30],
    ['publishing', 2, 'publishing', 60],
    ['publishing', 3, 'publishing', 120],
    ['publishing', 4, 'publishing', 300],
    ['publishing', 5, 'unknown', 600],
    ['unknown', 1, 'unknown', 60],
    ['unknown', 2, 'unknown', 180],
    ['unknown', 3, 'unknown', 600],
    ['unknown', 4, 'unknown', 1800],
    ['unknown', 5, 'unknown', null],
  ] as const)('of one %s, the %ith, leaves it %s and looks in %s s', (state, looks, then, wait) => {
    const next = afterLookInVain(state, looks, now);
    expect([next.state, seconds(next.nextAt)]).toEqual([then, wait]);
  });
});

describe('a look a day later', () => {
  const look = (seen: 'there' | 'gone' | 'failed', looks = 0, isMissed = false) => {
    const next = afterStandingLook(seen, { looks, isMissed }, now);
    return 'standing' in next ? next.standing : [next.looks, next.isMissed, seconds(next.nextAt)];
  };

  test('believes at once what it sees, and gone when it is seen twice', () => {
    expect(look('there')).toBe('stood');
    expect(look('there', 3, true)).toBe('stood');
    expect(look('gone')).toEqual([0, true, 600]);
    expect(look('gone', 0, true)).toBe('lost');
  });

  test('that fails says nothing and is made again, for a day', () => {
    expect(look('failed')).toEqual([1, false, 3600]);
    expect(look('failed', 1, true)).toEqual([2, true, 3600]);
    expect(look('failed', 22)).toEqual([23, false, 3600]);
    expect(look('failed', 23)).toEqual([24, false, null]);
  });
});

describe('an edit or a removal that failed', () => {
  const next = (trouble: NetworkTrouble, attempts: number) => {
    const { state, nextAt, stopsPage } = afterChangeFailure(failure(trouble), attempts, now);
    return [state, seconds(nextAt), stopsPage];
  };

  test('may be done twice: what nobody knows is tried again, a minute later each time', () => {
    expect(next('unknown', 1)).toEqual(['unknown', 60, false]);
    expect(next('unknown', 5)).toEqual(['unknown', 300, false]);
    expect(next('unknown', 6)).toEqual(['unknown', null, false]);
  });

  test('waits where the network asks for it, or for a key; else it has failed', () => {
    expect(next('later', 1)).toEqual(['waiting', 10, false]);
    expect(next('later', 6)).toEqual(['failed', null, false]);
    expect(next('key', 6)).toEqual(['waiting', 0, true]);
    for (const trouble of ['rights', 'refused', 'missing', 'form'] as const)
      expect(next(trouble, 1)).toEqual(['failed', null, false]);
  });
});

test.each([
  ['Стало', true],
  [' Стало\n', true],
  ['Было', false],
  ['Было ', false],
  ['[club1|Стало]', true],
])('a post that shows «%s» reads as edited: %s', (shown, isEdited) => {
  expect(readsAsEdited(shown, 'Было', 'Стало')).toBe(isEdited);
});
