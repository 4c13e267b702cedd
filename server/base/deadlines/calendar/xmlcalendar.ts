import { knownIn } from '../../../../shared/known.ts';
import { compileCalendar } from './calendar.ts';
import { type CalendarPack, type CalendarYear, calendarYearSchema, putYear } from './calendar-pack.ts';
import { type DayNumber, formatDay, isRealDate, toDayNumber, weekdayOf } from './day.ts';
import { CalendarFileInvalid, type RawYear, readCalendarFile } from './xmlcalendar-read.ts';

// The real files have 2 KB. A limit keeps a wrong upload from being searched for minutes.
const maxLength = 200_000;

/**
 * Reads a year of the national calendar from a file of xmlcalendar, XML or JSON by what the text begins with, and
 * checks it against the pack it will join: the law's holidays must be off, the totals must agree. Nothing is
 * fetched, no entity of the XML is expanded. Throws `CalendarFileInvalid`.
 */
export function importCalendarFile(
  text: string,
  pack: CalendarPack,
): { year: CalendarYear; pack: CalendarPack } {
  if (text.length > maxLength) throw new CalendarFileInvalid('Файл слишком велик для календаря одного года');
  const year = toYear(readCalendarFile(text), pack);
  const joined = putYear(pack, year);
  try {
    compileCalendar(joined);
  } catch (cause) {
    throw new CalendarFileInvalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
  return { year, pack: joined };
}

function toYear(raw: RawYear, pack: CalendarPack): CalendarYear {
  const holidays = listHolidays(pack, raw.year);
  for (const [day, name] of holidays) {
    const isOff = raw.off.has(day) || (weekdayOf(day) >= 6 && !raw.working.has(day));
    if (!isOff || raw.shortened.has(day))
      throw new CalendarFileInvalid(
        `${formatDay(day)} (${name}) — нерабочий праздничный день, а в файле рабочий`,
      );
  }
  for (const day of raw.moved.keys())
    if (!raw.off.has(day))
      throw new CalendarFileInvalid(`На ${formatDay(day)} перенесён выходной, а день рабочий`);
  const extra = [...raw.off].filter((day) => weekdayOf(day) < 6 && !holidays.has(day)).sort((a, b) => a - b);
  const declared = extra.filter((day) => !raw.moved.has(day) && raw.titles.has(day));
  const workingDays = countWorkingDays(raw, holidays);
  if (raw.workingDays !== undefined && raw.workingDays !== workingDays)
    throw new CalendarFileInvalid(`Рабочих дней ${workingDays}, а в файле сказано ${raw.workingDays}`);
  return calendarYearSchema.parse({
    year: raw.year,
    workingDays,
    moved: Object.fromEntries(
      extra.filter((day) => raw.moved.has(day)).map((day) => [short(day), short(knownIn(raw.moved, day))]),
    ),
    declared: joinDeclared(declared, raw.titles),
    off: extra.filter((day) => !raw.moved.has(day) && !raw.titles.has(day)).map(short),
    shortened: [...raw.shortened].sort((a, b) => a - b).map(short),
    working: [...raw.working].sort((a, b) => a - b).map(short),
  });
}

const short = (day: DayNumber) => formatDay(day).slice(5);

function listHolidays(pack: CalendarPack, year: number): Map<DayNumber, string> {
  const found = new Map<DayNumber, string>();
  for (const { name, days } of pack.holidays) {
    for (const text of days) {
      const [month, dayOfMonth] = [Number(text.slice(0, 2)), Number(text.slice(3))];
      if (isRealDate(year, month, dayOfMonth)) found.set(toDayNumber(year, month, dayOfMonth), name);
    }
  }
  return found;
}

function countWorkingDays(raw: RawYear, holidays: ReadonlyMap<DayNumber, string>): number {
  let count = 0;
  for (let day = toDayNumber(raw.year, 1, 1); day <= toDayNumber(raw.year, 12, 31); day += 1) {
    const isWorked = weekdayOf(day) >= 6 ? raw.working.has(day) : !raw.off.has(day);
    if (isWorked && !holidays.has(day)) count += 1;
  }
  return count;
}

/** Runs of weekdays under one title become one stretch; «… (Указ …)» gives the act. Weekends may lie between. */
function joinDeclared(
  days: readonly DayNumber[],
  titles: ReadonlyMap<DayNumber, string>,
): CalendarYear['declared'] {
  const runs: { from: DayNumber; to: DayNumber; title: string }[] = [];
  for (const day of days) {
    const last = runs[runs.length - 1];
    const gap = last ? day - last.to : 0;
    const bridges = gap === 1 || (gap === 3 && weekdayOf(day) === 1);
    if (last && bridges && last.title === titles.get(day)) last.to = day;
    else runs.push({ from: day, to: day, title: knownIn(titles, day) });
  }
  return runs.map(({ from, to, title }) => {
    const [, name, basis] = /^(.*?)\s*(?:\(([^)]*)\))?$/.exec(title) ?? [];
    return { from: short(from), to: short(to), name: name || title, basis: basis ?? '' };
  });
}
