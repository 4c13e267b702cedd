import { describe, expect, test } from 'vitest';
import { findBursts, findFresh, findNets, findSigns } from './find-signs.ts';
import { HOURS_OF_DAY, type Pulse, type SignRules, sumOf } from './pulse.ts';

const rules: SignRules = {
  alpha: 0.01,
  leastPeople: 100,
  excess: 40,
  share: 0.04,
  fadeMinutes: 45,
  usualTimes: 3,
  netLeast: 60,
  netOdds: 2,
  freshOdds: 4,
};

const DAYS = 5;
const BEATS = DAYS * 144;

/** Five even days: two people in each ten minutes, every fifth of them new, from fifty nets. */
function evenPoll(): { taken: number[]; fresh: number[]; nets: number[][]; firstHour: number } {
  return {
    taken: new Array<number>(BEATS).fill(2),
    fresh: Array.from({ length: BEATS }, (_, at) => (at % 5 < 2 ? 1 : 0)),
    nets: Array.from({ length: 50 }, (_, net) =>
      Array.from({ length: DAYS * HOURS_OF_DAY }, (_hour, hour) => ((hour * 12 + net) % 50 < 12 ? 1 : 0)),
    ),
    firstHour: 9,
  };
}

const add = (list: number[], from: number, counts: readonly number[]): void => {
  for (const [at, count] of counts.entries()) list[from + at]! += count;
};

/** A poll with so many more people from a beat on. */
function withMore(counts: readonly number[], from = 300): Pulse {
  const poll = evenPoll();
  add(poll.taken, from, counts);
  return poll;
}

describe('bursts', () => {
  test.each<[string, readonly number[], boolean]>([
    ['a hundred in ten minutes', [100], true],
    ['two hundred in half an hour', [70, 70, 60], true],
    ['too few to matter', [30], false],
    // A letter to all: an hour on average.
    [
      'what rises at once and cools down slowly',
      Array.from({ length: 60 }, (_, at) => Math.round(60 * Math.exp(-at / 6))),
      false,
    ],
    [
      'what rises slowly and stops at once',
      Array.from({ length: 60 }, (_, at) => Math.round(60 * Math.exp((at - 59) / 6))),
      false,
    ],
  ])('%s', (_, counts, isFound) => {
    const [first] = findBursts(withMore(counts), rules);
    expect(first !== undefined).toBe(isFound);
    if (first) {
      expect(first).toMatchObject({ kind: 'burst', from: 300 });
      expect(first.chance).toBeLessThan(rules.alpha / 3);
    }
  });

  test('what ends with the poll may have been cut off by it', () => {
    expect(findBursts(withMore([100], BEATS - 1), rules)).toEqual([]);
    expect(findBursts(withMore([100], BEATS - 3), rules)).toHaveLength(1);
  });

  test('the same hour of every day is a habit, and once a burst', () => {
    const poll = evenPoll();
    for (let day = 0; day < DAYS; day += 1) add(poll.taken, day * 144 + 60, [100]);
    expect(findBursts(poll, rules)).toEqual([]);
  });

  test('two bursts are two, each told once', () => {
    const poll = evenPoll();
    add(poll.taken, 200, [150]);
    add(poll.taken, 500, [120, 120]);
    expect(findBursts(poll, rules).map(({ from, to }) => [from, to])).toEqual([
      [500, 502],
      [200, 201],
    ]);
  });
});

/** One more net, by hour. */
function withNet(hours: ReadonlyMap<number, number>): Pulse {
  const poll = evenPoll();
  const own = new Array<number>(DAYS * HOURS_OF_DAY).fill(0);
  for (const [hour, count] of hours) {
    own[hour]! += count;
    add(poll.taken, hour * 6, [count]);
  }
  return { ...poll, nets: [...poll.nets, own] };
}

describe('shared nets', () => {
  test.each<[string, ReadonlyMap<number, number>, boolean]>([
    ['a hundred in four hours', new Map([40, 41, 42, 43].map((hour) => [hour, 25])), true],
    [
      'an office of fifty',
      new Map([
        [40, 30],
        [41, 20],
      ]),
      false,
    ],
    [
      'a great net that comes when all do',
      new Map(Array.from({ length: 120 }, (_, hour) => [hour, 2])),
      false,
    ],
    // Nine in the morning is the first hour: 15…21 are midnight to six.
    [
      'every night',
      new Map(Array.from({ length: 120 }, (_, hour) => [hour, hour % 24 >= 15 && hour % 24 < 21 ? 5 : 0])),
      true,
    ],
  ])('%s', (_, hours, isFound) => {
    expect(findNets(withNet(hours), rules).length > 0).toBe(isFound);
  });

  test('hours of every day are told as hours of the day', () => {
    const nights = new Map(
      Array.from({ length: 120 }, (_, hour) => [hour, hour % 24 >= 15 && hour % 24 < 21 ? 5 : 0]),
    );
    expect(findNets(withNet(nights), rules)).toMatchObject([
      { isDaily: true, from: 0, to: 6, count: 150, of: 150 },
    ]);
  });

  test('of a day its beats are told', () => {
    expect(findNets(withNet(new Map([[40, 100]])), rules)).toMatchObject([
      { isDaily: false, from: 240, to: 246, count: 100 },
    ]);
  });
});

describe('fresh contacts', () => {
  function withFresh(taken: number, fresh: number): Pulse {
    const poll = evenPoll();
    add(poll.taken, 300, new Array<number>(12).fill(taken));
    add(poll.fresh, 300, new Array<number>(12).fill(fresh));
    return poll;
  }
  test.each<[string, number, number, boolean]>([
    ['a hundred and twenty new ones in two hours', 10, 10, true],
    ['as many people, new as everywhere', 10, 2, false],
    // Told of in a network: twice as many new as usual.
    ['as many people, new twice as often', 10, 4, false],
    ['too few to matter', 3, 3, false],
  ])('%s', (_, taken, fresh, isFound) => {
    expect(findFresh(withFresh(taken, fresh), rules).length > 0).toBe(isFound);
  });
});

test('an even poll has no signs; of few people nothing is looked for', () => {
  expect(findSigns(evenPoll(), rules)).toEqual([]);
  const few = { taken: [0, 95, 0, 0], fresh: [0, 95, 0, 0], nets: [[95]], firstHour: 9 };
  expect(findSigns(few, rules)).toEqual([]);
  expect(sumOf(few.taken)).toBeLessThan(rules.leastPeople);
});
