import type { DeadlineDay } from '../../../shared/contract/base/deadline-explanation.ts';
import { labelDay } from '../../../shared/text/deadlines.ts';
import { coversDay, dayKind, describeDay, isWorkingDay } from './calendar/calendar.ts';
import { type DayNumber, dayMs, formatDay, formatTime, minuteMs, weekdayOf } from './calendar/day.ts';
import { compileWorkTime, coversWorkTime } from './calendar/schedule.ts';
import type { DeadlineCount, DeadlineInput } from './counting.ts';
import { joinPauses } from './pauses.ts';
import { isDayUnit } from './rules.ts';

export interface Walk {
  days: DeadlineDay[];
  /** Days or minutes that would have counted but for pauses. */
  pausedAmount: number;
}

type Range = readonly [number, number];

/** Walks the days of a count one by one, from that of the start to the last it touches. */
export function listDays(input: DeadlineInput, count: DeadlineCount): Walk {
  return isDayUnit(input.rule.unit) ? walkDays(input, count) : walkHours(input, count);
}

function walkDays(input: DeadlineInput, count: DeadlineCount): Walk {
  const dayOf = (instant: number) => Math.floor(count.zone.toLocal(instant) / dayMs);
  const stops = joinPauses(input.pauses, count.startMs).map(
    ([from, to]) => [dayOf(from), dayOf(to)] as const,
  );
  const last = Math.max(count.reachedDay, count.dueDay);
  const walk: Walk = { days: [], pausedAmount: 0 };
  /** First days of pauses that began on the last day: the rest of it is left for the day they end. */
  const onLastDay = new Set<DayNumber>();
  const isWithin = (day: DayNumber) =>
    stops.some(([from, to]) => (onLastDay.has(from) ? day >= from && day < to : day > from && day <= to));
  let number = 0;
  for (let day = count.startDay; day <= last; day += 1) {
    const isInTerm = day > count.startDay && day <= count.reachedDay;
    const counts = isInTerm && (input.rule.unit !== 'working-day' || isWorkingDay(input.calendar, day));
    const isLast = counts && number + 1 === Math.round(input.rule.amount) && !isWithin(day);
    if (isLast && stops.some(([from, to]) => from === day && to > day)) onLastDay.add(day);
    const isPaused = isInTerm && isWithin(day);
    if (counts && isPaused) walk.pausedAmount += 1;
    if (counts && !isPaused) number += 1;
    walk.days.push({
      ...drawDay(input, count, day),
      number: counts && !isPaused ? number : null,
      isPaused,
    });
  }
  return walk;
}

function walkHours(input: DeadlineInput, count: DeadlineCount): Walk {
  const { zone } = count;
  const stops = joinPauses(input.pauses, count.startMs);
  const walk: Walk = { days: [], pausedAmount: 0 };
  for (let day = count.startDay; day <= count.dueDay; day += 1) {
    const open = openRanges(input, count, day)
      .map(([from, to]): Range => [Math.max(from, count.startMs), Math.min(to, count.dueMs)])
      .filter(([from, to]) => to > from);
    const counted = open.flatMap((range) => subtract(range, stops));
    const minutes = sumMinutes(counted);
    const paused = sumMinutes(open) - minutes;
    walk.pausedAmount += paused;
    walk.days.push({
      ...drawDay(input, count, day),
      minutes,
      spans: counted.map(([from, to]) => [
        formatTime((zone.toLocal(from) - day * dayMs) / minuteMs),
        formatTime((zone.toLocal(to) - day * dayMs) / minuteMs),
      ]),
      isPaused: paused > 0,
    });
  }
  return walk;
}

/** When time runs on the day, as instants. */
function openRanges(input: DeadlineInput, count: DeadlineCount, day: DayNumber): Range[] {
  const at = (minutes: number) => count.zone.toInstant(day * dayMs + minutes * minuteMs);
  if (input.rule.unit === 'clock-hour') return [[at(0), at(24 * 60)]];
  if (!coversWorkTime(count.schedule, input.calendar, day)) return [];
  const table = compileWorkTime(count.schedule, input.calendar);
  return table.spansOf(day).map(([from, to]): Range => [at(from), at(to)]);
}

function subtract(range: Range, stops: readonly Range[]): Range[] {
  let left: Range[] = [range];
  for (const [from, to] of stops) {
    left = left.flatMap(([begin, end]): Range[] => [
      [begin, Math.min(end, from)],
      [Math.max(begin, to), end],
    ]);
    left = left.filter(([begin, end]) => end > begin);
  }
  return left;
}

function sumMinutes(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0) / minuteMs;
}

function drawDay({ calendar }: DeadlineInput, count: DeadlineCount, day: DayNumber): DeadlineDay {
  const isKnown = coversDay(calendar, day);
  const kind = isKnown ? dayKind(calendar, day) : 'unknown';
  return {
    date: formatDay(day),
    weekday: weekdayOf(day),
    kind,
    label: labelDay(kind),
    name: isKnown ? describeDay(calendar, day) : null,
    number: null,
    minutes: null,
    spans: [],
    isStart: day === count.startDay,
    isPaused: false,
    isDue: day === count.dueDay,
  };
}
