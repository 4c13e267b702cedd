import { type ReactNode, type RefObject, useRef } from 'react';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useGo, useUrlQuery } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { OtherBlocksDialog } from '../../messages/inbox/inbox-dialogs.tsx';
import { PlaceChoiceDialog, TopicChoiceDialog, UnitChoiceDialog } from './choice-dialogs.tsx';
import { DutyStrip } from './duty-strip.tsx';
import { FeedPane, LateMark } from './feed-pane.tsx';
import { FilterDialog, noFilter } from './filter-dialog.tsx';
import { IncidentPanes } from './incident-desk.tsx';
import { NetworkNames } from './network-names.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { CloseDialog, ConvertDialog, DismissDialog, RefuseDialog, SplitDialog } from './social-dialogs.tsx';
import type { SocialScreen } from './social-screen.ts';
import {
  type Feed,
  type FeedFilter,
  isNarrowed,
  type LiveCounts,
  readFeedFilter,
  useFeed,
  useLiveCounts,
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
  const live = useLiveCounts();
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
  live: LiveCounts;
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
        onTab={(tab) => change({ tab: tab === 'open' ? '' : tab, id: '' })}
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

interface DialogProps {
  screen: SocialScreen;
  filter: FeedFilter;
  networks: Parameters<typeof FilterDialog>[0]['networks'];
  onFilter: Parameters<typeof FilterDialog>[0]['onChange'];
  onOpen: (id: string | null) => void;
}

/** The one dialog that is open; it acts on what was current when it opened. */
function OpenDialog(props: DialogProps): ReactNode {
  const { screen, filter, networks, onFilter, onOpen } = props;
  const { dialog, setDialog } = screen;
  const onClose = () => setDialog(null);
  if (dialog?.kind === 'filter')
    return (
      <FilterDialog
        filter={filter}
        networks={networks}
        topics={screen.topics}
        onChange={(patch) => {
          onClose();
          onFilter(patch);
        }}
        onClose={onClose}
      />
    );
  if (dialog?.kind === 'paste')
    return (
      <PasteDialog
        onDone={(id) => {
          onClose();
          onOpen(id);
        }}
        onClose={onClose}
      />
    );
  return <ChoiceOfOffer screen={screen} onClose={onClose} />;
}

/** What is changed of the offer before Enter; the rest are acts. */
function ChoiceOfOffer({ screen, onClose }: { screen: SocialScreen; onClose: () => void }): ReactNode {
  const { card, topics, choice, choose, proposal, dialog, setDialog } = screen;
  if (!card || !proposal) return null;
  const take = (patch: Partial<typeof choice>) => {
    onClose();
    choose({ ...choice, ...patch });
  };
  switch (dialog?.kind) {
    case 'other':
      return topics ? (
        <OtherBlocksDialog
          topics={topics}
          onPick={(block) => setDialog({ kind: 'topic', block })}
          onClose={onClose}
        />
      ) : null;
    case 'topic':
      return topics ? (
        <TopicChoiceDialog
          key={dialog.block}
          card={card}
          topics={topics}
          block={dialog.block}
          onPick={take}
          onClose={onClose}
        />
      ) : null;
    case 'place':
      return (
        <PlaceChoiceDialog address={proposal.address} onPick={(place) => take({ place })} onClose={onClose} />
      );
    case 'unit':
      return (
        <UnitChoiceDialog offered={card.offer.unit} onPick={(unit) => take({ unit })} onClose={onClose} />
      );
    default:
      return <ActDialog screen={screen} card={card} onClose={onClose} />;
  }
}

function ActDialog(props: {
  screen: SocialScreen;
  card: NonNullable<SocialScreen['card']>;
  onClose: () => void;
}): ReactNode {
  const { screen, card, onClose } = props;
  const go = useGo();
  const { acts, dialog } = screen;
  const leave = () => {
    onClose();
    acts.leave(card.id);
  };
  switch (dialog?.kind) {
    case 'dismiss':
      return (
        <DismissDialog
          card={card}
          onPick={(reason, note) => {
            onClose();
            acts.dismiss.mutate({ params: { id: card.id }, body: { version: card.version, reason, note } });
          }}
          onClose={onClose}
        />
      );
    case 'split':
      return <SplitDialog card={card} onClose={onClose} />;
    case 'convert':
      return (
        <ConvertDialog
          card={card}
          onDone={(number) => {
            leave();
            if (number === null) return;
            showToast(`Сделано дело ${formatCaseNumber(number)}`);
            void go(caseHref(number));
          }}
          onClose={onClose}
        />
      );
    case 'refuse':
      return <RefuseDialog card={card} onDone={leave} onClose={onClose} />;
    case 'close':
      return <CloseDialog card={card} onDone={leave} onClose={onClose} />;
    default:
      return null;
  }
}
