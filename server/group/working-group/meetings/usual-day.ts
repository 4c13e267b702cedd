import { dayAfter } from '../../../../shared/text/dates.ts';
import { nthWeekday } from './regularity.ts';

/** So many meetings on one weekday of its month make it the group's own day. */
const ENOUGH = 3;
/** A proposal looks no further ahead than this many months. */
const MONTHS_AHEAD = 14;

interface OwnDay {
  /** The n-th such weekday of a month. */
  ordinal: number;
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
}

/** Which weekday of its month a day is: «the last Tuesday» of a short month is its fourth. */
function toOwnDay(day: string): OwnDay {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7;
  return { ordinal: Math.min(4, Math.ceil(Number(day.slice(8)) / 7)), weekday };
}

/**
 * The weekday of the month on which most meetings were appointed; null where no day is a habit yet. Of two as frequent the earlier in
 * the list, so the latest first.
 * @param days days of meetings, `YYYY-MM-DD`.
 */
export function findOwnDay(days: readonly string[]): OwnDay | null {
  const counts = new Map<string, { own: OwnDay; count: number }>();
  for (const day of days) {
    const own = toOwnDay(day);
    const key = `${own.ordinal} ${own.weekday}`;
    counts.set(key, { own, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const most = [...counts.values()].reduce<{ own: OwnDay; count: number } | null>(
    (best, one) => (best && best.count >= one.count ? best : one),
    null,
  );
  return most && most.count >= ENOUGH ? most.own : null;
}

/** The day itself, or the next working one within its month; the last resort is the day itself. */
export function toWorkingDay(day: string, isWorking: (day: string) => boolean): string {
  let at = day;
  while (at.slice(0, 7) === day.slice(0, 7)) {
    if (isWorking(at)) return at;
    at = dayAfter(at);
  }
  return day;
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

/**
 * The day a new meeting is proposed for: always a working one after today. The group's own day in the first month without a meeting;
 * the next working day while the group has no day of its own.
 * @param days days of meetings that were not cancelled, the latest first.
 */
export function proposeDay(
  days: readonly string[],
  today: string,
  isWorking: (day: string) => boolean,
): string {
  const own = findOwnDay(days);
  const taken = new Set(days.map((day) => day.slice(0, 7)));
  let month = today.slice(0, 7);
  for (let step = 0; own && step < MONTHS_AHEAD; step += 1, month = nextMonth(month)) {
    const day = toWorkingDay(nthWeekday(month, own.ordinal, own.weekday), isWorking);
    if (!taken.has(month) && day > today && isWorking(day)) return day;
  }
  let day = dayAfter(today);
  // Two weeks of days off in a row are the longest a calendar has.
  for (let step = 0; step < 30 && !isWorking(day); step += 1) day = dayAfter(day);
  return day;
}
