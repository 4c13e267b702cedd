import type {
  CalendarItem,
  PublicationCard,
  PublicationVariant,
} from '../../../../shared/contract/pages/publications.ts';
import { formatDay, formatWeekday } from '../../../../shared/text/dates.ts';
import { cellStateTitles } from '../../../../shared/text/pages/publications.ts';
import { weekdayOf } from '../../../../shared/text/periods.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Formats } from '../../../lib/format.ts';
import type { Tone } from '../../../ui/mark.tsx';
import { pageTitleOf } from './writing/piece-values.ts';

const weekdays = ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'] as const;

/** «Пт 27.11». */
export const dayTitle = (day: string): string => `${weekdays[weekdayOf(day)]} ${formatDay(day).slice(0, 5)}`;

/** «пятница, 27.11». */
export const longDayTitle = (day: string): string => `${formatWeekday(day)}, ${formatDay(day).slice(0, 5)}`;

/** «27.11 10:00», with its year where that is not this one. */
export const momentTitle = ({ day, time }: { day: string; time: string }, today: string): string =>
  `${day.slice(0, 4) === today.slice(0, 4) ? formatDay(day).slice(0, 5) : formatDay(day)} ${time}`;

export const pagesCount = (count: number): string => counted(count, 'страница', 'страницы', 'страниц');

/** «4 страницам не хватает». */
export const shortWords = (count: number): string =>
  `${counted(count, 'странице', 'страницам', 'страницам')} не хватает`;

/** What an item of a cell is, for whoever does not see its glyph. */
export const itemWords = ({ state, start, reason, isMarked }: CalendarItem): string =>
  [cellStateTitles[state], isMarked && 'ждёт второго взгляда', start || 'без слов', reason]
    .filter(Boolean)
    .join(', ');

/** How the moment of a variant is told: when it went, when it will, when it is tried again. */
export function variantMoment(variant: PublicationVariant, formats: Formats): string {
  const { state, publishedAt, dueAt, nextAt } = variant;
  if (publishedAt) return formats.short(publishedAt);
  if (nextAt) return `снова ${formats.short(nextAt)}`;
  return state === 'waiting' || state === 'planned' || state === 'manual'
    ? `на ${formats.short(dueAt)}`
    : formats.short(dueAt);
}

export const variantTones: Readonly<Record<PublicationVariant['state'], Tone>> = {
  planned: 'quiet',
  waiting: 'info',
  manual: 'warning',
  publishing: 'info',
  published: 'ok',
  failed: 'danger',
  unknown: 'warning',
  withdrawn: 'quiet',
  cancelled: 'quiet',
};

export const pieceTones: Readonly<Record<PublicationCard['state'], Tone>> = {
  draft: 'quiet',
  approval: 'info',
  returned: 'warning',
  approved: 'ok',
  cancelled: 'quiet',
};

/** Who still has to agree. */
export const leftWords = (left: number): string =>
  `нужно ещё ${counted(left, 'согласование', 'согласования', 'согласований')}`;

/** How a page of a piece is called in its notes. */
export const titleIn =
  (variants: readonly { pageId: string; body: string; networkTitle: string }[]) =>
  (pageId: string): string => {
    const variant = variants.find((one) => one.pageId === pageId);
    return variant ? pageTitleOf(variant) : '';
  };
