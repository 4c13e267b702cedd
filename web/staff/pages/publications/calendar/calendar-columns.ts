import type { PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import type { Wanted } from '../calendar-place.ts';
import type { MovableItem } from './calendar-cells.ts';

type Day = PublicationCalendar['days'][number];

/** A column of the calendar: a day, or what the week before it came to. */
export type CalendarColumn =
  | {
      kind: 'day';
      /** Which of the calendar's days, from 0. */
      at: number;
      day: Day;
      isToday: boolean;
      isPast: boolean;
    }
  | { kind: 'norm'; week: number };

/** Each week's days, then its norm. */
export function columnsOf({ days, today }: Pick<PublicationCalendar, 'days' | 'today'>): CalendarColumn[] {
  return days.flatMap((day, at): CalendarColumn[] => {
    const column = { kind: 'day', at, day, isToday: day.day === today, isPast: day.day < today } as const;
    return at % 7 === 6 ? [column, { kind: 'norm', week: Math.floor(at / 7) }] : [column];
  });
}

/** What is done from the calendar. The same object all along: rows are not drawn again for it. */
export interface CalendarHands {
  open: (publicationId: string) => void;
  write: (wanted: Wanted) => void;
  move: (item: MovableItem, day: string) => void;
  retry: (variant: { publicationId: string; variantId: string }) => void;
  /** The silence of a day: begun, told of, ended. */
  hush: (day: string) => void;
}
