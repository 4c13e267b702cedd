import type { ViewPeriod, ViewSchedule } from '../../contract/heatmap/heat-views.ts';
import { itemAt } from '../../lists.ts';
import { formatRange } from '../dates.ts';
import { periodOn } from '../periods.ts';

/** Saved views of the heat map in words. */

const weekdays = [
  'по понедельникам',
  'по вторникам',
  'по средам',
  'по четвергам',
  'по пятницам',
  'по субботам',
  'по воскресеньям',
] as const;

/** «прошлая неделя», «01–24.11.2026». */
export function tellViewPeriod(period: ViewPeriod): string {
  if (period.kind === 'days') return formatRange(period.from, period.to, 'UTC');
  return periodOn(period.kind, '2026-01-01').label.toLocaleLowerCase('ru');
}

/** «по понедельникам в 9:00, по рабочим дням». */
export function tellSchedule({ rhythm, weekday, monthDay, hour, workdaysOnly }: ViewSchedule): string {
  const at = `в ${hour}:00`;
  if (rhythm === 'daily') return `${workdaysOnly ? 'каждый рабочий день' : 'каждый день'} ${at}`;
  const when = rhythm === 'weekly' ? itemAt(weekdays, weekday) : `${monthDay}-го числа`;
  return `${when} ${at}${workdaysOnly ? ', в выходной — в следующий рабочий день' : ''}`;
}
