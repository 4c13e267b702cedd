import { type Calendar, workingDayRank } from './calendar/calendar.ts';
import { dayMs, minuteMs } from './calendar/day.ts';
import { compileWorkTime, type Schedule, workedBefore } from './calendar/schedule.ts';
import { openZone } from './calendar/zone.ts';

export interface RemainingInput {
  now: Date;
  startedAt: Date;
  dueAt: Date;
  calendar: Calendar;
  zone: string;
  /** Hours of the people who must answer: the office's or the duty's. */
  schedule: Schedule;
}

export interface Remaining {
  isOverdue: boolean;
  /** Working minutes to the due moment, whole; negative when it has passed. */
  workingMinutes: number;
  /** Working days after today up to the day of the due moment («осталось 3 рабочих дня»); when overdue, days since it. */
  workingDays: number;
  /** Share of the term's working time that is left, 0–1; 0 when overdue. */
  leftShare: number;
  /** Bands of the screens: more than half left, less, under a fifth, none. */
  state: 'quiet' | 'normal' | 'soon' | 'overdue';
}

/**
 * How much of a term is left in the time people work. Constant time. Throws `CalendarYearMissing` where a date
 * lies outside the calendar: show such terms by a calendar compiled with `assumeThrough`.
 */
export function remainingWorkingTime(input: RemainingInput): Remaining {
  const zone = openZone(input.zone);
  const table = compileWorkTime(input.schedule, input.calendar);
  const [now, due, start] = [input.now.getTime(), input.dueAt.getTime(), input.startedAt.getTime()];
  const worked = (instant: number) => workedBefore(table, zone.toLocal(instant));
  const isOverdue = now > due;
  const left = worked(due) - worked(now);
  const whole = worked(due) - worked(start);
  const leftShare = isOverdue ? 0 : shareOf(left, whole, (due - now) / Math.max(1, due - start));
  const minutes = Math.round(left / minuteMs);
  const rank = (instant: number) => workingDayRank(input.calendar, Math.floor(zone.toLocal(instant) / dayMs));
  return {
    isOverdue,
    workingMinutes: minutes,
    workingDays: Math.abs(rank(due) - rank(now)),
    leftShare,
    state: isOverdue ? 'overdue' : leftShare > 0.5 ? 'quiet' : leftShare >= 0.2 ? 'normal' : 'soon',
  };
}

/** A term with no working time in it, such as a night of clock hours, is measured by the clock. */
function shareOf(left: number, whole: number, byClock: number): number {
  const share = whole > 0 ? left / whole : byClock;
  return Math.min(1, Math.max(0, share));
}
