import { z } from 'zod';
import { type DayNumber, formatDay, isRealDate, toDayNumber, weekdayOf } from './day.ts';

/** The file is not a calendar of xmlcalendar, or contradicts itself or the law; the message is Russian. */
export class CalendarFileInvalid extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CalendarFileInvalid';
  }
}

/** What a file of xmlcalendar says, before it is compared with weekends and the holidays of the law. */
export interface RawYear {
  year: number;
  /** Listed days off, weekends among them or not. */
  off: Set<DayNumber>;
  /** Weekends that are worked. */
  working: Set<DayNumber>;
  shortened: Set<DayNumber>;
  /** Day off → the day it was moved from. */
  moved: Map<DayNumber, DayNumber>;
  titles: Map<DayNumber, string>;
  workingDays: number | undefined;
}

/** The published JSON: days off as `1,2,3*,4+`, where `*` is shortened and `+` moved here. */
const jsonSchema = z.object({
  year: z.number(),
  months: z
    .array(z.object({ month: z.int().min(1).max(12), days: z.string().regex(/^(\d+[*+]?(,|$))*$/) }))
    .length(12),
  transitions: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
  statistic: z.object({ workdays: z.int() }).optional(),
});

/** Reads XML or JSON, by what the text begins with. No entity of the XML is expanded. Throws `CalendarFileInvalid`. */
export function readCalendarFile(text: string): RawYear {
  const body = text.replace(/^\uFEFF/, '').trim();
  return body.startsWith('<') ? readXml(body) : readJson(body);
}

function newRaw(year: number): RawYear {
  if (!Number.isInteger(year) || year < 1992 || year > 2199)
    throw new CalendarFileInvalid('В файле не назван год календаря');
  return {
    year,
    off: new Set(),
    working: new Set(),
    shortened: new Set(),
    moved: new Map(),
    titles: new Map(),
    workingDays: undefined,
  };
}

function readXml(text: string): RawYear {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new CalendarFileInvalid('В календаре не должно быть DOCTYPE');
  const body = text.replace(/<!--[\s\S]*?-->/g, '');
  const root = /<calendar\b([^>]*)>/.exec(body);
  if (!root) throw new CalendarFileInvalid('Это не календарь xmlcalendar: нет элемента calendar');
  const raw = newRaw(Number(readAttributes(root[1]!).get('year')));
  const titles = new Map<string, string>();
  for (const [, attributes] of body.matchAll(/<holiday\b([^>]*)>/g)) {
    const holiday = readAttributes(attributes!);
    titles.set(holiday.get('id') ?? '', decodeText(holiday.get('title') ?? ''));
  }
  const seen = new Set<DayNumber>();
  for (const [, attributes] of body.matchAll(/<day\b([^>]*)>/g)) {
    const entry = readAttributes(attributes!);
    const day = readMonthDay(raw.year, entry.get('d') ?? '');
    if (seen.has(day)) throw new CalendarFileInvalid(`День ${formatDay(day)} назван дважды`);
    seen.add(day);
    putXmlDay(raw, day, entry, titles);
  }
  if (seen.size === 0) throw new CalendarFileInvalid('В календаре нет ни одного дня');
  return raw;
}

function putXmlDay(
  raw: RawYear,
  day: DayNumber,
  entry: Map<string, string>,
  titles: ReadonlyMap<string, string>,
): void {
  const type = entry.get('t');
  if (type === '1') raw.off.add(day);
  else if (type === '2') raw.shortened.add(day);
  else if (type !== '3')
    throw new CalendarFileInvalid(`День ${formatDay(day)}: неизвестный вид «${type ?? ''}»`);
  if (type !== '1' && weekdayOf(day) >= 6) raw.working.add(day);
  const from = entry.get('f');
  if (from && type === '1') raw.moved.set(day, readMonthDay(raw.year, from));
  const title = titles.get(entry.get('h') ?? '');
  if (title) raw.titles.set(day, title);
}

function readAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)) found.set(name!, value!);
  return found;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function decodeText(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name]!);
}

function readJson(text: string): RawYear {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new CalendarFileInvalid('Файл не читается: это не XML и не JSON', cause);
  }
  const read = jsonSchema.safeParse(data);
  if (!read.success)
    throw new CalendarFileInvalid('Это не календарь xmlcalendar: нет года и месяцев', read.error);
  const { year, months, transitions, statistic } = read.data;
  const raw = newRaw(year);
  for (const { month, days } of months) {
    for (const [, dayOfMonth, mark] of days.matchAll(/(\d+)([*+]?)/g)) {
      const day = toDay(year, month, Number(dayOfMonth));
      if (mark === '*') raw.shortened.add(day);
      else raw.off.add(day);
    }
  }
  for (const { from, to } of transitions) raw.moved.set(readMonthDay(year, to), readMonthDay(year, from));
  // Here every weekend is listed, and one that is not, or is listed as shortened, is worked.
  for (let day = toDayNumber(year, 1, 1); day <= toDayNumber(year, 12, 31); day += 1)
    if (weekdayOf(day) >= 6 && !raw.off.has(day)) raw.working.add(day);
  raw.workingDays = statistic?.workdays;
  return raw;
}

/** `MM.DD` of the year. */
function readMonthDay(year: number, text: string): DayNumber {
  const found = /^(\d{2})\.(\d{2})$/.exec(text);
  if (!found) throw new CalendarFileInvalid(`Нечитаемый день «${text}»: нужен вид ММ.ДД`);
  return toDay(year, Number(found[1]), Number(found[2]));
}

function toDay(year: number, month: number, dayOfMonth: number): DayNumber {
  if (!isRealDate(year, month, dayOfMonth))
    throw new CalendarFileInvalid(`Нет такого дня: ${dayOfMonth}.${month}.${year}`);
  return toDayNumber(year, month, dayOfMonth);
}
