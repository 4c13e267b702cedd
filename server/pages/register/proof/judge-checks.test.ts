import { expect, test } from 'vitest';
import { judgeCheck, shareThere } from './judge-checks.ts';

const seen = (takenOn: string, isThere = true) => ({ isThere, takenOn });

test.each([
  ['nobody has looked', null, undefined, 'unseen'],
  ['it was not there', null, seen('2026-11-24', false), 'missing'],
  ['it was not there long ago', 30, seen('2026-01-01', false), 'missing'],
  ['it was there a year ago, and nothing asks to look again', null, seen('2025-11-24'), 'there'],
  ['on its last day a picture still proves', 30, seen('2026-10-25'), 'there'],
  ['on the day after it does not', 30, seen('2026-10-24'), 'stale'],
] as const)('%s', (_, lives, look, state) => expect(judgeCheck(lives, look, '2026-11-24')).toBe(state));

test.each([
  [['there', 'there', 'missing', 'stale'], 0.5],
  [['unseen', 'unseen'], 0],
  [['there'], 1],
  [[], 0],
] as const)('%j is %d', (states, share) => expect(shareThere(states)).toBe(share));
