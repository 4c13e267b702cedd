import { HOUR, MINUTE } from '../../../../shared/time.ts';

/** How people came to a poll, apart from who they are and what they answered. Pure. */

/** Beats are so long; nets are told by the hour. */
export const BEAT = 10 * MINUTE;
export const BEATS_OF_HOUR = HOUR / BEAT;
export const HOURS_OF_DAY = 24;

export interface Pulse {
  /** By beat from the first hour on: how many came, and of them those whose contact was new. */
  taken: readonly number[];
  fresh: readonly number[];
  /** By net: how many came, by hour from the same beginning. */
  nets: readonly (readonly number[])[];
  /** The hour of the city's day the first beat is in. */
  firstHour: number;
}

export interface SignRules {
  /** Chance of one false sign in a poll where nothing happened. */
  alpha: number;
  /** With fewer people nothing is looked for. */
  leastPeople: number;
  /** Fewer than so many people, or than such a share of all, change nothing: they are no sign. */
  excess: number;
  share: number;
  /** Nothing real cools down faster: after so many minutes there are e times as few. */
  fadeMinutes: number;
  /** A beat is no burst where it has no more than so many times what the same hour of other days has. */
  usualTimes: number;
  /** A family, an office, a school: fewer people of one net are no sign. */
  netLeast: number;
  /** People of one net may come so many times as often at some hours as others do. */
  netOdds: number;
  /** A notice in a network may bring so many times as many new people as usual. */
  freshOdds: number;
}

export type SignKind = 'burst' | 'net' | 'fresh';

export interface Sign {
  kind: SignKind;
  /** Beats, or of `net` and `fresh` as wide as they were found; `to` is not in it. */
  from: number;
  to: number;
  /** `net` that comes at certain hours of the day, whatever the day. */
  isDaily: boolean;
  /** People in it, and how many would be usual. */
  count: number;
  usual: number;
  /** Of `net`: all people of it; else all of the window. */
  of: number;
  /** Chance of it by itself, times the number of places looked at. */
  chance: number;
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0);

/** Sums of any stretch, at once. */
export function makeSums(values: readonly number[]): (from: number, to: number) => number {
  const sums = [0];
  let sum = 0;
  for (const value of values) {
    sum += value;
    sums.push(sum);
  }
  const upTo = (at: number): number => sums[Math.min(Math.max(at, 0), values.length)] ?? 0;
  return (from, to) => upTo(to) - upTo(from);
}

/** A share of all people that matters. */
export const leastOf = (all: number, { excess, share }: Pick<SignRules, 'excess' | 'share'>): number =>
  Math.max(excess, share * all);

/** The surest of what overlaps; chances are corrected by how many places were looked at (Bonferroni). */
export function pickSurest(found: readonly Sign[], looked: number, alpha: number, most = 5): Sign[] {
  const picked: Sign[] = [];
  for (const sign of found.toSorted((one, other) => one.chance - other.chance)) {
    const chance = Math.min(1, sign.chance * looked);
    if (chance > alpha || picked.length === most) break;
    if (!picked.some(({ from, to }) => sign.from < to && from < sign.to)) picked.push({ ...sign, chance });
  }
  return picked;
}
