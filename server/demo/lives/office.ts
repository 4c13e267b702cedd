import { DAY } from '../../../shared/time.ts';
import { localDate, localDayStart, workingDaysBetween } from '../../base/deadlines/index.ts';

/** Minutes the office is open: 9 to 18. */
const OPEN = 9 * 60;

/** Working hours of the staff over a stretch of days. Moments are ms since 1970, lengths are minutes of open office. */
export interface Office {
  /** The moment `minutes` of open time after a moment; Infinity past the known days. */
  after: (at: number, minutes: number) => number;
  /** Open minutes between two moments. */
  between: (from: number, to: number) => number;
  isWorkingDay: (at: number) => boolean;
}

/** Local days that touch the stretch, as the moments at which they begin. */
export function listDayStarts(from: number, to: number): number[] {
  const starts: number[] = [];
  let start = localDayStart(localDate(new Date(from))).getTime();
  while (start <= to) {
    starts.push(start);
    // Noon of the next day: a day may have 23 or 25 hours.
    start = localDayStart(localDate(new Date(start + 1.5 * DAY))).getTime();
  }
  return starts;
}

/** Opens the office from `from` to `to`; working days come from the calendar of the deadlines module. */
export function openOffice(from: number, to: number): Office {
  const days = listDayStarts(from, to).filter((start) => isWorking(start));
  const opened = Float64Array.from(days, (start) => start + 9 * 3_600_000);
  const position = (at: number): number => {
    const index = findLast(opened, at);
    return index < 0 ? 0 : index * OPEN + Math.min(OPEN, (at - opened[index]!) / 60_000);
  };
  return {
    after: (at, minutes) => {
      const target = position(at) + minutes;
      const index = Math.floor(target / OPEN);
      const start = opened[index];
      if (start === undefined) return Number.POSITIVE_INFINITY;
      return Math.max(at, start + (target - index * OPEN) * 60_000);
    },
    between: (a, b) => position(b) - position(a),
    isWorkingDay: (at) => isWorking(at),
  };
}

function isWorking(at: number): boolean {
  return workingDaysBetween(new Date(at - DAY), new Date(at)) === 1;
}

/** Index of the last value at or before `at`; −1 when there is none. */
function findLast(values: Float64Array, at: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
