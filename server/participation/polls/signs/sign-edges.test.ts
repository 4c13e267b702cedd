import { describe, expect, test } from 'vitest';
import { binomialTail, oddsTail } from './exact.ts';
import { findBursts, findFresh, findNets, findSigns } from './find-signs.ts';
import type { Pulse, SignRules } from './pulse.ts';

/** Edges of each rule, and how many places a chance is corrected by, counted by hand. */

const rules: SignRules = {
  alpha: 0.01,
  leastPeople: 100,
  excess: 40,
  share: 0.01,
  fadeMinutes: 45,
  usualTimes: 3,
  netLeast: 60,
  netOdds: 2,
  freshOdds: 4,
};
const list = (length: number, of: (at: number) => number): number[] =>
  Array.from({ length }, (_, at) => of(at));
const pulse = (given: Partial<Pulse>): Pulse => ({ taken: [], fresh: [], nets: [], firstHour: 0, ...given });

describe('bursts', () => {
  /** Four hours with somebody in each ten minutes, and so many in one of them. */
  const around = (count: number, at = 10, length = 24): Pulse =>
    pulse({ taken: list(length, (beat) => (beat === at ? count : 1)) });

  test('a chance is that of one place times the places', () => {
    const [found] = findBursts(around(60), rules);
    // Windows of 1, 2, 3, 4 and 6 beats that hold the burst, or have it after them: 2 + 4 + 6 + 8 + 11.
    const alone = binomialTail(60, 61, 1 / (1 + Math.exp(-10 / 45)));
    expect(found).toMatchObject({ from: 10, to: 11, count: 60, usual: 1, of: 60, isDaily: false });
    expect(found!.chance / (alone * 31)).toBeCloseTo(1, 9);
  });

  test.each<[number, boolean]>([
    [41, true],
    [40, false],
  ])('%i where one is usual are a burst: %s', (count, isFound) => {
    expect(findBursts(around(count), { ...rules, alpha: 0.9 }).length > 0).toBe(isFound);
  });

  test('nothing is known before the first ten minutes, and the last are not judged', () => {
    expect(findBursts(around(60, 0), rules)).toMatchObject([{ from: 0, to: 1 }]);
    expect(findBursts(around(60, 22), rules)).toMatchObject([{ from: 22, to: 23 }]);
    expect(findBursts(around(60, 23), rules)).toEqual([]);
  });

  test('the same hour of other days is asked', () => {
    // Three days; each time at noon, the last time four times as many.
    const days = (last: number): Pulse =>
      pulse({ taken: list(3 * 144, (beat) => (beat % 144 === 72 ? (beat > 300 ? last : 100) : 1)) });
    expect(findBursts(days(300), rules)).toEqual([]);
    expect(findBursts(days(900), rules)).toMatchObject([{ from: 360, count: 900 }]);
    const chance = binomialTail(900, 1100, 3 / 5);
    expect(findBursts(days(900), rules)[0]!.chance).toBeGreaterThanOrEqual(chance);
  });

  test('each kind has a third of the one chance', () => {
    const chance = findBursts(around(60), rules)[0]!.chance;
    expect(findBursts(around(60), { ...rules, alpha: chance * 3 * 1.001 })).toHaveLength(1);
    expect(findBursts(around(60), { ...rules, alpha: chance * 3 * 0.999 })).toEqual([]);
  });
});

describe('shared nets', () => {
  /** Two days, ten people of other nets in each hour, and so many of one net in the thirtieth. */
  const withNet = (count: number): Pulse => {
    const own = list(48, (hour) => (hour === 30 ? count : 0));
    return pulse({
      taken: list(48 * 6, (beat) => (beat % 6 === 0 ? 10 + own[beat / 6]! : 0)),
      nets: [own],
    });
  };

  test('are told with how many would be usual', () => {
    const [found, ...others] = findNets(withNet(90), rules);
    expect(others).toEqual([]);
    // Ten of 480 others came in that hour: of ninety it would be 1.9.
    expect(found).toMatchObject({ kind: 'net', from: 180, to: 186, count: 90, of: 90, isDaily: false });
    expect(found!.usual).toBeCloseTo((10 * 90) / 480, 9);
    const alone = oddsTail({ count: 90, drawn: 90, ofKind: 100, all: 570 }, rules.netOdds);
    const looked = found!.chance / alone;
    expect(Math.round(looked)).toBeCloseTo(looked, 3);
    expect(looked).toBeGreaterThan(5);
  });

  test.each<[number, boolean]>([
    [60, true],
    [59, false],
  ])('of %i people one is looked at: %s', (count, isFound) => {
    expect(findNets(withNet(count), rules).length > 0).toBe(isFound);
  });

  test('a share of a great poll is asked of a great net', () => {
    expect(findNets(withNet(90), { ...rules, share: 0.15 })).toHaveLength(1);
    expect(findNets(withNet(90), { ...rules, share: 0.16 })).toEqual([]);
  });

  test('the surest comes first, and one past the chance is not told', () => {
    const two = withNet(90);
    const less = list(48, (hour) => (hour === 12 ? 65 : 0));
    const both = pulse({
      taken: two.taken.map((count, beat) => count + (beat % 6 === 0 ? less[beat / 6]! : 0)),
      nets: [less, ...two.nets],
    });
    expect(findNets(both, rules).map(({ count }) => count)).toEqual([90, 65]);
    const weaker = findNets(both, rules)[1]!.chance;
    expect(findNets(both, { ...rules, alpha: weaker * 3 * 0.999 }).map(({ count }) => count)).toEqual([90]);
  });

  test('hours past midnight are of one night', () => {
    const nights = list(96, (hour) => ([23, 0, 1].includes(hour % 24) ? 8 : 0));
    const taken = list(96 * 6, (beat) => (beat % 6 === 0 ? nights[beat / 6]! + 10 : 0));
    expect(findNets(pulse({ taken, nets: [nights] }), rules)).toMatchObject([
      { isDaily: true, from: 23, to: 26, count: 96, of: 96 },
    ]);
  });
});

describe('fresh contacts', () => {
  /** A day of ten people an hour, two of them new; and so many new ones in half an hour. */
  const withFresh = (count: number): Pulse => ({
    ...pulse({}),
    taken: list(144, (beat) => (beat % 6 === 0 ? 10 : 0) + (beat === 61 ? count : 0)),
    fresh: list(144, (beat) => (beat % 6 === 0 ? 2 : 0) + (beat === 61 ? count : 0)),
  });

  test('are told with how many would be usual', () => {
    const [found] = findFresh(withFresh(80), rules);
    expect(found).toMatchObject({ kind: 'fresh', count: 80, of: 80, isDaily: false });
    // 48 of the 240 others are new: of eighty sixteen.
    expect(found!.usual).toBeCloseTo(16, 9);
    const alone = oddsTail({ count: 80, drawn: 80, ofKind: 128, all: 320 }, rules.freshOdds);
    const looked = found!.chance / alone;
    expect(Math.round(looked)).toBeCloseTo(looked, 3);
    expect(looked).toBeGreaterThan(10);
  });

  test.each<[number, boolean]>([
    [50, true],
    // Of forty-nine thirty-nine are more than usual.
    [49, false],
  ])('%i new ones are a sign: %s', (count, isFound) => {
    expect(findFresh(withFresh(count), { ...rules, alpha: 1 }).length > 0).toBe(isFound);
  });
});

test('of a hundred people signs are looked for, the surest first', () => {
  const taken = list(48, (beat) => (beat === 20 ? 70 : beat === 40 ? 60 : 0));
  const poll = pulse({ taken, fresh: list(48, () => 0) });
  expect(findSigns(poll, rules).map(({ count }) => count)).toEqual([70, 60]);
  expect(findSigns(poll, { ...rules, leastPeople: 130 })).toHaveLength(2);
  expect(findSigns(poll, { ...rules, leastPeople: 131 })).toEqual([]);
});
