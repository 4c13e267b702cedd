import type {
  CalendarItem,
  CalendarPage,
  CellState,
  PageNorm,
  PublicationCalendar,
} from '../../../../../shared/contract/pages/publications.ts';
import { formatTime, localDay, momentAt } from '../../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../../shared/text/numbers.ts';
import { addDays } from '../../../../../shared/text/periods.ts';
import type { IconName } from '../../../../ui/icons.tsx';
import type { Tone } from '../../../../ui/mark.tsx';

/** A stop of the keyboard: an item of a cell, or the empty cell itself, counted from 0. */
export interface Spot {
  row: number;
  column: number;
  item: number;
}

export interface Bounds {
  rows: number;
  columns: number;
  /** Stops in a cell, 1 at least. */
  stopsIn: (row: number, column: number) => number;
}

export const spotName = ({ row, column, item }: Spot): string => `${row}:${column}:${item}`;

export function readSpot(text: string | undefined): Spot | null {
  const [row, column, item] = (text ?? '').split(':').map(Number);
  return row === undefined || column === undefined || item === undefined ? null : { row, column, item };
}

/** Where a key leads from a spot; null = it is not one of the grid's keys, or leads nowhere. */
export function stepSpot(spot: Spot, press: { key: string; ctrlKey: boolean }, bounds: Bounds): Spot | null {
  const { row, column, item } = spot;
  const last = { row: bounds.rows - 1, column: bounds.columns - 1 };
  const at = (toRow: number, toColumn: number, toItem = 0): Spot | null => {
    if (toRow < 0 || toColumn < 0 || toRow > last.row || toColumn > last.column) return null;
    return { row: toRow, column: toColumn, item: Math.min(toItem, bounds.stopsIn(toRow, toColumn) - 1) };
  };
  switch (press.key) {
    case 'ArrowRight':
      return item + 1 < bounds.stopsIn(row, column) ? at(row, column, item + 1) : at(row, column + 1);
    case 'ArrowLeft':
      return item > 0 ? at(row, column, item - 1) : at(row, column - 1, Number.POSITIVE_INFINITY);
    case 'ArrowDown':
      return at(row + 1, column, item);
    case 'ArrowUp':
      return at(row - 1, column, item);
    case 'Home':
      return at(press.ctrlKey ? 0 : row, 0);
    case 'End':
      return at(press.ctrlKey ? last.row : row, last.column, Number.POSITIVE_INFINITY);
    default:
      return null;
  }
}

/** The same local time of another day. */
export const onDay = (at: string, day: string, zone: string): string =>
  momentAt(day, formatTime(at, zone), zone).toISOString();

export const shiftByDays = (at: string, by: number, zone: string): string =>
  onDay(at, addDays(localDay(at, zone), by), zone);

/** The calendar as it will be once a variant goes out at another moment; beyond its days the variant is out of sight. */
export function withMoved(
  calendar: PublicationCalendar,
  variantId: string,
  at: string,
  zone: string,
): PublicationCalendar {
  const isIt = (item: CalendarItem) => item.variantId === variantId;
  const has = (page: CalendarPage) => page.days.some(({ items }) => items.some(isIt));
  if (!calendar.pages.some(has)) return calendar;
  const day = localDay(at, zone);
  return {
    ...calendar,
    pages: calendar.pages.map((page) => (has(page) ? movedIn(page, isIt, { at, day }) : page)),
  };
}

function movedIn(
  page: CalendarPage,
  isIt: (item: CalendarItem) => boolean,
  to: { at: string; day: string },
): CalendarPage {
  const item = page.days.flatMap(({ items }) => items).find(isIt);
  if (!item) return page;
  return {
    ...page,
    days: page.days.map((one) => {
      const rest = one.items.filter((other) => !isIt(other));
      if (one.day !== to.day) return rest.length === one.items.length ? one : { ...one, items: rest };
      const items = [...rest, { ...item, at: to.at }].toSorted((a, b) => a.at.localeCompare(b.at));
      return { ...one, items };
    }),
  };
}

const movable: ReadonlySet<CellState> = new Set(['draft', 'approval', 'waiting', 'manual']);

/** An item that may be put on another day. */
export interface MovableItem {
  variantId: string;
  publicationId: string;
  at: string;
}

/** Whether it looks as if it could be moved: the card says the last word when it comes to that. */
export function asMovable({ variantId, publicationId, at, state }: CalendarItem): MovableItem | null {
  return variantId !== null && publicationId !== null && movable.has(state)
    ? { variantId, publicationId, at }
    : null;
}

interface CellLook {
  icon: IconName;
  /** In place of the time alone, where the glyph would not be known. */
  word: string;
}

export const cellLooks: Readonly<Record<CellState, CellLook>> = {
  published: { icon: 'check', word: '' },
  waiting: { icon: 'clock', word: '' },
  approval: { icon: 'hourglass', word: '' },
  draft: { icon: 'pencil', word: '' },
  failed: { icon: 'alert', word: 'сбой' },
  manual: { icon: 'person', word: 'руками' },
  publishing: { icon: 'upload', word: 'выходит' },
  unknown: { icon: 'alert', word: 'неясно' },
  withdrawn: { icon: 'close', word: 'снято' },
  outside: { icon: 'globe', word: '' },
};

export type NormSquare = 'done' | 'coming' | 'lacks';

/** More squares than these say nothing more. */
const MOST_SQUARES = 10;

/** Squares of a norm: what stands, what is on its way, what lacks. */
export function squaresOf({ need, done, coming }: PageNorm): NormSquare[] {
  const stateOf = (at: number): NormSquare => {
    if (at < done) return 'done';
    return at < done + coming ? 'coming' : 'lacks';
  };
  return Array.from({ length: Math.min(need, MOST_SQUARES) }, (_, at) => stateOf(at));
}

/** «3 + 2 из 5». */
export const normCount = ({ need, done, coming }: PageNorm): string =>
  `${done}${coming > 0 ? ` + ${coming}` : ''} из ${need}`;

export interface NormTold {
  tone: Tone;
  words: string;
}

/** What a week comes to, in words. */
export function tellNorm({ state, lacks }: Pick<PageNorm, 'state' | 'lacks'>): NormTold {
  switch (state) {
    case 'met':
      return { tone: 'ok', words: 'норма есть' };
    case 'coming':
      return { tone: 'ok', words: 'норма будет' };
    case 'short':
      return { tone: 'warning', words: `не хватает ${lacks}` };
    case 'danger':
      return { tone: 'danger', words: `не хватает ${lacks}` };
    case 'missed':
      return { tone: 'danger', words: `не хватило ${lacks}` };
    case 'unknown':
      return { tone: 'quiet', words: 'не читается' };
  }
}

/** A chance of falling short below this is no news. */
const WORTH_TELLING = 0.3;

/** «риск 60 %» of falling short, by the page's former weeks; '' where there is none to speak of. */
export const riskWords = ({ risk, state }: Pick<PageNorm, 'risk' | 'state'>): string =>
  risk !== null && risk >= WORTH_TELLING && (state === 'coming' || state === 'short' || state === 'danger')
    ? `риск ${formatPercent(risk)}`
    : '';

/** Whether a page may end the week short. */
export const isAtRisk = ({ weeks }: Pick<CalendarPage, 'weeks'>): boolean =>
  weeks.some((one) => one.isAtRisk);
