import { describe, expect, test } from 'vitest';
import { burstPack } from '../../messages/problems/index.ts';
import { findRises, judgeFlow, knownWindows, planWindows, type TopicFlow } from './rising-rule.ts';

const rule = burstPack.on('2026-11-26').rising;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const flow = (count: number, former: number[], yearAgo: TopicFlow['yearAgo'] = null): TopicFlow => ({
  count,
  former,
  yearAgo,
});
/** Topics of which nothing is to be said: what a city's other topics are. */
const calm = Array.from({ length: 40 }, (_, at) => flow(10 + (at % 5), [11, 12, 10, 13, 12, 11]));
const judge = (one: TopicFlow) => findRises([one, ...calm], rule).get(0) ?? null;

describe('windows', () => {
  test.each([
    ['a week', '2026-11-16', '2026-11-23', '2026-11-26', 7, 7, 8],
    ['a week that is not over', '2026-11-23', '2026-11-30', '2026-11-26', 3, 7, 8],
    ['four weeks', '2026-11-02', '2026-11-30', '2026-12-05', 28, 28, 6],
    ['a month of thirty days: whole weeks apart', '2026-11-01', '2026-12-01', '2026-12-05', 30, 35, 5],
    ['a year', '2025-11-24', '2026-11-23', '2026-11-26', 364, 364, 2],
    ['a period to come: one day of it', '2027-01-01', '2027-01-31', '2026-11-26', 1, 7, 8],
  ])('%s', (_, from, to, now, length, shift, count) => {
    const windows = planWindows(day(from), day(to), day(now), rule);
    const inDays = { ...windows, length: windows.length / 86_400_000, shift: windows.shift / 86_400_000 };
    expect(inDays).toMatchObject({ length, shift, count });
    expect((windows.until - windows.yearAgo) / 86_400_000).toBe(364);
  });
});

test.each([
  ['of a long history all', '2020-01-01', 6],
  ['of three months two', '2026-08-28', 2],
  ['a window that began before the first case is not whole', '2026-10-06', 0],
  ['of one that begins with the period none', '2026-11-02', 0],
])('former windows: %s', (_, first, count) => {
  const windows = planWindows(day('2026-11-02'), day('2026-11-30'), day('2026-12-05'), rule);
  expect(knownWindows(windows, windows.until, day(first))).toBe(count);
});

describe('a rise', () => {
  test.each<[string, TopicFlow, string | null]>([
    ['four times the usual', flow(48, [11, 12, 10, 13, 12, 11]), 'sure'],
    ['twice the usual', flow(24, [11, 12, 10, 13, 12, 11]), 'maybe'],
    ['a topic never heard of', flow(6, [0, 0, 0, 0, 0, 0]), 'sure'],
    ['a little more is no rise', flow(15, [11, 12, 10, 13, 12, 11]), null],
    ['four messages are no rise, however rare', flow(4, [0, 0, 0, 0, 0, 0]), null],
    ['a topic that always leaps', flow(40, [5, 38, 12, 44, 9, 30]), null],
    ['one former accident hides nothing', flow(40, [11, 12, 10, 90, 12, 11]), 'sure'],
    [
      'a tenth more of many is real and still no rise',
      flow(2300, [2000, 2010, 1990, 2005, 1995, 2000]),
      null,
    ],
    ['half more of many', flow(3000, [2000, 2010, 1990, 2005, 1995, 2000]), 'sure'],
  ])('%s', (_, one, confidence) => {
    expect(judge(one)?.confidence ?? null).toBe(confidence);
  });

  test('a season is expected: the first snow of each November is no news', () => {
    const snow = flow(60, [12, 10, 8, 11, 9, 10], { count: 62, former: [10, 9, 11] });
    expect(judge(snow)).toBeNull();
    const { season, expected } = judgeFlow(snow);
    expect([season, expected]).toEqual([52, 62]);
    expect(judge({ ...snow, count: 120 })?.confidence).toBe('sure');
  });

  test('the first snow has no usual at all, and is expected all the same', () => {
    expect(judge(flow(1030, [0, 0, 0, 0, 2, 20], { count: 1000, former: [0, 3] }))).toBeNull();
  });

  test('a quiet season a year ago makes no rise easier', () => {
    expect(judgeFlow(flow(15, [12, 12, 12], { count: 0, former: [30, 30, 30] })).season).toBe(0);
  });

  test('chance alone calls few of many', () => {
    let state = 1;
    const random = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state / 2 ** 32;
    };
    const poisson = (mean: number): number => {
      let count = 0;
      for (let left = Math.exp(-mean), draw = random(); draw > left; draw *= random()) count += 1;
      return count;
    };
    const many = Array.from({ length: 2000 }, () =>
      flow(
        poisson(12),
        Array.from({ length: 6 }, () => poisson(12)),
      ),
    );
    expect(findRises(many, rule).size).toBeLessThan(5);
  });
});
