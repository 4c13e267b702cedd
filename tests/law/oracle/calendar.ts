/**
 * The oracle's own reading of the working calendar: days are given as data, nothing is known outside them. A day is
 * YYYY-MM-DD of the city; an hour matters to no rule of the law, which counts days.
 */
export type Day = string;

export interface CalendarDays {
  /** Weekdays that are off. */
  off: ReadonlySet<Day>;
  /** Saturdays and Sundays that are worked. */
  worked: ReadonlySet<Day>;
  from: Day;
  to: Day;
}

/** Where and by what calendar a case lives. */
export interface World {
  calendar: CalendarDays;
  /** Minutes east of Greenwich; no city of the country moves its clocks. */
  offsetMinutes: number;
}

const dayLength = 86_400_000;

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength);
}

/** A date outside the calendar is not guessed: without the calendar of a year there is no date in it. */
export function isWorking(calendar: CalendarDays, day: Day): boolean {
  if (day < calendar.from || day > calendar.to) throw new RangeError(`no calendar for ${day}`);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return calendar.worked.has(day);
  return !calendar.off.has(day);
}

export function rollBack(calendar: CalendarDays, day: Day): Day {
  let at = day;
  while (!isWorking(calendar, at)) at = addDays(at, -1);
  return at;
}

export function rollForward(calendar: CalendarDays, day: Day): Day {
  let at = day;
  while (!isWorking(calendar, at)) at = addDays(at, 1);
  return at;
}

/** Day n counts from the day after the start. */
export function addWorkingDays(calendar: CalendarDays, day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isWorking(calendar, at)) left -= 1;
  }
  return at;
}

/** Working days after `from` up to and with `to`; less than nothing is nothing. */
export function workingDaysBetween(calendar: CalendarDays, from: Day, to: Day): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorking(calendar, at)) count += 1;
  return count;
}

export function dayOf(world: World, at: number): Day {
  return new Date(at + world.offsetMinutes * 60_000).toISOString().slice(0, 10);
}

export function startOfDay(world: World, day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) - world.offsetMinutes * 60_000;
}
