import { describe, expect, it } from 'vitest';
import { joinPauses, pausedSince, skipPausedDays, skipPauses } from './pauses.ts';

const pause = (from: number, to: number | null) => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
  reason: 'ждём уточнения от жителя',
});

describe('pauses are joined', () => {
  it.each([
    ['none', [], []],
    ['one', [pause(10, 20)], [[10, 20]]],
    [
      'two apart, in order of time',
      [pause(30, 40), pause(10, 20)],
      [
        [10, 20],
        [30, 40],
      ],
    ],
    ['two that overlap', [pause(10, 30), pause(20, 40)], [[10, 40]]],
    ['two that touch', [pause(10, 20), pause(20, 30)], [[10, 30]]],
    ['one within another', [pause(10, 40), pause(20, 30)], [[10, 40]]],
    [
      'three out of order',
      [pause(50, 60), pause(10, 20), pause(15, 30)],
      [
        [10, 30],
        [50, 60],
      ],
    ],
    ['one that still lasts takes no time', [pause(10, null), pause(20, 30)], [[20, 30]]],
    ['one of no length', [pause(10, 10)], []],
    ['what lies before the start', [pause(0, 5), pause(1, 8)], [[5, 8]]],
    ['one that ends as the clock starts', [pause(0, 5)], []],
  ])('%s', (_name, pauses, stops) => {
    expect(joinPauses(pauses, 5)).toEqual(stops);
  });

  it.each([
    ['a beginning', pause(Number.NaN, 10)],
    ['an end', pause(10, Number.NaN)],
  ])('refuses %s that is no date', (_name, wrong) => {
    expect(() => joinPauses([wrong], 0)).toThrow(RangeError);
  });
});

it.each([
  ['no pause', undefined, undefined],
  ['one that ended', [pause(10, 20)], undefined],
  ['one that lasts', [pause(10, 20), pause(30, null)], 30],
  ['the first of two that last', [pause(40, null), pause(30, null)], 30],
])('a clock with %s stands since %j', (_name, pauses, since) => {
  expect(pausedSince(pauses)?.getTime()).toBe(since);
});

describe('a target moves', () => {
  const asIs = (at: number) => at;
  it.each([
    ['past a pause before it', [[10, 15]], 20, 25],
    [
      'past two',
      [
        [10, 15],
        [18, 20],
      ],
      20,
      27,
    ],
    [
      'past one that begins before the target as moved',
      [
        [10, 15],
        [22, 30],
      ],
      20,
      33,
    ],
    ['not past one that begins as it is reached', [[20, 30]], 20, 20],
    ['not past one after it', [[21, 30]], 20, 20],
  ] as const)('%s', (_name, stops, target, moved) => {
    expect(skipPauses(stops, target, asIs)).toBe(moved);
  });

  it.each([
    ['past days of a pause before it', [[2, 4]], 5, 7],
    ['the last day is left for the day the pause ends', [[5, 8]], 5, 8],
    ['not past one after it', [[6, 8]], 5, 5],
  ] as const)('in days: %s', (_name, stops, target, moved) => {
    expect(skipPausedDays(stops, target, (position) => ({ position, counts: true }))).toBe(moved);
  });

  it('in days: where the pause ends on a day that does not count, the rest is left for the next that does', () => {
    // Days 6 and 7 do not count.
    const dayAt = (day: number) => ({
      position: Math.min(day, 5) + Math.max(0, day - 7),
      counts: day < 6 || day > 7,
    });
    expect(skipPausedDays([[5, 7]], 5, dayAt)).toBe(6);
    expect(skipPausedDays([[5, 8]], 5, dayAt)).toBe(6);
    expect(skipPausedDays([[6, 8]], 5, dayAt)).toBe(5);
  });
});
