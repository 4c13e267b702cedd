import { addDays, weekdayOf } from '../../../shared/text/periods.ts';

/** A month as a calendar sheet shows it. Days are `YYYY-MM-DD`; arithmetic is on UTC midnights, so no zone shifts it. */
const write = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The same number of the month so many months away, or the last day of a shorter month. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return write(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** Whole weeks, Monday first, that cover the month of a day; days of neighbour months are null. */
export function listWeeks(day: string): (string | null)[][] {
  const month = day.slice(0, 7);
  const first = `${month}-01`;
  const weeks: (string | null)[][] = [];
  for (let monday = addDays(first, -weekdayOf(first)); monday.slice(0, 7) <= month; ) {
    const start = monday;
    weeks.push(
      Array.from({ length: 7 }, (_, at) => {
        const one = addDays(start, at);
        return one.startsWith(month) ? one : null;
      }),
    );
    monday = addDays(monday, 7);
  }
  return weeks;
}

/** Where a key leads from a day of the sheet; null for keys that are not of the calendar. */
export function moveDay(day: string, key: string): string | null {
  if (key === 'ArrowLeft') return addDays(day, -1);
  if (key === 'ArrowRight') return addDays(day, 1);
  if (key === 'ArrowUp') return addDays(day, -7);
  if (key === 'ArrowDown') return addDays(day, 7);
  if (key === 'Home') return addDays(day, -weekdayOf(day));
  if (key === 'End') return addDays(day, 6 - weekdayOf(day));
  if (key === 'PageUp') return addMonths(day, -1);
  if (key === 'PageDown') return addMonths(day, 1);
  return null;
}

/**
 * Puts the points into a date while it is typed: «24112026» becomes «24.11.2026». A point typed by hand stays,
 * and what is being erased is left as it is.
 */
export function maskDay(typed: string, before: string): string {
  if (typed.length < before.length) return typed;
  const digits = /^\d+$/u.test(typed) ? typed : '';
  if (digits.length > 4) return `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 8)}`;
  if (/^\d{2}$/u.test(typed)) return `${typed}.`;
  if (/^\d{1,2}\.\d{2}$/u.test(typed)) return `${typed}.`;
  return typed.replace(/\.{2,}/gu, '.');
}
