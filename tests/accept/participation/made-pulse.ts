import { HOUR, MINUTE } from '../../../shared/time.ts';
import { type Dice, makeDice } from '../../suppression/random-city.ts';

/**
 * How people come to a poll where nothing is wrong, and how somebody else would add to it. Written from how people live, not from what the
 * product looks for: it shares no code and no number with it.
 */

export interface Came {
  /** ms from the beginning of the poll. */
  at: number;
  net: string;
  isNew: boolean;
}

export interface MadePoll {
  came: Came[];
  days: number;
  /** The hour of the city's day it began in. */
  firstHour: number;
}

const within = (dice: Dice, low: number, high: number): number => low + (high - low) * dice();
const whole = (dice: Dice, low: number, high: number): number => Math.floor(within(dice, low, high + 1));
const pick = <T>(dice: Dice, list: readonly T[]): T => list[Math.floor(dice() * list.length)]!;
const logWithin = (dice: Dice, low: number, high: number): number =>
  Math.exp(within(dice, Math.log(low), Math.log(high)));
const normal = (dice: Dice): number =>
  Math.sqrt(-2 * Math.log(dice() + 1e-12)) * Math.cos(2 * Math.PI * dice());
const exponential = (dice: Dice, mean: number): number => -mean * Math.log(dice() + 1e-12);

/** How lively each hour of a day is: asleep, at work, lunch, the evening. */
function makeDay(dice: Dice): number[] {
  const [evening, lunch] = [within(dice, 18.5, 21.5), within(dice, 12, 13.5)];
  const bump = (hour: number, middle: number, wide: number): number =>
    Math.exp(-((hour - middle) ** 2) / (2 * wide ** 2));
  return Array.from({ length: 24 }, (_, hour) => {
    const awake = hour < 6 ? within(dice, 0.02, 0.08) : hour < 8 ? 0.25 : 0.5;
    return (
      awake + bump(hour, evening, within(dice, 1.5, 2.8)) + within(dice, 0.1, 0.5) * bump(hour, lunch, 1)
    );
  });
}

interface Ground {
  dice: Dice;
  days: number;
  firstHour: number;
  day: number[];
  /** How lively each day is. */
  level: number[];
  homes: string[];
  mobile: string[];
  newcomers: number;
}

function makeGround(dice: Dice): Ground {
  const days = whole(dice, 5, 21);
  const [fall, rest] = [within(dice, 1.5, 6), within(dice, 0.15, 0.7)];
  const weekend = within(dice, 0.6, 1.4);
  const startsOn = whole(dice, 0, 6);
  return {
    dice,
    days,
    firstHour: whole(dice, 8, 12),
    day: makeDay(dice),
    level: Array.from(
      { length: days },
      (_, at) =>
        (Math.exp(-at / fall) + rest) *
        ((startsOn + at) % 7 > 4 ? weekend : 1) *
        Math.exp(0.25 * normal(dice)),
    ),
    homes: Array.from({ length: whole(dice, 60, 260) }, (_, at) => `home-${at}`),
    mobile: Array.from({ length: whole(dice, 6, 20) }, (_, at) => `mobile-${at}`),
    newcomers: within(dice, 0.04, 0.32),
  };
}

/** A moment of an ordinary day of the poll. */
function moment({ dice, day, level, firstHour, days }: Ground, leansTo = 0): number {
  const most = Math.max(...day) * Math.max(...level);
  for (;;) {
    const at = dice() * days * 24;
    const hour = Math.floor(at + firstHour) % 24;
    // From a phone people come in daytime more than from home.
    const lean = hour >= 9 && hour < 18 ? 1 + leansTo : 1;
    if (dice() * most * (1 + leansTo) < day[hour]! * level[Math.min(days - 1, Math.floor(at / 24))]! * lean)
      return at * HOUR;
  }
}

/** Some nets have more homes than others, and a few of an operator carry most of its phones. */
const netOf = (ground: Ground, isMobile: boolean): string => {
  const list = isMobile ? ground.mobile : ground.homes;
  return list[Math.floor(list.length * ground.dice() ** 1.5)]!;
};

function ordinary(ground: Ground, count: number, newcomers: number): Came[] {
  const { dice } = ground;
  const came: Came[] = [];
  while (came.length < count) {
    const isMobile = dice() < 0.45;
    const net = netOf(ground, isMobile);
    const at = moment(ground, isMobile ? 0.4 : 0);
    came.push({ at, net, isNew: dice() < newcomers });
    // A family sits down together.
    if (!isMobile && dice() < 0.18)
      for (let more = whole(dice, 1, 4); more > 0; more -= 1)
        came.push({ at: at + within(dice, 1, 45) * MINUTE, net, isNew: dice() < newcomers });
  }
  return came;
}

/** A letter, a post, the news: all at once, then fewer and fewer. */
function told(
  ground: Ground,
  count: number,
  { newcomers, mean }: { newcomers: number; mean: number },
): Came[] {
  const { dice, days, firstHour } = ground;
  const hour = whole(dice, 9, 20);
  const start = (whole(dice, 0, days - 1) * 24 + ((hour - firstHour + 24) % 24) + dice()) * HOUR;
  return Array.from({ length: count }, () => ({
    at: start + exponential(dice, mean * MINUTE),
    net: netOf(ground, dice() < 0.55),
    isNew: dice() < newcomers,
  }));
}

/** Colleagues at their desks, behind one address. */
function office(ground: Ground, name: string): Came[] {
  const { dice, days, firstHour, newcomers } = ground;
  const count = Math.round(logWithin(dice, 3, 48));
  const day = whole(dice, 0, days - 2);
  const hours = within(dice, 2, 8);
  return Array.from({ length: count }, () => ({
    at: ((day + (dice() < 0.2 ? 1 : 0)) * 24 + ((9 - firstHour + 24) % 24) + dice() * hours) * HOUR,
    net: name,
    isNew: dice() < newcomers,
  }));
}

/** A meeting of parents, a class, a holiday in the yard: a code on a wall. */
function meeting(ground: Ground): Came[] {
  const { dice } = ground;
  const start = moment(ground);
  return Array.from({ length: whole(dice, 8, 30) }, () => ({
    at: start + within(dice, 0, 25) * MINUTE,
    net: netOf(ground, true),
    isNew: dice() < ground.newcomers * 1.5,
  }));
}

export function makeHonest(seed: number): MadePoll & { ground: Ground } {
  const dice = makeDice(seed * 2654435761);
  const ground = makeGround(dice);
  const people = Math.round(logWithin(dice, 300, 5000));
  const came: Came[] = [];
  if (dice() < 0.6)
    for (let letters = whole(dice, 1, 2); letters > 0; letters -= 1)
      came.push(
        ...told(ground, Math.round(people * within(dice, 0.06, 0.3)), {
          // Who is written to is known already.
          newcomers: ground.newcomers * 0.5,
          mean: within(dice, 60, 240),
        }),
      );
  if (dice() < 0.4)
    came.push(
      ...told(ground, Math.round(people * within(dice, 0.04, 0.2)), {
        newcomers: Math.min(0.8, ground.newcomers * 1.8),
        mean: within(dice, 90, 300),
      }),
    );
  for (let offices = whole(dice, 0, 4); offices > 0; offices -= 1)
    came.push(...office(ground, `office-${offices}`));
  if (dice() < 0.3) came.push(...meeting(ground));
  came.push(...ordinary(ground, Math.max(120, people - came.length), ground.newcomers));
  const end = ground.days * 24 * HOUR;
  return {
    came: came.filter(({ at }) => at < end),
    days: ground.days,
    firstHour: ground.firstHour,
    ground,
  };
}

export const planted = ['burst', 'net', 'fresh'] as const;
export type Planted = (typeof planted)[number];

/** So many more as would move a result: of a hundred honest people a dozen to a third. */
const enough = (dice: Dice, honest: number): number =>
  Math.max(75, Math.round(honest * within(dice, 0.12, 0.35)));

const adders: Readonly<Record<Planted, (ground: Ground, count: number) => Came[]>> = {
  // A program with a list of accounts and a list of proxies.
  burst: ({ dice, days, newcomers }, count) => {
    const start = within(dice, 0.05, 0.92) * days * 24 * HOUR;
    const long = logWithin(dice, 3, 50) * MINUTE;
    const proxies = Array.from({ length: whole(dice, 20, 200) }, (_, at) => `proxy-${at}`);
    return Array.from({ length: count }, () => ({
      at: start + dice() * long,
      net: pick(dice, proxies),
      isNew: dice() < newcomers,
    }));
  },
  // People at a row of telephones, in turns of some hours.
  net: ({ dice, days, newcomers }, count) => {
    const turns = Array.from({ length: whole(dice, 1, 4) }, () => ({
      start: within(dice, 0.02, 0.9) * days * 24 * HOUR,
      long: within(dice, 2, 9) * HOUR,
    }));
    return Array.from({ length: count }, () => {
      const { start, long } = pick(dice, turns);
      return { at: start + dice() * long, net: 'room', isNew: dice() < newcomers };
    });
  },
  // Contacts bought by the hundred, used from everywhere over an evening or half a day.
  fresh: (ground, count) => {
    const { dice, days } = ground;
    const middle = within(dice, 0.05, 0.95) * days * 24 * HOUR;
    const wide = within(dice, 0.5, 3) * HOUR;
    return Array.from({ length: count }, () => ({
      at: middle + Math.max(-2, Math.min(2, normal(dice))) * wide,
      net: netOf(ground, dice() < 0.5),
      isNew: dice() < 0.97,
    }));
  },
};

/** An honest poll with something added. */
export function makePlanted(seed: number, kind: Planted): MadePoll {
  const { ground, came, days, firstHour } = makeHonest(seed);
  const end = days * 24 * HOUR;
  const added = adders[kind](ground, enough(ground.dice, came.length)).filter(
    ({ at }) => at >= 0 && at < end,
  );
  return { came: [...came, ...added], days, firstHour };
}

/** As it is kept: people by ten minutes, and by net and hour. */
export function pulseOf({ came, days, firstHour }: MadePoll) {
  const count = (places: number, step: number, list: readonly Came[]): number[] => {
    const values = new Array<number>(places).fill(0);
    for (const { at } of list) values[Math.floor(at / step)]! += 1;
    return values;
  };
  const [beats, hours] = [days * 144, days * 24];
  return {
    taken: count(beats, 10 * MINUTE, came),
    fresh: count(
      beats,
      10 * MINUTE,
      came.filter(({ isNew }) => isNew),
    ),
    nets: [...Map.groupBy(came, ({ net }) => net).values()].map((list) => count(hours, HOUR, list)),
    firstHour,
  };
}
