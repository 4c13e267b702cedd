import { type ReactNode, type RefObject, useRef } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { DutyStrip } from './duty-strip.tsx';
import { FeedPane, LateMark } from './feed-pane.tsx';
import { noFilter, noTold } from './filter-dialog.tsx';
import { IncidentPanes } from './incident-desk.tsx';
import { NetworkNames } from './network-names.tsx';
import { OpenDialog } from './open-dialog.tsx';
import type { SocialScreen } from './social-screen.ts';
import {
  type Feed,
  type FeedCounts,
  type FeedFilter,
  isNarrowed,
  readFeedFilter,
  useFeed,
  useFeedCounts,
} from './use-feed.ts';
import { useSocialScreen } from './use-social-screen.ts';
import '../../base/parts/desk.css';
import '../../messages/inbox/inbox.css';
import '../../messages/inbox/preview.css';
import '../../messages/case/answer/composer.css';
import './social.css';
import './talk.css';
import './side.css';

/** «Лента соцсетей»: the queue | the talk | the decision. The open incident stands in the address. */
export function SocialPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const filter = readFeedFilter(query);
  const isNarrow = useIsNarrow();
  const live = useFeedCounts();
  const feed = useFeed(filter, query.id ?? null);
  const listRef = useRef<HTMLDivElement>(null);
  const open = (id: string | null) => {
    feed.change(({ rows, next }) => ({ rows, next, currentId: id }));
    // In one column the incident takes the place of the feed, and «назад» of the browser brings the feed back.
    change({ id: id ?? '' }, { replace: !isNarrow || Boolean(query.id) });
  };
  const mayPaste = feed.reply?.can.includes('paste') ?? false;
  const screen = useSocialScreen({ feed, listRef, open, mayPaste });
  const names = feed.reply?.networks ?? [];
  return (
    <StaffPage
      title="Лента соцсетей"
      layout="panes"
      hasFinder
      bar={
        <Bar
          filter={filter}
          late={live.counts?.late ?? 0}
          onFilter={screen.handlers.openFilter}
          onOrder={() => change({ order: filter.order === 'term' ? 'new' : '', id: '' })}
        />
      }
      actions={
        mayPaste && (
          <Button icon="link" hint="KeyN" onClick={screen.handlers.openPaste}>
            Вставить ссылку
          </Button>
        )
      }
    >
      <NetworkNames value={names}>
        <div className={query.id ? 'social is-reading' : 'social'}>
          <DutyStrip counts={live.counts} />
          <Panes
            feed={feed}
            filter={filter}
            live={live}
            screen={screen}
            listRef={listRef}
            change={change}
            open={open}
          />
        </div>
        <OpenDialog
          screen={screen}
          filter={filter}
          networks={names}
          onFilter={(patch) => change({ ...patch, id: '' })}
          onOpen={open}
        />
      </NetworkNames>
    </StaffPage>
  );
}

interface PanesProps {
  feed: Feed;
  filter: FeedFilter;
  live: FeedCounts;
  screen: SocialScreen;
  listRef: RefObject<HTMLDivElement | null>;
  change: ReturnType<typeof useUrlQuery>[1];
  open: (id: string | null) => void;
}

function Panes({ feed, filter, live, screen, listRef, change, open }: PanesProps): ReactNode {
  return (
    <div className="social__panes">
      <FeedPane
        feed={feed}
        filter={filter}
        live={live}
        topics={screen.topics}
        listRef={listRef}
        onTab={(tab) => change({ ...(filter.told && noTold), tab: tab === 'open' ? '' : tab, id: '' })}
        onWhole={() => change(noTold)}
        onReset={() => change(noFilter)}
        onOpen={open}
      />
      <IncidentPanes
        screen={screen}
        hasCurrent={feed.state.currentId !== null}
        onBack={() => change({ id: '' })}
      />
    </div>
  );
}

function Bar(props: {
  filter: FeedFilter;
  late: number;
  onFilter: () => void;
  onOrder: () => void;
}): ReactNode {
  const { filter, late } = props;
  return (
    <>
      <LateMark late={late} />
      <Button hint="KeyF" aria-pressed={isNarrowed(filter)} onClick={props.onFilter}>
        {isNarrowed(filter) ? 'Фильтр включён' : 'Фильтр'}
      </Button>
      {filter.tab !== 'over' && (
        <Button className="wide-only" onClick={props.onOrder}>
          Порядок: <b>{filter.order === 'term' ? 'по сроку' : 'по новизне'}</b>
        </Button>
      )}
    </>
  );
}
