import { numberAt } from '../../../../shared/lists.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { binomialTail, oddsTail } from './exact.ts';
import {
  BEAT,
  BEATS_OF_HOUR,
  HOURS_OF_DAY,
  leastOf,
  makeSums,
  type Pulse,
  pickSurest,
  type Sign,
  type SignRules,
  sumOf,
} from './pulse.ts';

/**
 * Signs of manipulation in how people came to a poll: they ask for a person to look, prove nothing and take nothing off the count. Each
 * kind has its share of the one chance of a false sign. Pure.
 */

const KINDS = 3;
const BURST_BEATS = [1, 2, 3, 4, 6];
const NET_HOURS = [1, 2, 3, 6, 12, 24, 48, 72];
const DAILY_HOURS = [3, 6, 9, 12];
const FRESH_BEATS = [3, 6, 12, 24, 48, 72, 144];
const DAY_BEATS = HOURS_OF_DAY * BEATS_OF_HOUR;

/**
 * Bursts: more people than what came as long before and after lets expect, where nothing real stops so suddenly, and more than the same
 * hour of other days has. All three must be unlikely, so the weakest counts. What ends with the poll is no burst: it may have
 * been cut off.
 */
export function findBursts({ taken }: Pulse, rules: SignRules): Sign[] {
  const within = makeSums(taken);
  const least = leastOf(sumOf(taken), rules);
  const found: Sign[] = [];
  let looked = 0;
  for (const width of BURST_BEATS) {
    const faded = Math.exp((-width * BEAT) / (rules.fadeMinutes * MINUTE));
    const chanceOf = (count: number, beside: number): number =>
      binomialTail(count, count + beside, 1 / (1 + faded));
    for (let from = 0; from + 2 * width <= taken.length; from += 1) {
      const to = from + width;
      const [count, before, after] = [within(from, to), within(from - width, from), within(to, to + width)];
      if (count + after < least) continue;
      looked += 1;
      const usual = Math.max(before, after);
      if (count - usual < least) continue;
      const chance = Math.max(
        chanceOf(count, after),
        from < width ? 0 : chanceOf(count, before),
        chanceByHour(within, { from, to, length: taken.length }, rules),
      );
      found.push({ kind: 'burst', from, to, isDaily: false, count, usual, of: count, chance });
    }
  }
  return pickSurest(found, looked, rules.alpha / KINDS);
}

/** Against the same time of other days. */
function chanceByHour(
  within: (from: number, to: number) => number,
  { from, to, length }: { from: number; to: number; length: number },
  { usualTimes }: SignRules,
): number {
  let [others, days] = [0, 0];
  for (let start = from % DAY_BEATS; start + (to - from) <= length; start += DAY_BEATS) {
    if (start === from) continue;
    others += within(start, start + to - from);
    days += 1;
  }
  if (days === 0) return 0;
  const count = within(from, to);
  return binomialTail(count, count + others, usualTimes / (usualTimes + days));
}

/** Sums of people by hour, and by the hour of the day. */
const byHour = ({ taken }: Pulse): number[] =>
  Array.from({ length: Math.ceil(taken.length / BEATS_OF_HOUR) }, (_, hour) =>
    sumOf(taken.slice(hour * BEATS_OF_HOUR, (hour + 1) * BEATS_OF_HOUR)),
  );

function foldDays(hours: readonly number[], firstHour: number): number[] {
  const day = new Array<number>(HOURS_OF_DAY).fill(0);
  for (const [at, count] of hours.entries()) {
    const hour = (firstHour + at) % HOURS_OF_DAY;
    day[hour] = numberAt(day, hour) + count;
  }
  return day;
}

/**
 * Shared nets: so many of one net that it is no family or office, at times of their own. Those of a great mobile operator come when
 * everybody does; whoever votes for others keeps hours of work.
 */
export function findNets(pulse: Pulse, rules: SignRules): Sign[] {
  const all = byHour(pulse);
  const people = sumOf(all);
  const own = pulse.nets.filter((hours) => sumOf(hours) >= Math.max(rules.netLeast, rules.share * people));
  const found: Sign[] = [];
  let looked = 0;
  for (const net of own) {
    const windows = [
      ...windowsOf(all, net, NET_HOURS, { isDaily: false }),
      ...windowsOf(
        repeated(foldDays(all, pulse.firstHour)),
        repeated(foldDays(net, pulse.firstHour)),
        DAILY_HOURS,
        {
          isDaily: true,
        },
      ),
    ];
    const drawn = sumOf(net);
    const judged = windows.flatMap(({ from, to, isDaily, count, ofKind }) => {
      if (ofKind < rules.excess) return [];
      looked += 1;
      const usual = ((ofKind - count) * drawn) / Math.max(1, people - drawn);
      if (count - usual < rules.excess / 2) return [];
      const chance = oddsTail({ count, drawn, ofKind, all: people }, rules.netOdds);
      return [{ kind: 'net' as const, from, to, isDaily, count, usual, of: drawn, chance }];
    });
    // Of one net its surest hours are told.
    const [surest] = judged.toSorted((one, other) => one.chance - other.chance);
    if (surest) found.push(surest);
  }
  return found
    .map((sign) => ({ ...sign, chance: Math.min(1, sign.chance * looked) }))
    .filter(({ chance }) => chance <= rules.alpha / KINDS)
    .toSorted((one, other) => one.chance - other.chance)
    .map((sign) =>
      sign.isDaily ? sign : { ...sign, from: sign.from * BEATS_OF_HOUR, to: sign.to * BEATS_OF_HOUR },
    );
}

/** A day twice, for windows past midnight. */
const repeated = (day: readonly number[]): number[] => [...day, ...day.slice(0, HOURS_OF_DAY - 1)];

function windowsOf(
  all: readonly number[],
  net: readonly number[],
  widths: readonly number[],
  { isDaily }: { isDaily: boolean },
) {
  const [everybody, own] = [makeSums(all), makeSums(net)];
  const starts = isDaily ? HOURS_OF_DAY : all.length;
  return widths.flatMap((width) =>
    Array.from({ length: Math.max(0, Math.min(starts, all.length - width + 1)) }, (_, from) => ({
      from,
      to: from + width,
      isDaily,
      count: own(from, from + width),
      ofKind: everybody(from, from + width),
    })),
  );
}

/** Fresh contacts: more people whose contact was made just before than the rest of the poll has, even where it was told of in a network. */
export function findFresh({ taken, fresh }: Pulse, rules: SignRules): Sign[] {
  const [within, newcomers] = [makeSums(taken), makeSums(fresh)];
  const [all, ofKind] = [sumOf(taken), sumOf(fresh)];
  const least = leastOf(all, rules);
  const found: Sign[] = [];
  let looked = 0;
  for (const width of FRESH_BEATS) {
    const step = Math.max(1, Math.floor(width / 6));
    for (let from = 0; from < taken.length; from += step) {
      const to = Math.min(from + width, taken.length);
      const drawn = within(from, to);
      if (drawn < least) continue;
      looked += 1;
      const count = newcomers(from, to);
      const usual = ((ofKind - count) * drawn) / Math.max(1, all - drawn);
      if (count - usual < least) continue;
      const chance = oddsTail({ count, drawn, ofKind, all }, rules.freshOdds);
      found.push({ kind: 'fresh', from, to, isDaily: false, count, usual, of: drawn, chance });
    }
  }
  return pickSurest(found, looked, rules.alpha / KINDS);
}

/** Everything that asks to be looked at, the surest first; nothing where few came. */
export const findSigns = (pulse: Pulse, rules: SignRules): Sign[] =>
  sumOf(pulse.taken) < rules.leastPeople
    ? []
    : [...findBursts(pulse, rules), ...findNets(pulse, rules), ...findFresh(pulse, rules)].toSorted(
        (one, other) => one.chance - other.chance,
      );
