import { expect, test } from 'vitest';
import { isAwaited, outsideState } from './approval-links.ts';

const NOW = new Date('2026-11-25T07:00:00Z');
const LATER = new Date('2026-11-25T07:00:01Z');

test.each([
  [{ answer: null, dropped_at: null, expires_at: LATER }, 'waiting', true],
  // The very moment is over.
  [{ answer: null, dropped_at: null, expires_at: NOW }, 'late', true],
  [{ answer: null, dropped_at: NOW, expires_at: LATER }, 'dropped', false],
  [{ answer: null, dropped_at: NOW, expires_at: NOW }, 'dropped', false],
  [{ answer: 'agreed', dropped_at: null, expires_at: NOW }, 'agreed', false],
  [{ answer: 'returned', dropped_at: null, expires_at: LATER }, 'returned', false],
] as const)('%o is %s', (link, state, awaited) => {
  expect([outsideState(link, NOW), isAwaited(link)]).toEqual([state, awaited]);
});
