import { expect, test } from 'vitest';
import { isOffAgenda, isOpenItem, refuseFate } from './fate.ts';

const states = ['waiting', 'current', 'done', 'withdrawn', 'postponed'] as const;

test('an item is open while it waits or is in hand, off the agenda once it is withdrawn or postponed', () => {
  expect(states.filter(isOpenItem)).toEqual(['waiting', 'current']);
  expect(states.filter(isOffAgenda)).toEqual(['withdrawn', 'postponed']);
});

test.each(states)('«%s»: what may become of it', (state) => {
  const may = (fate: 'withdrawn' | 'postponed' | 'waiting', decisions = 0) =>
    refuseFate({ state, decisions }, fate, null) === null;
  const isOff = state === 'withdrawn' || state === 'postponed';
  expect([may('withdrawn'), may('postponed'), may('waiting')]).toEqual([!isOff, !isOff, isOff]);
  expect([may('withdrawn', 1), may('postponed', 1)]).toEqual([false, false]);
});

test('what has come back to a later meeting is put back only while that one has not begun', () => {
  const item = { state: 'postponed' as const, decisions: 0 };
  expect(refuseFate(item, 'waiting', { hasBegun: false })).toBeNull();
  expect(refuseFate(item, 'waiting', { hasBegun: true })).toContain('следующем');
});
