import { expect, test } from 'vitest';
import { judgeCheck, shareThere } from './judge-checks.ts';

const TODAY = '2026-11-24';
const seen = (takenOn: string, isThere = true, at = `${takenOn}T12:00:00Z`) => ({
  isThere,
  takenOn,
  at: new Date(at),
});
const told = (since: string, isThere = true) => ({
  isThere,
  since: new Date(`${since}T09:00:00Z`),
  sinceDay: since,
});

test.each([
  ['nobody has looked', null, undefined, 'unseen'],
  ['it was not there', null, seen('2026-11-24', false), 'missing'],
  ['it was not there long ago', 30, seen('2026-01-01', false), 'missing'],
  ['it was there a year ago, and nothing asks to look again', null, seen('2025-11-24'), 'there'],
  ['on its last day a picture still proves', 30, seen('2026-10-25'), 'there'],
  ['on the day after it does not', 30, seen('2026-10-24'), 'stale'],
] as const)('by pictures alone: %s', (_, lives, look, state) =>
  expect(judgeCheck(lives, look, undefined, TODAY)).toEqual({
    state,
    by: look ? 'picture' : null,
    isDisputed: false,
  }),
);

test.each([
  ['the network alone', undefined, told('2026-11-01'), 'there network false'],
  ['the network alone, without it', undefined, told('2026-11-01', false), 'missing network false'],
  ['both say the same', seen('2026-11-10'), told('2026-11-01'), 'there picture false'],
  [
    'a person saw what stands there and differs',
    seen('2026-11-10'),
    told('2026-11-01', false),
    'there picture true',
  ],
  ['a person saw that it is wrong', seen('2026-11-10', false), told('2026-11-01'), 'missing picture true'],
  ['it changed after the picture', seen('2026-11-10'), told('2026-11-11', false), 'missing network false'],
  ['it was put right after the look', seen('2026-11-10', false), told('2026-11-11'), 'there network false'],
  ['on the same day, put down after it', seen('2026-11-11'), told('2026-11-11', false), 'there picture true'],
  [
    'at the very moment',
    seen('2026-11-11', true, '2026-11-11T09:00:00Z'),
    told('2026-11-11', false),
    'there picture true',
  ],
  [
    'on the same day, put down before it',
    seen('2026-11-11', true, '2026-11-11T08:59:59Z'),
    told('2026-11-11', false),
    'missing network false',
  ],
  [
    'an old picture that was put down late',
    seen('2026-11-10', true, '2026-11-20T12:00:00Z'),
    told('2026-11-11', false),
    'missing network false',
  ],
] as const)('%s', (_, look, word, expected) => {
  const { state, by, isDisputed } = judgeCheck(null, look, word, TODAY);
  expect(`${state} ${by} ${isDisputed}`).toBe(expected);
});

test.each([
  [['there', 'there', 'missing', 'stale'], 0.5],
  [['unseen', 'unseen'], 0],
  [['there'], 1],
  [[], 0],
] as const)('%j is %d', (states, share) => expect(shareThere(states)).toBe(share));
