import { recordOf } from '../../../../shared/known.ts';
import { firstOf, itemAt, lastOf } from '../../../../shared/lists.ts';
import { nameDay } from '../../../../shared/text/deadlines.ts';
import { int32At, uint8At } from '../../../lib/typed-arrays.ts';
import {
  CalendarInvalid,
  type CalendarOverlay,
  type CalendarPack,
  type CalendarYear,
  readCalendarPack,
} from './calendar-pack.ts';
import { type DayNumber, formatDay, isRealDate, parseDay, toDayNumber, weekdayOf, yearOf } from './day.ts';

/** Order matters: everything from `working` on is a working day. */
export const dayKinds = ['weekend', 'holiday', 'moved', 'declared', 'off', 'working', 'shortened'] as const;
export type DayKind = (typeof dayKinds)[number];
const code = recordOf(dayKinds, (_, index) => index);
const firstWorking = code.working;

/** What is known of a day beyond its kind. */
export interface DayFact {
  /** «День народного единства», «Сабантуй». */
  name?: string;
  /** The day whose rest was moved here. */
  movedFrom?: DayNumber;
  /** The act that made it so. */
  basis?: string;
  /** Id of the overlay that changed the day. */
  overlay?: string;
}

/** A calendar compiled for look-ups in constant time. Made by `compileCalendar`, never changed. */
export interface Calendar {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** First and last day covered, both included. */
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** Kind of each day, index `day - first`, as an index of `dayKinds`. */
  readonly kinds: Uint8Array;
  /** How many working days there are from `first` to the day, included. */
  readonly ranks: Int32Array;
  /** The working day of each rank; `[0]` is the day before `first`. */
  readonly workingDays: Int32Array;
  readonly facts: ReadonlyMap<DayNumber, DayFact>;
  /** Years counted without a calendar, by weekends and the law's holidays only. */
  readonly assumedYears: ReadonlySet<number>;
  /** Years whose calendar the government may still change. */
  readonly unverifiedYears: ReadonlySet<number>;
  readonly overlays: readonly { id: string; title: string }[];
}

/** A term reaches into a year the calendar does not cover: load that year, nothing is guessed in silence. */
export class CalendarYearMissing extends Error {
  readonly year: number;
  readonly calendarId: string;
  constructor(calendarId: string, year: number) {
    super(`В календаре «${calendarId}» нет ${year} года: загрузите производственный календарь на этот год.`);
    this.name = 'CalendarYearMissing';
    this.year = year;
    this.calendarId = calendarId;
  }
}

export interface CompileOptions {
  /** Applied in this order: regional first, then the organisation's. */
  overlays?: readonly CalendarOverlay[];
  /**
   * Cover the years up to this one even without data: Saturdays, Sundays and the law's holidays are days off.
   * Such years stand in `assumedYears`, and every explanation that touches one says so. Off by default.
   */
  assumeThrough?: number;
}

interface Draft {
  first: DayNumber;
  last: DayNumber;
  kinds: Uint8Array;
  facts: Map<DayNumber, DayFact>;
}

/**
 * Compiles a pack (parsed JSON or one already read). Throws `CalendarInvalid` when years have a gap, a day
 * contradicts another, or a year's working days do not add up to the figure stated by its source.
 */
export function compileCalendar(data: unknown, options: CompileOptions = {}): Calendar {
  const pack = readCalendarPack(data);
  const [firstYear, lastYear] = checkYears(pack);
  const through = Math.max(lastYear, options.assumeThrough ?? lastYear);
  const first = toDayNumber(firstYear, 1, 1);
  const last = toDayNumber(through, 12, 31);
  const draft: Draft = { first, last, kinds: new Uint8Array(last - first + 1), facts: new Map() };
  const assumed = new Set<number>();
  for (let year = firstYear; year <= through; year += 1) {
    putWeekendsAndHolidays(draft, pack, year);
    const data = pack.years.find((entry) => entry.year === year);
    if (data) applyYear(draft, data);
    else assumed.add(year);
  }
  for (const overlay of options.overlays ?? []) applyOverlay(draft, overlay);
  return {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    ...draft,
    ...rankWorkingDays(draft),
    assumedYears: assumed,
    unverifiedYears: new Set(pack.years.filter((year) => year.toVerify).map((year) => year.year)),
    overlays: (options.overlays ?? []).map(({ id, title }) => ({ id, title })),
  };
}

function checkYears(pack: CalendarPack): [number, number] {
  const years = pack.years.map((entry) => entry.year);
  const [first, last] = [firstOf(years), lastOf(years)];
  if (years.some((year, index) => year !== first + index))
    throw new CalendarInvalid(`Годы календаря идут не подряд: ${years.join(', ')}`);
  if (pack.validFrom !== `${first}-01-01` || pack.validTo !== `${last}-12-31`)
    throw new CalendarInvalid(`Срок действия календаря не совпадает с годами ${first}–${last}`);
  return [first, last];
}

function putWeekendsAndHolidays(draft: Draft, pack: CalendarPack, year: number): void {
  const end = toDayNumber(year, 12, 31);
  for (let day = toDayNumber(year, 1, 1); day <= end; day += 1)
    draft.kinds[day - draft.first] = weekdayOf(day) >= 6 ? code.weekend : code.working;
  for (const holiday of pack.holidays) {
    for (const text of holiday.days)
      put(draft, readMonthDay(year, text), 'holiday', { name: holiday.name, basis: holiday.basis });
  }
}

function applyYear(draft: Draft, data: CalendarYear): void {
  const at = (text: string) => readMonthDay(data.year, text);
  const isWorkday = (day: DayNumber) => uint8At(draft.kinds, day - draft.first) >= firstWorking;
  const takeOff = (day: DayNumber, kind: DayKind, fact: DayFact) => {
    if (!isWorkday(day)) throw new CalendarInvalid(`${formatDay(day)} и без переноса нерабочий день`);
    put(draft, day, kind, fact);
  };
  for (const text of data.working) {
    const day = at(text);
    if (isWorkday(day)) throw new CalendarInvalid(`${formatDay(day)} и без переноса рабочий день`);
    put(draft, day, 'working', {});
  }
  for (const [to, from] of Object.entries(data.moved)) takeOff(at(to), 'moved', { movedFrom: at(from) });
  for (const text of data.off) takeOff(at(text), 'off', {});
  for (const { from, to, name, basis } of data.declared) {
    for (let day = at(from); day <= at(to); day += 1)
      if (isWorkday(day)) put(draft, day, 'declared', { name, basis });
  }
  for (const text of data.shortened) {
    const day = at(text);
    if (!isWorkday(day))
      throw new CalendarInvalid(`${formatDay(day)} назван сокращённым, но это нерабочий день`);
    put(draft, day, 'shortened', {});
  }
  checkTotal(draft, data);
}

function checkTotal(draft: Draft, data: CalendarYear): void {
  const from = toDayNumber(data.year, 1, 1) - draft.first;
  const to = toDayNumber(data.year, 12, 31) - draft.first;
  const total = draft.kinds.subarray(from, to + 1).filter((kind) => kind >= firstWorking).length;
  if (total !== data.workingDays)
    throw new CalendarInvalid(
      `${data.year} год: рабочих дней ${total}, а по источнику должно быть ${data.workingDays}`,
    );
}

function applyOverlay(draft: Draft, overlay: CalendarOverlay): void {
  for (const { date, kind, name } of overlay.days) {
    const day = parseDay(date);
    if (day < draft.first || day > draft.last)
      throw new CalendarInvalid(`${overlay.title}: дня ${date} нет в основном календаре`);
    const fact: DayFact = { overlay: overlay.id };
    if (name) fact.name = name;
    if (overlay.basis) fact.basis = overlay.basis;
    put(draft, day, kind, fact);
  }
}

function put(draft: Draft, day: DayNumber, kind: DayKind, fact: DayFact): void {
  draft.kinds[day - draft.first] = code[kind];
  if (Object.keys(fact).length > 0) draft.facts.set(day, fact);
  else draft.facts.delete(day);
}

function readMonthDay(year: number, text: string): DayNumber {
  const [month, dayOfMonth] = [Number(text.slice(0, 2)), Number(text.slice(3))];
  if (!isRealDate(year, month, dayOfMonth)) throw new CalendarInvalid(`Нет такого дня: ${year}-${text}`);
  return toDayNumber(year, month, dayOfMonth);
}

function rankWorkingDays(draft: Draft): Pick<Calendar, 'ranks' | 'workingDays'> {
  const ranks = new Int32Array(draft.kinds.length);
  const workingDays = [draft.first - 1];
  for (let index = 0; index < ranks.length; index += 1) {
    if (uint8At(draft.kinds, index) >= firstWorking) workingDays.push(draft.first + index);
    ranks[index] = workingDays.length - 1;
  }
  return { ranks, workingDays: Int32Array.from(workingDays) };
}

/** True when the calendar covers the day. */
export function coversDay(calendar: Calendar, day: DayNumber): boolean {
  return day >= calendar.first && day <= calendar.last;
}

function indexOf(calendar: Calendar, day: DayNumber): number {
  if (!coversDay(calendar, day)) throw new CalendarYearMissing(calendar.id, yearOf(day));
  return day - calendar.first;
}

/** Throws `CalendarYearMissing` outside the years covered, as all functions below do. */
export function dayKind(calendar: Calendar, day: DayNumber): DayKind {
  return itemAt(dayKinds, uint8At(calendar.kinds, indexOf(calendar, day)));
}

/** Whether the day is worked; throws `CalendarYearMissing` outside the pack. */
export function isWorkingDay(calendar: Calendar, day: DayNumber): boolean {
  return uint8At(calendar.kinds, indexOf(calendar, day)) >= firstWorking;
}

/** Whether the day is an hour shorter, as before a holiday. */
export function isShortenedDay(calendar: Calendar, day: DayNumber): boolean {
  return calendar.kinds[indexOf(calendar, day)] === code.shortened;
}

/** Working days from the start of the calendar to the day, included; differences of it count a stretch. */
export function workingDayRank(calendar: Calendar, day: DayNumber): number {
  return int32At(calendar.ranks, indexOf(calendar, day));
}

/** The working day of a rank, the inverse of `workingDayRank`. */
export function workingDayAt(calendar: Calendar, rank: number): DayNumber {
  const last = calendar.workingDays.length - 1;
  if (rank > last) throw new CalendarYearMissing(calendar.id, yearOf(calendar.last) + 1);
  if (rank < 1) throw new CalendarYearMissing(calendar.id, yearOf(calendar.first) - 1);
  return int32At(calendar.workingDays, rank);
}

/** The day itself when it is a working one, else the nearest before it. */
export function previousWorkingDay(calendar: Calendar, day: DayNumber): DayNumber {
  return workingDayAt(calendar, workingDayRank(calendar, day));
}

/** The day itself when it is a working one, else the nearest after it. */
export function nextWorkingDay(calendar: Calendar, day: DayNumber): DayNumber {
  return isWorkingDay(calendar, day) ? day : workingDayAt(calendar, workingDayRank(calendar, day) + 1);
}

/** The Russian name of the day's reason, or null for an ordinary working day. */
export function describeDay(calendar: Calendar, day: DayNumber): string | null {
  const { movedFrom, ...fact } = calendar.facts.get(day) ?? {};
  const moved = movedFrom === undefined ? {} : { movedFrom: formatDay(movedFrom) };
  return nameDay(dayKind(calendar, day), weekdayOf(day), { ...fact, ...moved });
}
