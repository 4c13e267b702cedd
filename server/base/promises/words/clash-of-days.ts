import { daysBetween, formatDay } from '../../../../shared/text/dates.ts';
import { type Claim, type ClaimOf, claimsOf } from './claim.ts';

/** An official text, as far as two of them are compared. */
export interface Said {
  at: Date;
  /** Local day, `YYYY-MM-DD`. */
  on: string;
  /** Whose: the page, or the unit where it is known. */
  by: string;
  claims: readonly Claim[];
}

/** In which days or hours two texts differ, in the rule's own words, and where they say so. */
export interface DayClash {
  clash: 'day' | 'hour';
  first: string;
  second: string;
  /** Days or hours between them. */
  apart: number;
  firstAt: { from: number; to: number };
  secondAt: { from: number; to: number };
}

type DayClaim = ClaimOf<'day'>;

/** Both may be true: one by the end of a span that holds the other. */
function fits(one: DayClaim, other: DayClaim): boolean {
  if (one.role !== other.role) return true;
  if (one.day === other.day) return true;
  if (one.sense === 'about' || other.sense === 'about') {
    if (one.sense === other.sense) return true;
    const [about, exact] = one.sense === 'about' ? [one, other] : [other, one];
    return exact.day < about.day;
  }
  if (one.sense === other.sense) return false;
  const [by, on] = one.sense === 'by' ? [one, other] : [other, one];
  return on.day < by.day;
}

const span = ({ from, to }: { from: number; to: number }) => ({ from, to });

const dayWords = ({ day, hour, sense }: DayClaim): string =>
  `${sense === 'on' ? '' : 'до '}${formatDay(day)}${hour ? `, ${hour}` : ''}`;

/** What two official texts of one matter promise, where both cannot be; `first` was said before `second`. */
export function clashOfDays(first: Said, second: Said): DayClash | null {
  if (claimsOf(second.claims, 'moved').length > 0) return null;
  // What was promised and has passed by then is a promise broken, and no contradiction.
  const earlier = claimsOf(first.claims, 'day').filter(({ day }) => day >= second.on);
  const later = claimsOf(second.claims, 'day');
  // A text that names several days agrees where any of them does.
  if (earlier.some((one) => later.some((other) => fits(one, other)))) return clashOfHours(earlier, later);
  const [one, other] = [earlier.at(-1), later.at(-1)];
  if (!one || !other) return null;
  return {
    clash: 'day',
    first: dayWords(one),
    second: dayWords(other),
    apart: Math.abs(daysBetween(one.day, other.day)),
    firstAt: span(one),
    secondAt: span(other),
  };
}

const minutesOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));

function clashOfHours(earlier: readonly DayClaim[], later: readonly DayClaim[]): DayClash | null {
  const timed = (days: readonly DayClaim[]) => days.filter(({ hour }) => hour !== null);
  const [one, ...others] = timed(earlier);
  const [other, ...more] = timed(later);
  if (!one?.hour || !other?.hour || others.length > 0 || more.length > 0) return null;
  if (one.day !== other.day || one.role !== other.role || one.hour === other.hour) return null;
  return {
    clash: 'hour',
    first: dayWords(one),
    second: dayWords(other),
    apart: Math.round(Math.abs(minutesOf(one.hour) - minutesOf(other.hour)) / 6) / 10,
    firstAt: span(one),
    secondAt: span(other),
  };
}
