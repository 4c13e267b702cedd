import type { ReactNode } from 'react';
import type { PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import { countPublications } from '../../../../../shared/contract/pages/publications-list.ts';
import { useRoute } from '../../../../lib/query.ts';
import type { QueryText } from '../../../../lib/url-query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Mark, type Tone } from '../../../../ui/mark.tsx';
import { PageLink } from '../../../../ui/page-link.tsx';
import type { Place } from '../calendar-place.ts';
import { shortWords } from '../publication-words.ts';

interface Props {
  calendar: PublicationCalendar;
  place: Place;
  mayKeep: boolean;
  change: (patch: QueryText) => void;
  onIdeas: () => void;
  onPriorities: () => void;
}

const shelves = {
  troubled: { tone: 'danger', words: (count: number) => `не вышло в срок: ${count}` },
  approval: { tone: 'info', words: (count: number) => `ждут согласования: ${count}` },
  review: { tone: 'warning', words: (count: number) => `срочные без проверки: ${count}` },
} as const satisfies Record<string, { tone: Tone; words: (count: number) => string }>;

/** The editor's day: what the week lacks, what waits for whom, what is done already and not told of. */
export function DayStrip({ calendar, place, mayKeep, change, onIdeas, onPriorities }: Props): ReactNode {
  const counts = useRoute(countPublications, undefined, { refreshEvery: 60_000 }).data;
  const { short } = calendar;
  return (
    <div className="day-strip">
      {(short > 0 || place.isShort) && (
        <button
          type="button"
          className="mark mark--warning day-strip__need"
          aria-pressed={place.isShort}
          onClick={() => change({ short: place.isShort ? '' : 'yes' })}
        >
          {shortWords(short)}
        </button>
      )}
      {counts &&
        (['troubled', 'approval', 'review'] as const)
          .filter((shelf) => counts[shelf] > 0)
          .map((shelf) => (
            <PageLink
              key={shelf}
              className="day-strip__shelf"
              to="/staff/publications"
              search={{ view: 'list', shelf }}
            >
              <Mark tone={shelves[shelf].tone}>{shelves[shelf].words(counts[shelf])}</Mark>
            </PageLink>
          ))}
      <Button kind="quiet" icon="list" className="push" onClick={onPriorities}>
        О чём рассказать
      </Button>
      {mayKeep && (
        <Button kind="quiet" icon="image" onClick={onIdeas}>
          Идеи
        </Button>
      )}
    </div>
  );
}
