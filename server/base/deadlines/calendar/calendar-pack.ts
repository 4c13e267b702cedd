import { z } from 'zod';
import { firstOf, lastOf } from '../../../../shared/lists.ts';
import { readDay } from './day.ts';

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'нужен день вида ММ-ДД');
const isoDay = z.string().refine((text) => readDay(text) !== undefined, 'нужна дата вида ГГГГ-ММ-ДД');

/** What one year adds to Saturdays, Sundays and the holidays of the law. Days are `MM-DD`. */
export const calendarYearSchema = z.strictObject({
  year: z.int().min(1992).max(2199),
  /** Working days of the whole year as the source counts them: a wrong day anywhere fails the load. */
  workingDays: z.int().min(1).max(366),
  /** Weekdays made days off → the day whose rest they carry. */
  moved: z.record(monthDay, monthDay).default({}),
  /** Stretches declared non-working by a decree, both ends included; weekends inside stay weekends. */
  declared: z
    .array(z.strictObject({ from: monthDay, to: monthDay, name: z.string().min(1), basis: z.string() }))
    .default([]),
  /** Weekdays off for a reason the source does not give. */
  off: z.array(monthDay).default([]),
  /** Working days one hour shorter (ТК РФ ст. 95); may be a working Saturday. */
  shortened: z.array(monthDay).default([]),
  /** Saturdays and Sundays people work on. */
  working: z.array(monthDay).default([]),
  /** The year may still be changed by the government; screens say so. */
  toVerify: z.boolean().default(false),
});

/** A working calendar as data; documented in packs/base/calendar/README.md. */
export const calendarPackSchema = z.strictObject({
  kind: z.literal('working-calendar'),
  id: z.string().min(1),
  version: z.string().min(1),
  title: z.string().min(1),
  source: z.strictObject({ name: z.string(), url: z.string(), retrieved: isoDay, note: z.string() }),
  validFrom: isoDay,
  validTo: isoDay,
  /** Holidays that fall on the same days every year; on a weekday they are days off. */
  holidays: z.array(
    z.strictObject({ name: z.string().min(1), basis: z.string(), days: z.array(monthDay).min(1) }),
  ),
  years: z.array(calendarYearSchema).min(1),
});

/** Days of a region or an organisation that differ from the calendar below. */
export const calendarOverlaySchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  level: z.enum(['regional', 'organisation']),
  basis: z.string().default(''),
  days: z.array(
    z.strictObject({
      date: isoDay,
      kind: z.enum(['off', 'working', 'shortened']),
      name: z.string().min(1).optional(),
    }),
  ),
});

export type CalendarYear = z.output<typeof calendarYearSchema>;
export type CalendarPack = z.output<typeof calendarPackSchema>;
export type CalendarOverlay = z.output<typeof calendarOverlaySchema>;

/** The data say something that cannot be; the message is Russian and names the day. */
export class CalendarInvalid extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CalendarInvalid';
  }
}

/** Checks the shape of a parsed JSON file of packs/base/calendar. Throws `CalendarInvalid`. */
export function readCalendarPack(data: unknown): CalendarPack {
  const read = calendarPackSchema.safeParse(data);
  if (!read.success)
    throw new CalendarInvalid(`Календарь не читается: ${z.prettifyError(read.error)}`, read.error);
  return read.data;
}

/** The pack with a year put in or replaced, e.g. one an administrator imported from a file. */
export function putYear(pack: CalendarPack, year: CalendarYear): CalendarPack {
  const years = [...pack.years.filter((known) => known.year !== year.year), year];
  years.sort((a, b) => a.year - b.year);
  return {
    ...pack,
    validFrom: `${firstOf(years).year}-01-01`,
    validTo: `${lastOf(years).year}-12-31`,
    years,
  };
}
