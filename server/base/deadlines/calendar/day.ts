/** A calendar day as the number of days since 1970-01-01: local, without a time zone, so days can be added. */
export type DayNumber = number;

/** Milliseconds in a day without a change of clocks. */
export const dayMs = 86_400_000;
export const minuteMs = 60_000;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Day number of a year, month 1–12 and day of month, which must exist (see `isRealDate`). */
export function toDayNumber(year: number, month: number, dayOfMonth: number): DayNumber {
  return Math.round(Date.UTC(year, month - 1, dayOfMonth) / dayMs);
}

/** False for 30 February, 29 February of a common year, month 13 and the like. */
export function isRealDate(year: number, month: number, dayOfMonth: number): boolean {
  return month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
}

/** Reads `YYYY-MM-DD`; undefined when the text is anything else or no such day exists. */
export function readDay(text: string): DayNumber | undefined {
  const found = dayPattern.exec(text);
  if (!found) return undefined;
  const [year, month, dayOfMonth] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return isRealDate(year, month, dayOfMonth) ? toDayNumber(year, month, dayOfMonth) : undefined;
}

/** Like `readDay`; throws a RangeError where a caller was bound to give a day. */
export function parseDay(text: string): DayNumber {
  const day = readDay(text);
  if (day === undefined) throw new RangeError(`Not a calendar day: ${text}`);
  return day;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: DayNumber): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function yearOf(day: DayNumber): number {
  return new Date(day * dayMs).getUTCFullYear();
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: DayNumber): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The corresponding day some months later, or the last day of a month that has none (ГК РФ ст. 192 п. 3). */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const from = new Date(day * dayMs);
  const index = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return toDayNumber(year, month, Math.min(from.getUTCDate(), daysInMonth(year, month)));
}

/** `YYYY-MM-DDTHH:MM` of a local time given as milliseconds since 1970-01-01T00:00 of that place. */
export function formatLocal(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 16);
}

/** Minutes since midnight of `HH:MM`; `24:00` is the end of the day. The text must have been checked. */
export function parseTime(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** `HH:MM` of minutes since midnight, 0–1440; seconds are cut off. */
export function formatTime(minutes: number): string {
  const whole = Math.floor(minutes);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
