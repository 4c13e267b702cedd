/** Spans of time in milliseconds. A day of the calendar may be longer or shorter: for those `shared/text/dates.ts`. */
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
export const WEEK = 7 * DAY;
