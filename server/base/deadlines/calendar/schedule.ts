import { z } from 'zod';
import { itemAt, lastOf } from '../../../../shared/lists.ts';
import { int32At } from '../../../lib/typed-arrays.ts';
import { type Calendar, CalendarYearMissing, coversDay, dayKind } from './calendar.ts';
import { type DayNumber, dayMs, minuteMs, parseTime, toDayNumber, weekdayOf, yearOf } from './day.ts';

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'нужно время вида ЧЧ:ММ');
const spans = z
  .array(z.tuple([time, time]))
  .refine(
    (list) => list.every(([from, to], i) => from < to && (i === 0 || itemAt(list, i - 1)[1] <= from)),
    'промежутки должны идти по порядку и не пересекаться',
  );

/** Hours in which time is counted: the office's with its lunch, or the duty officer's. */
export const scheduleSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  /** `working-days`: only on working days of the calendar; `every-day`: on all days, whatever the calendar says. */
  days: z.enum(['working-days', 'every-day']),
  /** From–to of an ordinary day, e.g. `[["09:00","13:00"],["14:00","18:00"]]`. */
  hours: spans.refine((list) => list.length > 0, 'нужен хотя бы один промежуток'),
  /** Hours of certain weekdays instead, key 1 Monday … 7 Sunday; an empty list closes the day. */
  weekdays: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), spans).default({}),
  /** By how many minutes a shortened working day ends earlier (ТК РФ ст. 95: one hour). */
  shortenedBy: z.int().min(0).max(480).default(60),
});
export type Schedule = z.output<typeof scheduleSchema>;

/** From–to in minutes since midnight, in order. */
export type Spans = readonly (readonly [number, number])[];

/** A schedule laid over a calendar: how many minutes have been worked before each day. */
export interface WorkTime {
  readonly first: DayNumber;
  /** Length is days + 1: minutes from the start of the table to the start of day `first + index`. */
  readonly before: Int32Array;
  readonly spansOf: (day: DayNumber) => Spans;
  readonly calendarId: string;
}

// A duty schedule does not need a calendar and must not end with it: a table of sixty years takes 88 KB.
const everyDayFirst = toDayNumber(2000, 1, 1);
const everyDayLast = toDayNumber(2059, 12, 31);
const compiled = new WeakMap<Schedule, WeakMap<Calendar, WorkTime>>();

/** Compiled once per pair of objects; keep both and the table is free. */
export function compileWorkTime(schedule: Schedule, calendar: Calendar): WorkTime {
  let ofSchedule = compiled.get(schedule);
  if (!ofSchedule) {
    ofSchedule = new WeakMap();
    compiled.set(schedule, ofSchedule);
  }
  let table = ofSchedule.get(calendar);
  if (!table) {
    table = layOut(schedule, calendar);
    ofSchedule.set(calendar, table);
  }
  return table;
}

function layOut(schedule: Schedule, calendar: Calendar): WorkTime {
  const isEveryDay = schedule.days === 'every-day';
  const first = isEveryDay ? everyDayFirst : calendar.first;
  const last = isEveryDay ? everyDayLast : calendar.last;
  const spansOf = makeSpansOf(schedule, calendar);
  const before = new Int32Array(last - first + 2);
  for (let day = first; day <= last; day += 1) {
    const minutes = spansOf(day).reduce((sum, [from, to]) => sum + to - from, 0);
    before[day - first + 1] = int32At(before, day - first) + minutes;
  }
  return { first, before, spansOf, calendarId: calendar.id };
}

function makeSpansOf(schedule: Schedule, calendar: Calendar): (day: DayNumber) => Spans {
  const full: Spans[] = [];
  const short: Spans[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const texts = schedule.weekdays[String(weekday) as '1'] ?? schedule.hours;
    const whole: Spans = texts.map(([from, to]) => [parseTime(from), parseTime(to)] as const);
    full[weekday] = whole;
    short[weekday] = cutEnd(whole, schedule.shortenedBy);
  }
  if (schedule.days === 'every-day') return (day) => itemAt(full, weekdayOf(day));
  return (day) => {
    const kind = dayKind(calendar, day);
    if (kind === 'shortened') return itemAt(short, weekdayOf(day));
    return kind === 'working' ? itemAt(full, weekdayOf(day)) : [];
  };
}

/** The day ends earlier by so many minutes of the clock: 18:00 becomes 17:00. */
function cutEnd(list: Spans, minutes: number): Spans {
  const end = list.length > 0 ? lastOf(list)[1] - minutes : 0;
  return list.filter(([from]) => from < end).map(([from, to]) => [from, Math.min(to, end)] as const);
}

/** Milliseconds of the schedule that have run before a local time, from the start of the table. */
export function workedBefore(table: WorkTime, localMs: number): number {
  const day = Math.floor(localMs / dayMs);
  const index = day - table.first;
  if (index < 0 || index >= table.before.length - 1) throw missingYear(table, day);
  const sinceMidnight = (localMs - day * dayMs) / minuteMs;
  let minutes = int32At(table.before, index);
  if (table.before[index + 1] === minutes) return minutes * minuteMs;
  for (const [from, to] of table.spansOf(day)) {
    if (sinceMidnight <= from) break;
    minutes += Math.min(sinceMidnight, to) - from;
  }
  return Math.round(minutes * minuteMs);
}

/**
 * The earliest local time by which so much has been worked, in milliseconds: a term that is used up at 13:00
 * or at closing is due then, not at the next opening. `worked` must be above 0.
 */
export function momentOfWorked(table: WorkTime, worked: number): number {
  const index = findDay(table, worked / minuteMs);
  let left = worked / minuteMs - int32At(table.before, index);
  for (const [from, to] of table.spansOf(table.first + index)) {
    if (left <= to - from) return Math.round((table.first + index) * dayMs + (from + left) * minuteMs);
    left -= to - from;
  }
  throw new Error('The table of working time does not add up');
}

/** Index of the day within which the count reaches `minutes`. */
function findDay(table: WorkTime, minutes: number): number {
  const { before } = table;
  let [low, high] = [0, before.length - 1];
  if (minutes > int32At(before, high)) throw missingYear(table, table.first + high);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (int32At(before, middle) < minutes) low = middle;
    else high = middle;
  }
  return low;
}

function missingYear(table: WorkTime, day: DayNumber): CalendarYearMissing {
  return new CalendarYearMissing(table.calendarId, yearOf(day));
}

/** When the office closes on the day or, when it does not open, undefined. Minutes since midnight. */
export function closingTime(table: WorkTime, day: DayNumber): number | undefined {
  const list = table.spansOf(day);
  return list.length > 0 ? lastOf(list)[1] : undefined;
}

/** False outside the calendar of a schedule that needs one. */
export function coversWorkTime(schedule: Schedule, calendar: Calendar, day: DayNumber): boolean {
  return schedule.days === 'every-day' || coversDay(calendar, day);
}
