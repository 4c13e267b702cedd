import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { getCalendar, type PublicationCalendar } from '../../../../shared/contract/pages/publications.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useNow } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { StaleNote } from '../../base/parts/stale-note.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { CalendarBar } from './calendar/calendar-bar.tsx';
import type { CalendarHands } from './calendar/calendar-columns.ts';
import { CalendarPane } from './calendar/calendar-pane.tsx';
import type { GridHandle } from './calendar/use-grid-keys.ts';
import { type Place, readPlace, type Wanted, weeksOf, writeWanted } from './calendar-place.ts';
import { PiecePane } from './piece/piece-pane.tsx';
import { PublicationsDialogs, type ScreenDialog } from './publications-dialogs.tsx';
import { listPublicationKeys } from './publications-keys.ts';
import { PublicationsList } from './publications-list.tsx';
import { useVariantActs } from './use-variant-acts.ts';
import './calendar/calendar.css';
import './writing/composer.css';

/** «Публикации»: pages and days, or pieces by what they wait for; below, the piece that is open or written. The address is the view. */
export function PublicationsPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const place = useMemo(() => readPlace(query), [query]);
  const zone = useZone();
  const today = localDay(useNow(60_000), zone);
  const { from, count } = weeksOf(place, today);
  const calendar = useRoute(getCalendar, { query: { from, weeks: count } }, { refreshEvery: 60_000 });
  const mayKeep = calendar.data?.can.includes('keep') ?? false;
  const grid = useRef<GridHandle>(null);
  // On a phone the piece has the screen to itself.
  const isAlone = useIsNarrow() && (place.id !== '' || place.write !== null);
  const [dialog, setDialog] = useState<ScreenDialog | null>(null);
  const write = (wanted: Wanted) => change({ write: writeWanted(wanted), id: '' }, { replace: false });
  const retry = () => void calendar.refetch();
  return (
    <StaffPage
      title="Публикации"
      layout="panes"
      bar={!isAlone && <CalendarBar place={place} today={today} change={change} />}
      actions={
        mayKeep &&
        !isAlone && (
          <Button kind="primary" hint="KeyN" onClick={() => write({ pageId: null, day: null })}>
            Написать
          </Button>
        )
      }
    >
      {calendar.data ? (
        <>
          {calendar.error && (
            <StaleNote
              what="Календарь"
              problem={calendar.error}
              asOf={calendar.dataUpdatedAt}
              onRetry={retry}
            />
          )}
          <Desk
            calendar={calendar.data}
            isOld={calendar.isPlaceholderData}
            place={place}
            query={query}
            change={change}
            grid={grid}
            dialog={dialog}
            setDialog={setDialog}
          />
        </>
      ) : (
        <NotLoaded error={calendar.error} onRetry={retry} />
      )}
    </StaffPage>
  );
}

function NotLoaded(props: {
  error: Parameters<typeof ErrorState>[0]['problem'] | null;
  onRetry: () => void;
}): ReactNode {
  if (props.error)
    return <ErrorState title="Календарь не загрузился" problem={props.error} onRetry={props.onRetry} />;
  return (
    <div className="publications__loading">
      <SkeletonLines lines={10} height="2.5rem" label="Загружаем календарь…" />
    </div>
  );
}

interface DeskProps {
  calendar: PublicationCalendar;
  /** Of another week, while that comes. */
  isOld: boolean;
  place: Place;
  query: QueryText;
  change: (patch: QueryText, options?: { replace?: boolean }) => void;
  grid: RefObject<GridHandle | null>;
  dialog: ScreenDialog | null;
  setDialog: (dialog: ScreenDialog | null) => void;
}

function Desk(props: DeskProps): ReactNode {
  const { calendar, place, change, grid, dialog, setDialog } = props;
  const zone = useZone();
  const mayKeep = calendar.can.includes('keep');
  const isOpen = place.id !== '' || place.write !== null;
  const hands = useHands(props);
  const close = () => {
    change({ id: '', write: '' });
    grid.current?.focus();
  };
  useHotkeys(
    'Публикации',
    listPublicationKeys({
      mayKeep,
      zone,
      today: calendar.today,
      stop: () => grid.current?.current() ?? null,
      write: hands.write,
      move: (stop, day) => hands.move(stop, day),
      preview: (id) => setDialog({ kind: 'preview', id }),
    }),
    { active: dialog === null },
  );
  return (
    <div className={isOpen ? 'publications is-reading' : 'publications'}>
      <Upper {...props} hands={hands} mayKeep={mayKeep} />
      {isOpen && (
        <PiecePane
          calendar={calendar}
          id={place.id}
          wanted={place.write ?? { pageId: null, day: null }}
          mayKeep={mayKeep}
          onOpen={(id) => change({ id, write: '' })}
          onClose={close}
        />
      )}
      {dialog && (
        <PublicationsDialogs
          dialog={dialog}
          calendar={calendar}
          pageId={grid.current?.current()?.pageId ?? ''}
          onOpen={(id) => {
            setDialog(null);
            change({ id, write: '' });
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

/** What all the pieces are seen in. */
function Upper(props: DeskProps & { hands: CalendarHands; mayKeep: boolean }): ReactNode {
  const { calendar, isOld, place, query, change, grid, setDialog, hands, mayKeep } = props;
  if (place.view === 'list')
    return (
      <section className="pane publications__main" aria-label="Список публикаций">
        <PublicationsList query={query} />
      </section>
    );
  return (
    <CalendarPane
      calendar={calendar}
      isOld={isOld}
      place={place}
      mayKeep={mayKeep}
      hands={hands}
      grid={grid}
      change={change}
      onIdeas={() => setDialog({ kind: 'ideas' })}
      onPriorities={() => setDialog({ kind: 'priorities' })}
    />
  );
}

/** What the rows of the calendar do: the same functions all along, that see the latest of the screen. */
function useHands({ change, grid, setDialog }: DeskProps): CalendarHands {
  const acts = useVariantActs((variantId) => {
    if (grid.current?.isActive()) grid.current.follow(variantId);
  });
  const latest = useRef({ change, setDialog });
  useEffect(() => {
    latest.current = { change, setDialog };
  });
  return useMemo(
    () => ({
      ...acts,
      open: (id) => latest.current.change({ id, write: '' }, { replace: false }),
      write: (wanted) => latest.current.change({ write: writeWanted(wanted), id: '' }, { replace: false }),
      hush: (day) => latest.current.setDialog({ kind: 'hush', day }),
    }),
    [acts],
  );
}
