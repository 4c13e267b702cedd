import { readDay } from '../../../../shared/text/dates.ts';
import { addDays, monthOf, weekdayOf } from '../../../../shared/text/periods.ts';
import type { MemorableDay } from './pack.ts';

/** A day to write of. */
export interface DayAhead {
  title: string;
  basis: string;
  /** `YYYY-MM-DD`. */
  on: string;
}

/** A holiday of the law: its days of a year as `MM-DD`. */
export interface LawHoliday {
  name: string;
  basis: string;
  days: readonly string[];
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const pad = (value: number): string => String(value).padStart(2, '0');

/** The day of a year; null where that year has none. */
export function dayInYear(one: MemorableDay, year: number): string | null {
  const first = `${year}-${pad(one.month)}-01`;
  if ('day' in one) return readDay(`${year}-${pad(one.month)}-${pad(one.day)}`);
  const wanted = weekdays.indexOf(one.weekday);
  if (one.place > 0) return addDays(first, ((wanted - weekdayOf(first) + 7) % 7) + 7 * (one.place - 1));
  const last = monthOf(first).to;
  return addDays(last, -((weekdayOf(last) - wanted + 7) % 7));
}

/** Holidays by their first day and memorable days that come within so many days, today among them; the nearest first. */
export function daysAhead(
  { days, holidays }: { days: readonly MemorableDay[]; holidays: readonly LawHoliday[] },
  { today, within }: { today: string; within: number },
): DayAhead[] {
  const last = addDays(today, within);
  const year = Number(today.slice(0, 4));
  const found = [year, year + 1].flatMap((one) => [
    ...holidays.flatMap(({ name, basis, days: [first] }) =>
      first ? [{ title: name, basis, on: `${one}-${first}` }] : [],
    ),
    ...days.flatMap((day) => {
      const on = dayInYear(day, one);
      return on ? [{ title: day.title, basis: day.basis, on }] : [];
    }),
  ]);
  return found
    .filter(({ on }) => on >= today && on <= last)
    .toSorted((a, b) => (a.on === b.on ? a.title.localeCompare(b.title, 'ru') : a.on < b.on ? -1 : 1));
}
