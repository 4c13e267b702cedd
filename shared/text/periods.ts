import { firstOf } from '../lists.ts';
import { DAY } from '../time.ts';
/** Periods of local calendar days, both ends included. All arithmetic is on `YYYY-MM-DD`, so no zone can shift it. */
export interface Period {
  from: string;
  to: string;
}

const stamp = (day: string): number => Date.parse(`${day}T00:00Z`);
const write = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string => write(stamp(day) + count * DAY);

/** 0 for Monday, 6 for Sunday. */
export const weekdayOf = (day: string): number => (new Date(stamp(day)).getUTCDay() + 6) % 7;

/** Days in a period: 7 for a week. */
export const lengthOf = ({ from, to }: Period): number => Math.round((stamp(to) - stamp(from)) / DAY) + 1;

/** Monday to Sunday around a day. */
export function weekOf(day: string): Period {
  const from = addDays(day, -weekdayOf(day));
  return { from, to: addDays(from, 6) };
}

export function isWeek(period: Period): boolean {
  return lengthOf(period) === 7 && weekOf(period.from).from === period.from;
}

/** ISO 8601 number of the week a day belongs to. */
export function weekNumber(day: string): number {
  const thursday = addDays(weekOf(day).from, 3);
  const first = stamp(`${thursday.slice(0, 4)}-01-01`);
  return 1 + Math.floor((stamp(thursday) - first) / DAY / 7);
}

/** The period of the same length before or after; a week moves by weeks, a whole month by months. */
export function shiftPeriod(period: Period, by: 1 | -1): Period {
  const { from, to } = period;
  if (from === monthOf(from).from && to === monthOf(from).to) {
    return monthOf(by > 0 ? addDays(to, 1) : addDays(from, -1));
  }
  const length = lengthOf(period) * by;
  return { from: addDays(from, length), to: addDays(to, length) };
}

export function monthOf(day: string): Period {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return { from: `${day.slice(0, 7)}-01`, to: write(Date.UTC(year, month, 0)) };
}

/** Periods that move on with the day they are asked on. */
export const movingPeriods = [
  'week',
  'last-week',
  'four-weeks',
  'month',
  'last-month',
  'quarter',
  'year',
] as const;
export type MovingPeriod = (typeof movingPeriods)[number];

export interface PeriodChoice {
  id: MovingPeriod;
  label: string;
  period: Period;
}

/** Periods asked for most, counted back from today. */
export function listPeriods(today: string): PeriodChoice[] {
  const week = weekOf(today);
  const month = monthOf(today);
  const until = (from: string): Period => ({ from, to: today });
  return [
    { id: 'week', label: 'Эта неделя', period: week },
    { id: 'last-week', label: 'Прошлая неделя', period: shiftPeriod(week, -1) },
    { id: 'four-weeks', label: 'Четыре недели', period: usualPeriod(today) },
    { id: 'month', label: 'Этот месяц', period: month },
    { id: 'last-month', label: 'Прошлый месяц', period: shiftPeriod(month, -1) },
    { id: 'quarter', label: '90 дней', period: until(addDays(today, -89)) },
    { id: 'year', label: 'С начала года', period: until(`${today.slice(0, 4)}-01-01`) },
  ];
}

/** A moving period as it is on a day. */
export function periodOn(id: MovingPeriod, today: string): PeriodChoice {
  const choices = listPeriods(today);
  return choices.find((choice) => choice.id === id) ?? firstOf(choices);
}

/** Four weeks of days that are over: held against as many before, a day under way would always look quiet. */
export const usualPeriod = (today: string): Period => ({ from: addDays(today, -28), to: addDays(today, -1) });
