import { expect, test } from 'vitest';
import { DAY } from '../../shared/time.ts';
import {
  type BaseFacts,
  chooseExpired,
  followChains,
  isSpentSegment,
  latestReach,
  reachMoment,
  spansOf,
} from './chain.ts';
import { isArchived, nameSegment, readSegmentName, segmentOf } from './wal-names.ts';

const base = (id: string, firstSegment: number, stoppedAt: number, timeline = 1): BaseFacts => ({
  id,
  timeline,
  firstSegment,
  lastSegment: firstSegment,
  stoppedAt,
});
/** Segments, each ending at ten times its number. */
const chain = (numbers: readonly number[], timeline = 1) =>
  numbers.map((number) => ({ timeline, number, endedAt: number * 10 }));

test.each([
  ['nothing but the base', [], { to: 52, missing: null }],
  ['whole', [5, 6, 7, 8], { to: 80, missing: null }],
  ['a hole', [6, 8, 9], { to: 60, missing: 7 }],
  ['a hole at once', [7], { to: 52, missing: 6 }],
  ['what lies before it is nothing to it', [1, 2, 4], { to: 52, missing: null }],
])('how far a chain goes: %s', (_, numbers, expected) => {
  expect(followChains([base('a', 5, 52)], chain(numbers))[0]).toMatchObject({ from: 52, ...expected });
});

test('a segment of another timeline continues nothing', () => {
  expect(followChains([base('a', 5, 52)], chain([6, 7], 2))[0]).toMatchObject({ to: 52, missing: null });
});

test('which base a moment is returned from, and the spans', () => {
  const reaches = followChains(
    [base('a', 1, 12), base('b', 5, 52), base('c', 9, 95)],
    chain([2, 3, 5, 6, 7, 9, 10]),
  );
  expect(spansOf(reaches)).toEqual([
    { from: 12, to: 30 },
    { from: 52, to: 70 },
    { from: 95, to: 100 },
  ]);
  expect(reachMoment(reaches, 11)).toBeNull();
  expect(reachMoment(reaches, 12)?.base.id).toBe('a');
  expect(reachMoment(reaches, 30)?.base.id).toBe('a');
  expect(reachMoment(reaches, 31)).toBeNull();
  expect(reachMoment(reaches, 70)?.base.id).toBe('b');
  expect(reachMoment(reaches, 101)).toBeNull();
  expect(latestReach(reaches)?.base.id).toBe('c');
  expect(latestReach([])).toBeNull();
});

test('chains that overlap are one span, returned to from the later base', () => {
  const reaches = followChains([base('a', 1, 12), base('b', 3, 32)], chain([2, 3, 4, 5]));
  expect(spansOf(reaches)).toEqual([{ from: 12, to: 50 }]);
  expect(reachMoment(reaches, 40)?.base.id).toBe('b');
  expect(reachMoment(reaches, 31)?.base.id).toBe('a');
});

test.each([
  ['all are kept', [1, 2, 3], 30, []],
  ['the last of the old ones leads to the first kept day', [1, 20, 35, 40], 30, ['40']],
  ['an only one is kept however old', [400], 30, []],
  ['of old ones alone the newest stays', [100, 200, 300], 30, ['300', '200']],
])('what is not needed any more: %s', (_, ages, days, expected) => {
  const bases = ages.map((age) => base(String(age), 1000 - age, -age * DAY));
  expect(chooseExpired(bases, 0, days).map(({ id }) => id)).toEqual(expected);
});

test('segments before every kept base are spent', () => {
  const kept = [base('a', 5, 52), base('b', 9, 95)];
  expect([4, 5, 8, 20].map((number) => isSpentSegment({ timeline: 1, number }, kept))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(isSpentSegment({ timeline: 2, number: 20 }, kept)).toBe(true);
});

test('names of segments, there and back over the edge of the low part', () => {
  for (const number of [0, 1, 255, 256, 70_000]) {
    expect(readSegmentName(nameSegment(3, number))).toEqual({ timeline: 3, number });
  }
  expect(nameSegment(1, 256)).toBe('000000010000000100000000');
  expect(readSegmentName('000000010000000000000100')).toBeNull();
  expect(segmentOf('0/3000028')).toBe(3);
  expect(segmentOf('1/0')).toBe(256);
});

test.each([
  ['000000010000000000000003', true],
  ['000000010000000000000003.partial', true],
  ['000000010000000000000003.00000028.backup', true],
  ['00000002.history', true],
  ['000000010000000000000003.tmp', false],
  ['../../etc/passwd', false],
])('%s is archived: %s', (name, expected) => {
  expect(isArchived(name)).toBe(expected);
});
