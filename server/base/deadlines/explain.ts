import type { DeadlineDay, DeadlineExplanation } from '../../../shared/contract/base/deadline-explanation.ts';
import { formatTerm } from '../../../shared/text/deadlines.ts';
import { coversDay } from './calendar/calendar.ts';
import { formatDay, formatLocal, toDayNumber, yearOf } from './calendar/day.ts';
import type { DeadlineCount, DeadlineInput } from './counting.ts';
import { listDays } from './explain-days.ts';
import { describeCount, noteCount } from './explain-text.ts';
import { isDayUnit } from './rules.ts';

/** Days shown at either end of a long term. */
const endDays = 31;

/**
 * The account of one count as plain JSON (schema `deadlineExplanationSchema`). Every number in it comes from a
 * walk over the days, apart from the look-ups of the engine; an Error here means the two disagree.
 */
export function explainCount(input: DeadlineInput, count: DeadlineCount): DeadlineExplanation {
  const { rule, calendar } = input;
  const walk = listDays(input, count);
  checkWalk(input, walk.days);
  const isLong = walk.days.length > 2 * endDays;
  const first = yearOf(count.startDay);
  const last = yearOf(Math.max(count.dueDay, count.reachedDay));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const covered = years.filter((year) => calendarCovers(input, year));
  return {
    headline: formatTerm(rule.unit, rule.amount),
    text: describeCount(input, count),
    rule: {
      id: rule.id,
      version: rule.version,
      title: rule.title,
      unit: rule.unit,
      amount: rule.amount,
      roll: rule.roll,
      force: rule.force,
      legal: rule.legal,
      toVerify: rule.toVerify,
    },
    subject: input.subject ?? '',
    start: {
      event: rule.start.event,
      at: new Date(count.startMs).toISOString(),
      local: formatLocal(count.zone.toLocal(count.startMs)),
    },
    due: {
      at: new Date(count.dueMs).toISOString(),
      local: formatLocal(count.zone.toLocal(count.dueMs)),
      date: formatDay(count.dueDay),
    },
    zone: count.zone.id,
    calendar: {
      id: calendar.id,
      version: calendar.version,
      title: calendar.title,
      overlays: calendar.overlays.map((overlay) => overlay.title),
    },
    years: covered,
    days: isLong ? [...walk.days.slice(0, endDays), ...walk.days.slice(-endDays)] : walk.days,
    omittedDays: isLong ? walk.days.length - 2 * endDays : 0,
    pauses: (input.pauses ?? []).map(({ from, to, reason }) => ({
      from: formatLocal(count.zone.toLocal(from.getTime())),
      to: to && formatLocal(count.zone.toLocal(to.getTime())),
      reason,
    })),
    pausedAmount: walk.pausedAmount,
    roll:
      count.dueDay === count.reachedDay
        ? null
        : { from: formatDay(count.reachedDay), to: formatDay(count.dueDay) },
    notes: noteCount(input, count, walk.pausedAmount, years),
  };
}

/** Calendars cover whole years, so any day stands for its year. */
function calendarCovers({ calendar }: DeadlineInput, year: number): boolean {
  return coversDay(calendar, toDayNumber(year, 1, 1)) && !calendar.assumedYears.has(year);
}

function checkWalk({ rule }: DeadlineInput, days: readonly DeadlineDay[]): void {
  if (rule.unit === 'calendar-month') return;
  const got = isDayUnit(rule.unit)
    ? days.filter((day) => day.number !== null).length
    : days.reduce((sum, day) => sum + (day.minutes ?? 0), 0) / 60;
  if (Math.abs(got - rule.amount) > 0.001)
    throw new Error(`Deadline ${rule.id}: counted ${got} ${rule.unit} instead of ${rule.amount}`);
}
