import type { ReactNode, RefObject } from 'react';
import type { PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import { cellStates } from '../../../../../shared/contract/pages/publications.ts';
import { cellStateTitles } from '../../../../../shared/text/pages/publications.ts';
import type { QueryText } from '../../../../lib/url-query.ts';
import { Button, ButtonLink } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icons.tsx';
import { KeyHints } from '../../../../ui/kbd.tsx';
import { EmptyState } from '../../../../ui/states.tsx';
import { useIsNarrow } from '../../../base/parts/use-is-narrow.ts';
import { type Place, periodTitle } from '../calendar-place.ts';
import { cellLooks, isAtRisk } from './calendar-cells.ts';
import type { CalendarHands } from './calendar-columns.ts';
import { CalendarSheets } from './calendar-sheets.tsx';
import { CalendarTable } from './calendar-table.tsx';
import { DayStrip } from './day-strip.tsx';
import type { GridHandle } from './use-grid-keys.ts';

interface Props {
  calendar: PublicationCalendar;
  isOld: boolean;
  place: Place;
  mayKeep: boolean;
  hands: CalendarHands;
  grid: RefObject<GridHandle | null>;
  change: (patch: QueryText) => void;
  onIdeas: () => void;
  onPriorities: () => void;
}

/** The editor's day, pages by days, how the glyphs are read. */
export function CalendarPane(props: Props): ReactNode {
  const { calendar, isOld, place, mayKeep, change } = props;
  const pages = place.isShort ? calendar.pages.filter(isAtRisk) : calendar.pages;
  return (
    <section
      className={isOld ? 'pane publications__main is-old' : 'pane publications__main'}
      aria-label="Календарь публикаций"
      aria-busy={isOld || undefined}
    >
      <DayStrip
        calendar={calendar}
        place={place}
        mayKeep={mayKeep}
        change={change}
        onIdeas={props.onIdeas}
        onPriorities={props.onPriorities}
      />
      {pages.length === 0 ? (
        <Nothing hasPages={calendar.pages.length > 0} onAll={() => change({ short: '' })} />
      ) : (
        <>
          <Days {...props} pages={pages} />
          <Legend mayKeep={mayKeep} />
        </>
      )}
    </section>
  );
}

/** Below this, in rem, seven days have no room beside the names of pages. */
const columnsFrom = 68;

function Days(props: Props & { pages: PublicationCalendar['pages'] }): ReactNode {
  const { calendar, pages, place, mayKeep, hands, grid } = props;
  const isNarrow = useIsNarrow(columnsFrom);
  const caption = `Публикации страниц по дням, ${periodTitle(place, calendar.today)}`;
  const common = { calendar, pages, caption, openId: place.id, mayKeep, hands };
  if (isNarrow) return <CalendarSheets {...common} />;
  return (
    <CalendarTable
      {...common}
      look={place.view === 'month' ? 'month' : 'week'}
      mayHush={calendar.can.includes('approve')}
      grid={grid}
    />
  );
}

function Nothing(props: { hasPages: boolean; onAll: () => void }): ReactNode {
  if (props.hasPages)
    return (
      <EmptyState title="Всем страницам хватает" action={<Button onClick={props.onAll}>Все страницы</Button>}>
        На этой неделе у каждой страницы норма есть или будет.
      </EmptyState>
    );
  return (
    <EmptyState
      title="В реестре нет ни одной страницы"
      action={<ButtonLink to="/staff/pages">К реестру страниц</ButtonLink>}
    >
      Публикуют на официальных страницах: сначала их вносят в реестр.
    </EmptyState>
  );
}

/** How the glyphs of cells are read, and what the keys do. */
function Legend({ mayKeep }: { mayKeep: boolean }): ReactNode {
  return (
    <div className="calendar-legend">
      <p>
        <span className="aloud">Знаки календаря: </span>
        {cellStates.map((state) => (
          <span key={state} className={`calendar__item--${state}`}>
            <Icon name={cellLooks[state].icon} size="text" />
            {cellStateTitles[state]}
          </span>
        ))}
      </p>
      <KeyHints
        hints={[
          { keys: ['ArrowLeft', 'ArrowRight'], label: 'по дням' },
          ...(mayKeep ? [{ keys: 'Shift+ArrowRight', label: 'перенести на день' }] : []),
          { keys: 'KeyP', label: 'показать' },
        ]}
      />
    </div>
  );
}
