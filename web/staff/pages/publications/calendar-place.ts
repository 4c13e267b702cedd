import {
  type PublicationShelf,
  publicationShelves,
} from '../../../../shared/contract/pages/publications-list.ts';
import { formatDayMonth, monthName } from '../../../../shared/text/dates.ts';
import { addDays, lengthOf, monthOf, type Period, weekOf } from '../../../../shared/text/periods.ts';
import type { QueryText } from '../../../lib/url-query.ts';

export const calendarViews = ['week', 'month', 'list'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** A piece that is to be written: for which page and day, where that was said. */
export interface Wanted {
  pageId: string | null;
  day: string | null;
}

/** What the address says: which days are shown and what is open below them. */
export interface Place {
  view: CalendarView;
  /** Any day of what is shown; '' = today's. */
  on: string;
  /** A piece that is open; '' = none. */
  id: string;
  write: Wanted | null;
  /** Only pages that lack posts. */
  isShort: boolean;
  shelf: PublicationShelf;
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/u.test(text ?? '');

export const readPlace = (query: QueryText): Place => ({
  view: calendarViews.find((one) => one === query.view) ?? 'week',
  on: isDay(query.on) ? query.on : '',
  id: query.id ?? '',
  write: query.write ? readWanted(query.write) : null,
  isShort: query.short === 'yes',
  shelf: publicationShelves.find((one) => one === query.shelf) ?? 'all',
});

/** `<page>`, `<page>,<day>`, `any`, `any,<day>`. */
function readWanted(text: string): Wanted {
  const [page = '', day] = text.split(',');
  return { pageId: page === 'any' ? null : page, day: isDay(day) ? day : null };
}

export const writeWanted = ({ pageId, day }: Wanted): string =>
  [pageId ?? 'any', day].filter(Boolean).join(',');

/** The weeks of a view: their first Monday and how many. */
export interface Weeks {
  from: string;
  count: number;
}

export function weeksOf({ view, on }: Pick<Place, 'view' | 'on'>, today: string): Weeks {
  const day = on || today;
  if (view !== 'month') return { from: weekOf(day).from, count: 1 };
  const month = monthOf(day);
  const period = { from: weekOf(month.from).from, to: weekOf(month.to).to };
  return { from: period.from, count: lengthOf(period) / 7 };
}

/** A day of the view before or after; '' where that is today's. */
export function stepDay({ view, on }: Pick<Place, 'view' | 'on'>, today: string, by: 1 | -1): string {
  const day = on || today;
  const stepped = view === 'month' ? monthStep(day, by) : addDays(weekOf(day).from, 7 * by);
  const isNow = view === 'month' ? stepped.slice(0, 7) === today.slice(0, 7) : isInWeek(today, stepped);
  return isNow ? '' : stepped;
}

const isInWeek = (day: string, of: string): boolean => weekOf(day).from === weekOf(of).from;

function monthStep(day: string, by: 1 | -1): string {
  const { from, to } = monthOf(day);
  return by > 0 ? addDays(to, 1) : monthOf(addDays(from, -1)).from;
}

/** «23–29 ноября 2026», «30 ноября – 6 декабря 2026», «Ноябрь 2026». */
export function periodTitle(place: Pick<Place, 'view' | 'on'>, today: string): string {
  if (place.view === 'month') {
    const day = place.on || today;
    return `${monthName(day)} ${day.slice(0, 4)}`;
  }
  const { from, to } = weekOf(place.on || today);
  return rangeTitle({ from, to });
}

const yearOf = (day: string): string => day.slice(0, 4);

function rangeTitle({ from, to }: Period): string {
  // Words of the year are put once, at the end: each end is told as of its own year.
  const [a, b] = [from, to].map((day) => formatDayMonth(day, 'UTC', day));
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${b} ${yearOf(to)}`;
  return yearOf(from) === yearOf(to)
    ? `${a} – ${b} ${yearOf(to)}`
    : `${a} ${yearOf(from)} – ${b} ${yearOf(to)}`;
}
