import type { DeadlineExplanation } from '../../../shared/contract/base/deadline-explanation.ts';
import type { DeadlineLine } from '../../../shared/contract/messages/cases.ts';
import { knownIn } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import {
  type Calendar,
  CalendarYearMissing,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDayAt,
  workingDayRank,
} from './calendar/calendar.ts';
import { dayMs, formatDay, parseDay } from './calendar/day.ts';
import type { Schedule } from './calendar/schedule.ts';
import { openZone } from './calendar/zone.ts';
import { computeDeadline } from './engine.ts';
import type { Pause } from './pauses.ts';
import { requireReference } from './reference-data.ts';
import { remainingWorkingTime } from './remaining.ts';
import { type DeadlineRule, DeadlineRuleMissing, ruleOn, ruleVersion } from './rules.ts';

/** A term as it is frozen on a clock at its start. */
export interface StartedTerm {
  ruleId: string;
  ruleVersion: string;
  calendarVersion: string;
  dueAt: Date;
}

/** Starts a term by the version of the rule in force on the local day of the start. Throws `DeadlineRuleMissing`. */
export function startTerm(ruleId: string, startedAt: Date): StartedTerm {
  const { calendar, rules, zone } = requireReference();
  const rule = ruleOn(rules, ruleId, localDate(startedAt));
  const { dueAt } = computeDeadline({ startedAt, rule, calendar, zone });
  return { ruleId, ruleVersion: rule.version, calendarVersion: calendar.version, dueAt };
}

/** The same, or null where no version of the rule is in force on that day: a stage nobody had timed then. */
export function startTermIfAny(ruleId: string, startedAt: Date): StartedTerm | null {
  try {
    return startTerm(ruleId, startedAt);
  } catch (error) {
    if (error instanceof DeadlineRuleMissing) return null;
    throw error;
  }
}

/** When a frozen term is due with these pauses: by the very version it was started with. */
export function recountTerm(term: FrozenTerm): Date {
  const { calendar, rules, zone } = requireReference();
  const rule = ruleVersion(rules, term.ruleId, term.ruleVersion);
  const { startedAt, pauses = [] } = term;
  return computeDeadline({ startedAt, rule, calendar, zone, pauses }).dueAt;
}

export interface FrozenTerm {
  ruleId: string;
  ruleVersion: string;
  startedAt: Date;
  pauses?: readonly Pause[];
  /** What the term is for: «дороги · яма». */
  subject?: string;
}

/** «Почему эта дата»: the count told day by day, by the very version the clock was started with. */
export function describeTerm(term: FrozenTerm): DeadlineExplanation {
  const { calendar, rules, zone } = requireReference();
  const rule = ruleVersion(rules, term.ruleId, term.ruleVersion);
  return computeDeadline({
    startedAt: term.startedAt,
    rule,
    calendar,
    zone,
    ...(term.pauses && { pauses: term.pauses }),
    ...(term.subject && { subject: term.subject }),
  }).explanation;
}

interface LineInput {
  startedAt: Date;
  dueAt: Date;
  stoppedAt?: Date | null;
  ruleId?: string;
}

/** The term as a line under a row: how much working time is left of it now, or was left when it stopped. */
export function termLine(now: Date, term: LineInput): DeadlineLine {
  const { calendar, zone } = requireReference();
  const { startedAt, dueAt, stoppedAt } = term;
  const left = remainingWorkingTime({
    now: stoppedAt ?? now,
    startedAt,
    dueAt,
    calendar,
    zone,
    schedule: scheduleOf(term.ruleId),
  });
  return {
    dueAt: dueAt.toISOString(),
    startedAt: startedAt.toISOString(),
    leftShare: left.leftShare,
    leftWorkingMinutes: left.workingMinutes,
    state: stoppedAt ? 'stopped' : left.state,
  };
}

/** Hours of the people who must answer: those of the rule, else the office's. */
export function scheduleOf(ruleId: string | undefined): Schedule {
  const { rules } = requireReference();
  const versions: readonly DeadlineRule[] = (ruleId ? rules.byId.get(ruleId) : undefined) ?? [];
  return versions[0]?.schedule ?? knownIn(rules.schedules, 'office');
}

/** Local calendar day of a moment, `YYYY-MM-DD`. */
export function localDate(at: Date): string {
  return formatDay(Math.floor(openZone(requireReference().zone).toLocal(at.getTime()) / dayMs));
}

/** Local month of a moment, `YYYY-MM`: the first part of a case's number. */
export const localMonth = (at: Date): string => localDate(at).slice(0, 7);

/** Local time of a moment, `HH:MM`. */
export function localTime(at: Date): string {
  const minutes = Math.floor(openZone(requireReference().zone).toLocal(at.getTime()) / 60_000) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The moment at which a local day `YYYY-MM-DD` begins. */
export function localDayStart(date: string): Date {
  return new Date(openZone(requireReference().zone).toInstant(parseDay(date) * dayMs));
}

/** The last second of a local day: due that day. */
export const localDayEnd = (date: string): Date =>
  new Date(openZone(requireReference().zone).toInstant((parseDay(date) + 1) * dayMs) - 1000);

/** Working days after the day of `from` up to the day of `to`; 0 on the same day, negative backwards. */
export function workingDaysBetween(from: Date, to: Date): number {
  const { calendar, zone } = requireReference();
  const { toLocal } = openZone(zone);
  const rank = (at: Date) => workingDayRank(calendar, Math.floor(toLocal(at.getTime()) / dayMs));
  return rank(to) - rank(from);
}

/** The day itself, or the working day after or before it; throws `lib.bad-input` where no calendar says which. */
export const rollDay = (date: string, roll: 'forward' | 'back' | 'none'): string =>
  askCalendar((calendar) => {
    const day = parseDay(date);
    if (roll === 'none' || isWorkingDay(calendar, day)) return day;
    return roll === 'forward' ? nextWorkingDay(calendar, day) : previousWorkingDay(calendar, day);
  });

/** The day so many working days after a day; throws `lib.bad-input` past the calendars there are. */
export const addWorkingDays = (date: string, count: number): string =>
  askCalendar((calendar) => workingDayAt(calendar, workingDayRank(calendar, parseDay(date)) + count));

function askCalendar(ask: (calendar: Calendar) => number): string {
  try {
    return formatDay(ask(requireReference().calendar));
  } catch (error) {
    if (error instanceof CalendarYearMissing) throw new AppError('lib.bad-input', error.message);
    throw error;
  }
}
