import { firstOf, itemAt, lastOf } from '../lists.ts';
import { formatDay, formatWorkingDays } from './dates.ts';
import { formatDecimal } from './numbers.ts';
import { counted, nbsp } from './plural.ts';

const weekdayNames = ['понедельник', 'вторник', 'среду', 'четверг', 'пятницу', 'субботу', 'воскресенье'];
const monthNames = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];

/** Unit of a deadline rule; the same words stand in the rule packs. */
type Unit = 'calendar-day' | 'working-day' | 'calendar-month' | 'working-hour' | 'duty-hour' | 'clock-hour';

/** «6 рабочих дней», «30 календарных дней», «4 рабочих часа», «30 минут дежурства», «24 часа». */
export function formatTerm(unit: Unit, amount: number): string {
  switch (unit) {
    case 'working-day':
      return formatWorkingDays(amount);
    case 'calendar-day':
      return counted(amount, `календарный${nbsp}день`, `календарных${nbsp}дня`, `календарных${nbsp}дней`);
    case 'calendar-month':
      return counted(amount, 'месяц', 'месяца', 'месяцев');
    case 'working-hour':
      if (!Number.isInteger(amount)) return `${formatHours(amount)} рабочего времени`;
      return counted(amount, `рабочий${nbsp}час`, `рабочих${nbsp}часа`, `рабочих${nbsp}часов`);
    case 'duty-hour':
      return `${formatHours(amount)} дежурства`;
    case 'clock-hour':
      return formatHours(amount);
  }
}

/** «4 часа», «30 минут», «1,5 часа». */
function formatHours(amount: number): string {
  if (amount < 1) return counted(Math.round(amount * 60), 'минута', 'минуты', 'минут');
  if (Number.isInteger(amount)) return counted(amount, 'час', 'часа', 'часов');
  return `${formatDecimal(amount, 2)}${nbsp}часа`;
}

/** «воскресенье 30.11.2025», in the accusative: the term «пришёлся на …». Weekday 1 Monday … 7 Sunday. */
export function formatWeekdayDate(weekday: number, date: string): string {
  return `${weekdayNames[weekday - 1]} ${formatDay(date)}`;
}

/** «3 января 2026 года» of `YYYY-MM-DD`. */
export function formatDayInWords(date: string): string {
  return `${Number(date.slice(8))}${nbsp}${monthNames[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}${nbsp}года`;
}

type Kind = 'weekend' | 'holiday' | 'moved' | 'declared' | 'off' | 'working' | 'shortened' | 'unknown';

const labels: Record<Kind, string> = {
  weekend: 'вых.',
  holiday: 'праздн.',
  moved: 'вых.',
  declared: 'нераб.',
  off: 'вых.',
  working: '',
  shortened: 'сокр.',
  unknown: '',
};

/** The few letters of a cell: «вых.», «праздн.»; empty for an ordinary working day. */
export function labelDay(kind: Kind): string {
  return labels[kind];
}

/** What the calendar says of a day in full, or null for an ordinary working day. `movedFrom` is `YYYY-MM-DD`. */
export function nameDay(
  kind: Kind,
  weekday: number,
  fact: { name?: string; movedFrom?: string; basis?: string },
): string | null {
  const workedWeekend = weekday === 6 ? 'рабочая суббота' : 'рабочее воскресенье';
  switch (kind) {
    case 'weekend':
      return 'выходной день';
    case 'moved':
      return fact.movedFrom
        ? `выходной, перенесён с${nbsp}${formatDayInWords(fact.movedFrom)}`
        : 'перенесённый выходной';
    case 'declared':
      return [fact.name ?? 'нерабочий день', fact.basis].filter(Boolean).join(', ');
    case 'holiday':
    case 'off':
      return fact.name ?? 'нерабочий день';
    case 'shortened':
      return fact.name ?? (weekday < 6 ? 'сокращённый рабочий день' : `${workedWeekend}, сокращённый день`);
    case 'working':
      return fact.name ?? (weekday < 6 ? null : workedWeekend);
    case 'unknown':
      return null;
  }
}

/** «09:00–18:00, перерыв 13:00–14:00» of spans in order. */
export function formatSpans(spans: readonly (readonly [string, string])[]): string {
  if (spans.length === 0) return '';
  const breaks = spans.slice(1).map(([from], index) => `${itemAt(spans, index)[1]}–${from}`);
  const whole = `${firstOf(spans)[0]}–${lastOf(spans)[1]}`;
  return breaks.length === 0 ? whole : `${whole}, перерыв ${breaks.join(' и ')}`;
}

/**
 * Working time left or overdue, as every list shows it: «3 ч 20 мин», «5 рабочих дней», «просрочено на
 * 1 рабочий день», «просрочено на 40 мин». Minutes are negative when the term is over; with less than a
 * working day left the hours are what matters.
 */
export function formatLeft(workingMinutes: number, workingDays: number): string {
  const minutes = Math.round(Math.abs(workingMinutes));
  const length = workingDays >= 1 ? formatWorkingDays(workingDays) : formatMinutes(minutes);
  return workingMinutes < 0 ? `просрочено на ${length}` : length;
}

/** «3 ч 20 мин», «40 мин» of whole or broken minutes. */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `${rest}${nbsp}мин`;
  return rest === 0 ? `${hours}${nbsp}ч` : `${hours}${nbsp}ч ${String(rest).padStart(2, '0')}${nbsp}мин`;
}

/** What the calendar of a year lacks, and what comes of it for terms. */
export function describeCalendarAlarm(
  year: number,
  kind: 'missing' | 'unverified',
): { what: string; so: string } {
  if (kind === 'missing')
    return {
      what: `Производственного календаря на ${year}${nbsp}год нет`,
      so: `Сроки в ${year}${nbsp}году считаются по обычным неделям и могут быть неверны.`,
    };
  return {
    what: `Календарь на ${year}${nbsp}год — проект, ещё не утверждён`,
    so: `Сроки в ${year}${nbsp}году считаются по проекту и сдвинутся, если утвердят другой.`,
  };
}
