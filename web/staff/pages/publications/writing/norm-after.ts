import type {
  PreflightNote,
  PublicationCalendar,
} from '../../../../../shared/contract/pages/publications.ts';
import { localDay } from '../../../../../shared/text/dates.ts';
import { addDays } from '../../../../../shared/text/periods.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { dueOf, type PieceValues, pageTitleOf } from './piece-values.ts';

/** More pages than these are told by the calendar itself. */
const MOST_TOLD = 3;

/** What each page will come to in the week the piece goes out in, as far as the calendar at hand knows that week. */
export function normAfter(
  values: Pick<PieceValues, 'variants' | 'day' | 'time'>,
  calendar: Pick<PublicationCalendar, 'pages'>,
  { zone, publicationId }: { zone: string; publicationId: string },
): PreflightNote[] {
  return values.variants.slice(0, MOST_TOLD).flatMap(({ pageId, own }): PreflightNote[] => {
    const page = calendar.pages.find(({ id }) => id === pageId);
    const dueAt = dueOf(values, own, zone);
    if (!page || !dueAt) return [];
    const day = localDay(dueAt, zone);
    const norm = page.weeks.find(({ from }) => from <= day && day <= addDays(from, 6));
    if (!norm || norm.state === 'unknown' || norm.state === 'missed') return [];
    const isCounted = page.days.some(
      (one) =>
        one.day >= norm.from &&
        one.day <= addDays(norm.from, 6) &&
        // A draft is not on its way yet: it counts for nothing.
        one.items.some((item) => item.publicationId === publicationId && item.state !== 'draft'),
    );
    const left = Math.max(0, norm.lacks - (isCounted ? 0 : 1));
    return [
      {
        pageId,
        tone: left > 0 ? 'warn' : 'ok',
        field: 'dueAt',
        words:
          left > 0
            ? `${pageTitleOf(page)}: до нормы останется ${counted(left, 'публикация', 'публикации', 'публикаций')}`
            : `${pageTitleOf(page)}: норма ${norm.need} в неделю будет`,
      },
    ];
  });
}
