import type { ReactNode, RefObject } from 'react';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import type { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { KeyHints } from '../../../ui/kbd.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';
import type { Amount } from '../../base/parts/amount.tsx';
import { StaleNote } from '../../base/parts/stale-note.tsx';
import {
  amountOfView,
  amountShown,
  type Counts,
  countAmount,
  writeAmount,
  writeShown,
} from './inbox-counts.ts';
import { InboxList } from './inbox-list.tsx';
import { viewTitles } from './inbox-views.tsx';
import type { TriageScreen } from './triage-screen.ts';
import { dropPicks, makeCurrent, visibleRows } from './triage-state.ts';
import type { Density } from './use-density.ts';
import type { Inbox, InboxFilter } from './use-inbox.ts';

interface PaneProps {
  inbox: Inbox;
  filter: InboxFilter;
  counts: Counts | undefined;
  listRef: RefObject<HTMLDivElement | null>;
  density: Density;
  screen: TriageScreen;
  changeQuery: ReturnType<typeof useUrlQuery>[1];
}

/** The middle pane: what waits, in order. */
export function InboxPane(props: PaneProps): ReactNode {
  const { inbox, filter, counts, listRef, density, screen, changeQuery } = props;
  const rows = visibleRows(inbox.state);
  const title = filter.channel ? channelWords[filter.channel].title : viewTitles[filter.view];
  const total = amountShown(inbox, filter, counts);
  return (
    <section className="pane inbox__list" aria-label="Сообщения">
      <ListHead title={title} inbox={inbox} total={total} shown={rows.length} />
      {screen.picked.length > 0 && <PickedBar screen={screen} inbox={inbox} />}
      {inbox.error && <Trouble inbox={inbox} />}
      {!inbox.isLoaded && !inbox.error && <LoadingRows />}
      {inbox.isLoaded && rows.length === 0 && (
        <NothingLeft inbox={inbox} filter={filter} counts={counts} changeQuery={changeQuery} />
      )}
      {inbox.isLoaded && rows.length > 0 && (
        <InboxList
          rows={rows}
          state={inbox.state}
          topics={screen.topics}
          label={`${title}: ${countAmount(total, 'сообщение', 'сообщения', 'сообщений')}`}
          density={density}
          listRef={listRef}
          onNearEnd={inbox.loadMore}
          onOpen={(row) => {
            inbox.change((state) => makeCurrent(state, row.id));
            if (isPreviewHidden()) changeQuery({ case: row.number }, { replace: false });
          }}
        />
      )}
      <div className="inbox__foot">
        <KeyHints
          hints={[
            { keys: ['KeyJ', 'KeyK'], label: 'по списку' },
            { keys: 'KeyX', label: 'отметить' },
            { keys: 'KeyD', label: 'плотность' },
            { keys: '=?', label: 'все клавиши' },
          ]}
        />
      </div>
    </section>
  );
}

/** In one column the message takes the place of the list, and «назад» of the browser brings the list back. */
function isPreviewHidden(): boolean {
  const pane = document.getElementById('inbox-preview');
  return pane !== null && getComputedStyle(pane).display === 'none';
}

function ListHead(props: { title: string; inbox: Inbox; shown: number; total: Amount }): ReactNode {
  const { title, inbox, shown, total } = props;
  return (
    <header className="inbox__head">
      <b>{title}</b>
      {shown > 0 && <span className="small">{writeShown(shown, total)}</span>}
      <span className="push" role="status">
        {inbox.arrivals > 0 && (
          <button type="button" className="link-button small" onClick={inbox.showArrivals}>
            Показать {counted(inbox.arrivals, 'новое', 'новых', 'новых')} <Icon name="up" size="small" />
          </button>
        )}
      </span>
    </header>
  );
}

function PickedBar(props: { screen: TriageScreen; inbox: Inbox }): ReactNode {
  const { screen, inbox } = props;
  const { handlers, picked } = screen;
  return (
    <section className="inbox__picked" aria-label="Отмеченные">
      <b>Отмечено {formatNumber(picked.length)}</b>
      <Button hint="KeyA" onClick={handlers.openExecutors}>
        Назначить
      </Button>
      <Button hint="KeyB" onClick={handlers.openReject}>
        Отклонить
      </Button>
      <Button hint="=!" onClick={handlers.setUrgent}>
        Срочно
      </Button>
      <Button kind="quiet" onClick={() => inbox.change(dropPicks)}>
        Снять
      </Button>
    </section>
  );
}

function Trouble(props: { inbox: Inbox }): ReactNode {
  const { error, retry, isLoaded } = props.inbox;
  if (!error) return null;
  if (!isLoaded) return <ErrorState title="Входящие не загрузились" problem={error} onRetry={retry} />;
  return <StaleNote what="Список" problem={error} onRetry={retry} />;
}

const loadingRows = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function LoadingRows(): ReactNode {
  return (
    <div className="inbox__loading" role="status">
      <span className="aloud">Загружаем сообщения…</span>
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

/** Everything is sorted, or nothing answers the filter: two different sentences. */
function NothingLeft(props: {
  inbox: Inbox;
  filter: InboxFilter;
  counts: Counts | undefined;
  changeQuery: PaneProps['changeQuery'];
}): ReactNode {
  const { inbox, filter, counts, changeQuery } = props;
  const formats = useFormats();
  const snoozed = counts && amountOfView(counts, 'snoozed');
  if (inbox.arrivals > 0 || inbox.state.total > 0) {
    return (
      <EmptyState
        title="Пришли новые сообщения"
        action={
          <Button kind="primary" onClick={inbox.showArrivals}>
            Показать
          </Button>
        }
      />
    );
  }
  const isWhole = filter.view === 'new' && !filter.channel;
  return (
    <EmptyState
      title={isWhole ? 'Разобрано всё' : 'Здесь ничего нет'}
      action={
        isWhole ? (
          snoozed !== undefined &&
          snoozed.value > 0 && (
            <Button onClick={() => changeQuery({ view: 'snoozed' })}>
              Открыть отложенные: {writeAmount(snoozed)}
            </Button>
          )
        ) : (
          <Button onClick={() => changeQuery({ view: '', channel: '' })}>Все новые</Button>
        )
      }
    >
      {isWhole
        ? `Новые сообщения появятся здесь сами. Последняя проверка — в ${formats.time(Date.now())}.`
        : 'По этому отбору сообщений нет.'}
    </EmptyState>
  );
}
