import type { ViewSchedule } from '../../../shared/contract/heatmap/heat-views.ts';
import { numberAt } from '../../../shared/lists.ts';
import { addDays, monthOf, weekdayOf } from '../../../shared/text/periods.ts';
import { HOUR } from '../../../shared/time.ts';
import { localDate, localDayStart, rollDay } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';

/** Days looked at on both sides: a letter of the first days of January comes after the holidays, a monthly one within 31. */
const BACK = 20;
const AHEAD = 65;

/** The first planned moment after another. Pure but for the calendar of the centre. */
export function nextSending(schedule: ViewSchedule, after: Date): Date {
  const today = localDate(after);
  const moments = Array.from({ length: BACK + AHEAD }, (_, at) => addDays(today, at - BACK))
    .filter((day) => isPlanned(schedule, day))
    .map((day) => (schedule.workdaysOnly ? rollToWork(day) : day))
    .map((day) => localDayStart(day).getTime() + schedule.hour * HOUR)
    .filter((moment) => moment > after.getTime());
  return new Date(Math.min(...moments));
}

function isPlanned({ rhythm, weekday, monthDay }: ViewSchedule, day: string): boolean {
  if (rhythm === 'daily') return true;
  if (rhythm === 'weekly') return weekdayOf(day) === weekday;
  const last = Number(monthOf(day).to.slice(8));
  return Number(day.slice(8)) === Math.min(monthDay, last);
}

/** The day itself or the working day after it; past the calendars there are, Monday to Friday work. */
function rollToWork(day: string): string {
  try {
    return rollDay(day, 'forward');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return addDays(day, numberAt([0, 0, 0, 0, 0, 2, 1], weekdayOf(day)));
  }
}
