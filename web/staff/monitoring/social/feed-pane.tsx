import { type ReactNode, type RefObject, useEffect } from 'react';
import { type IncidentTab, incidentTabs } from '../../../../shared/contract/monitoring/incidents.ts';
import {
  incidentTabWords,
  lateWords,
  toldIncidentsWords,
} from '../../../../shared/text/monitoring/incident-words.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { KeyHints } from '../../../ui/kbd.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { StaleNote } from '../../base/parts/stale-note.tsx';
import { FeedRow, feedRowId } from './feed-row.tsx';
import { type Feed, type FeedCounts, type FeedFilter, isNarrowed } from './use-feed.ts';

interface PaneProps {
  feed: Feed;
  filter: FeedFilter;
  live: FeedCounts;
  topics: Topics | undefined;
  listRef: RefObject<HTMLDivElement | null>;
  onTab: (tab: IncidentTab) => void;
  onReset: () => void;
  /** Back from the incidents of a number to the feed. */
  onWhole: () => void;
  onOpen: (id: string) => void;
}

/** The left pane: what waits, in order of terms. */
export function FeedPane(props: PaneProps): ReactNode {
  const { feed, filter, live } = props;
  return (
    <section className="pane social__feed" aria-label="Лента">
      <FeedTabs filter={filter} live={live} onTab={props.onTab} />
      {filter.told && <ToldStrip told={filter.told} onWhole={props.onWhole} />}
      <FeedNews feed={feed} live={live} />
      {!feed.isLoaded && feed.error && (
        <ErrorState title="Лента не загрузилась" problem={feed.error} onRetry={feed.retry} />
      )}
      {!feed.isLoaded && !feed.error && <LoadingRows />}
      {feed.isLoaded && feed.state.rows.length === 0 && <NothingHere {...props} />}
      {feed.isLoaded && feed.state.rows.length > 0 && <Rows {...props} />}
      <div className="inbox__foot">
        <KeyHints
          hints={[
            { keys: ['KeyJ', 'KeyK'], label: 'по ленте' },
            { keys: 'KeyF', label: 'фильтр' },
            { keys: '=?', label: 'все клавиши' },
          ]}
        />
      </div>
    </section>
  );
}

function FeedTabs(props: Pick<PaneProps, 'filter' | 'live' | 'onTab'>): ReactNode {
  const { filter, live, onTab } = props;
  const tabs = live.counts?.tabs;
  const button = (tab: IncidentTab) => (
    <button
      key={tab}
      type="button"
      aria-current={filter.tab === tab && !filter.told ? 'true' : undefined}
      onClick={() => onTab(tab)}
    >
      {/* What is over is no queue, and is counted to its last ninety days alone: the list goes further. */}
      <b>{incidentTabWords[tab]}</b> {tabs && tab !== 'over' && <span>{formatNumber(tabs[tab])}</span>}
    </button>
  );
  return (
    <nav className="social__tabs" aria-label="Вкладки ленты">
      {incidentTabs.map(button)}
    </nav>
  );
}

/** The incidents are those of a number, whatever became of them. */
function ToldStrip({ told, onWhole }: { told: string; onWhole: () => void }): ReactNode {
  return (
    <p className="strip-note" role="status">
      Инциденты числа: {toldIncidentsWords(told)}.
      <button type="button" className="link-button" onClick={onWhole}>
        Вся лента
      </button>
    </p>
  );
}

/** What came meanwhile, and that nothing newer comes. */
function FeedNews({ feed, live }: Pick<PaneProps, 'feed' | 'live'>): ReactNode {
  const problem = live.problem ?? (feed.isLoaded ? feed.error : null);
  return (
    <>
      {problem && feed.isLoaded && (
        <StaleNote
          what="Лента"
          problem={problem}
          asOf={live.problem ? live.asOf : 0}
          onRetry={() => {
            live.retry();
            feed.retry();
          }}
        />
      )}
      <p className="social__news" role="status">
        {feed.newcomers > 0 && (
          <button type="button" className="link-button small" onClick={feed.showNewcomers}>
            Показать {counted(feed.newcomers, 'новый', 'новых', 'новых')} <Icon name="up" size="small" />
          </button>
        )}
      </p>
    </>
  );
}

function Rows(props: PaneProps): ReactNode {
  const { feed, filter, listRef } = props;
  const { rows, currentId } = feed.state;
  const now = useNow();
  const at = rows.findIndex(({ id }) => id === currentId);
  const { loadMore } = feed;
  useEffect(() => {
    if (at >= rows.length - 10) loadMore();
  }, [at, rows.length, loadMore]);
  return (
    <div
      ref={listRef}
      className="inbox__rows"
      role="listbox"
      aria-label={`${incidentTabWords[filter.tab]}: ${counted(rows.length, 'инцидент', 'инцидента', 'инцидентов')}`}
      aria-activedescendant={at >= 0 && currentId ? feedRowId(currentId) : undefined}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < 800) loadMore();
      }}
    >
      {rows.map((row) => (
        <FeedRow
          key={row.id}
          row={row}
          topics={props.topics}
          now={now}
          isCurrent={row.id === currentId}
          onOpen={() => props.onOpen(row.id)}
        />
      ))}
    </div>
  );
}

const loadingRows = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function LoadingRows(): ReactNode {
  return (
    <div className="inbox__loading" role="status">
      <span className="aloud">Загружаем ленту…</span>
      {loadingRows.map((key) => (
        <div key={key}>
          <Skeleton width="70%" height="1.1em" />
          <Skeleton width="40%" height="0.9em" />
          <Skeleton width="55%" height="1.1em" />
        </div>
      ))}
    </div>
  );
}

/** Nothing waits, nothing by these conditions, nothing on this tab: three different sentences. */
function NothingHere(props: PaneProps): ReactNode {
  const { feed, filter, live } = props;
  const formats = useFormats();
  if (isNarrowed(filter))
    return (
      <EmptyState
        title="По этому отбору ничего нет"
        action={<Button onClick={props.onReset}>Сбросить отбор</Button>}
      />
    );
  if (filter.told)
    return (
      <EmptyState
        title="У этого числа нет инцидентов, которые вам видны"
        action={<Button onClick={props.onWhole}>{incidentTabWords.open}</Button>}
      />
    );
  if (filter.tab !== 'open')
    return (
      <EmptyState
        title="Здесь ничего нет"
        action={<Button onClick={() => props.onTab('open')}>{incidentTabWords.open}</Button>}
      >
        На вкладке «{incidentTabWords[filter.tab]}» сейчас пусто.
      </EmptyState>
    );
  return (
    <EmptyState title="В ленте ничего не ждёт">
      Новые записи появятся здесь сами
      {live.asOf > 0 && `: последняя проверка в ${formats.time(live.asOf)}`}.
      {feed.reply?.can.includes('paste') && ' Увидели запись сами — вставьте ссылку.'}
    </EmptyState>
  );
}

/** «◆ 1 опоздал» beside the name of the screen. */
export function LateMark({ late }: { late: number }): ReactNode {
  if (late === 0) return null;
  return (
    <span className="mark mark--danger">
      <Icon name="diamond" />
      {lateWords(late)}
    </span>
  );
}
