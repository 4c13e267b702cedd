import {
  type Calendar,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDayAt,
  workingDayRank,
} from './calendar/calendar.ts';
import { addMonths, type DayNumber, dayMs, minuteMs, parseTime } from './calendar/day.ts';
import {
  closingTime,
  compileWorkTime,
  momentOfWorked,
  type Schedule,
  workedBefore,
} from './calendar/schedule.ts';
import { openZone, type Zone } from './calendar/zone.ts';
import { joinPauses, type Pause, type Stops, skipPausedDays, skipPauses } from './pauses.ts';
import { type DeadlineRule, isDayUnit } from './rules.ts';

export interface DeadlineInput {
  /** When the start event happened. */
  startedAt: Date;
  rule: DeadlineRule;
  calendar: Calendar;
  /** IANA name of the place whose days and hours are counted. */
  zone: string;
  pauses?: readonly Pause[];
  /** Hours of the organisation instead of the rule's. */
  schedule?: Schedule;
  /** What the rule is applied to, for the explanation: «дороги · яма». */
  subject?: string;
}

/** How the due moment came out; what the explanation is drawn from. */
export interface DeadlineCount {
  zone: Zone;
  schedule: Schedule;
  startMs: number;
  dueMs: number;
  startDay: DayNumber;
  /** Last day of the term before and after the roll. */
  reachedDay: DayNumber;
  dueDay: DayNumber;
  /** A roll back would have landed before the start. */
  isTurnedForward: boolean;
}

/** Counts a term; `computeDeadline` says how. Throws what it throws. */
export function countDeadline(input: DeadlineInput): DeadlineCount {
  const startMs = input.startedAt.getTime();
  if (Number.isNaN(startMs)) throw new RangeError('The start of a deadline is an invalid date');
  const zone = openZone(input.zone);
  const schedule = input.schedule ?? input.rule.schedule;
  const stops = joinPauses(input.pauses, startMs);
  const startDay = Math.floor(zone.toLocal(startMs) / dayMs);
  const base = { zone, schedule, startMs, startDay, isTurnedForward: false };
  if (!isDayUnit(input.rule.unit)) {
    const dueMs = countHours(input, base, stops);
    const dueDay = Math.floor(zone.toLocal(dueMs) / dayMs);
    return { ...base, dueMs, dueDay, reachedDay: dueDay };
  }
  const reachedDay = countDays(input, base, stops);
  const dueDay = roll(input.rule, input.calendar, reachedDay, startDay);
  return {
    ...base,
    reachedDay,
    dueDay,
    dueMs: zone.toInstant(dueDay * dayMs + timeOfDay(input, schedule, dueDay)),
    isTurnedForward: input.rule.roll === 'previous-working-day' && dueDay > reachedDay,
  };
}

type Base = Pick<DeadlineCount, 'zone' | 'schedule' | 'startMs' | 'startDay'>;

function countHours({ rule, calendar }: DeadlineInput, base: Base, stops: Stops): number {
  const amount = rule.amount * 60 * minuteMs;
  if (rule.unit === 'clock-hour') return skipPauses(stops, base.startMs + amount, (instant) => instant);
  if (amount === 0) return base.startMs;
  const table = compileWorkTime(base.schedule, calendar);
  const workedAt = (instant: number) => workedBefore(table, base.zone.toLocal(instant));
  const target = skipPauses(stops, workedAt(base.startMs) + amount, workedAt);
  return base.zone.toInstant(momentOfWorked(table, target));
}

function countDays({ rule, calendar }: DeadlineInput, base: Base, stops: Stops): DayNumber {
  const dayOf = (instant: number) => Math.floor(base.zone.toLocal(instant) / dayMs);
  if (rule.unit !== 'working-day') {
    const last =
      rule.unit === 'calendar-month'
        ? addMonths(base.startDay, rule.amount)
        : base.startDay + Math.round(rule.amount);
    return skipPausedDays(stops, last, (instant) => ({ position: dayOf(instant), counts: true }));
  }
  // Day 0 is the day of the start even when that is no working day.
  if (rule.amount === 0) return base.startDay;
  const rank = (day: DayNumber) => workingDayRank(calendar, day);
  const target = skipPausedDays(stops, rank(base.startDay) + rule.amount, (instant) => {
    const day = dayOf(instant);
    return { position: rank(day), counts: isWorkingDay(calendar, day) };
  });
  return workingDayAt(calendar, target);
}

function roll(rule: DeadlineRule, calendar: Calendar, day: DayNumber, startDay: DayNumber): DayNumber {
  if (rule.roll === 'none' || isWorkingDay(calendar, day)) return day;
  if (rule.roll === 'next-working-day') return nextWorkingDay(calendar, day);
  const back = previousWorkingDay(calendar, day);
  // Days are counted from the day after the start: on the start itself not one of them has passed.
  return rule.neverBeforeStart && back <= startDay ? nextWorkingDay(calendar, day) : back;
}

/** Milliseconds since midnight. */
function timeOfDay({ rule, calendar }: DeadlineInput, schedule: Schedule, day: DayNumber): number {
  const endOfDay = dayMs - 1000;
  if (rule.dueTimeOfDay === 'end-of-day') return endOfDay;
  if (rule.dueTimeOfDay !== 'office-close') return parseTime(rule.dueTimeOfDay) * minuteMs;
  const close = closingTime(compileWorkTime(schedule, calendar), day);
  return close === undefined ? endOfDay : Math.min(close * minuteMs, endOfDay);
}
