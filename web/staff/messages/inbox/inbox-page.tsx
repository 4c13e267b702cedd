import { type ReactNode, useEffect, useRef } from 'react';
import { countInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo, useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { rememberTrail, takePlace } from '../../base/case-kit/case-trail.ts';
import { channelWords } from '../../base/case-kit/case-words.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { CallLink } from '../../base/parts/call-link.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { amountOfView, type Counts, countAmount } from './inbox-counts.ts';
import { InboxPane } from './inbox-pane.tsx';
import { InboxViews, ViewSelect, viewTitles } from './inbox-views.tsx';
import { TriagePane } from './triage-pane.tsx';
import { makeCurrent, visibleRows } from './triage-state.ts';
import { useDensity } from './use-density.ts';
import { readInboxFilter, useInbox } from './use-inbox.ts';
import { useTriageScreen } from './use-triage-screen.tsx';
import './inbox.css';
import './preview.css';

/** «Входящие»: one queue, one key. Views | messages | the message with what is proposed. */
export function InboxPage(): ReactNode {
  const [query, changeQuery] = useUrlQuery();
  const filter = readInboxFilter(query);
  const inbox = useInbox(filter);
  const counts = useRoute(countInbox, undefined, { refreshEvery: 20_000 }).data;
  const listRef = useRef<HTMLDivElement>(null);
  const [density, toggleDensity] = useDensity();
  const go = useGo();
  const openCase = (number: string, act?: 'split' | 'forward') => {
    rememberTrail({
      title: `Входящие: ${viewTitles[filter.view].toLocaleLowerCase('ru')}`,
      href: location.pathname + location.search,
      numbers: visibleRows(inbox.state).map((row) => row.number),
    });
    void go(caseHref(number), { search: act ? { act } : {} });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the first page is here
  useEffect(() => {
    const number = inbox.isLoaded && takePlace(location.pathname + location.search);
    const row = visibleRows(inbox.state).find((one) => one.number === number);
    if (row) inbox.change((state) => makeCurrent(state, row.id));
  }, [inbox.isLoaded]);
  const screen = useTriageScreen({ inbox, filter, counts, listRef, toggleDensity, openCase, changeQuery });
  return (
    <StaffPage
      title="Входящие"
      layout="panes"
      hasFinder
      bar={
        <Bar
          filter={filter}
          counts={counts}
          changeQuery={changeQuery}
          onFilter={() => screen.openDialog('channel')}
        />
      }
      actions={<CallLink />}
    >
      <div className={query.case ? 'inbox is-reading' : 'inbox'}>
        <InboxViews filter={filter} counts={counts} onChange={changeQuery} />
        <InboxPane
          inbox={inbox}
          filter={filter}
          counts={counts}
          listRef={listRef}
          density={density}
          screen={screen}
          changeQuery={changeQuery}
        />
        <TriagePane
          inbox={inbox}
          screen={screen}
          openCase={openCase}
          onBack={() => changeQuery({ case: '' })}
        />
      </div>
      {screen.dialog}
    </StaffPage>
  );
}

function Bar(props: {
  filter: ReturnType<typeof readInboxFilter>;
  counts: Counts | undefined;
  changeQuery: ReturnType<typeof useUrlQuery>[1];
  onFilter: () => void;
}): ReactNode {
  const { filter, counts, changeQuery } = props;
  const fresh = counts && amountOfView(counts, 'new');
  const isByTerm = filter.order === 'due';
  return (
    <>
      {fresh !== undefined && fresh.value > 0 && (
        <span className="mark mark--ok inbox__extra">{countAmount(fresh, 'новое', 'новых', 'новых')}</span>
      )}
      <div className="inbox__view-select">
        <ViewSelect filter={filter} counts={counts} onChange={changeQuery} />
      </div>
      <Button className="wide-only" hint="KeyF" onClick={props.onFilter}>
        {filter.channel ? `Канал: ${channelWords[filter.channel].title}` : 'Фильтр'}
      </Button>
      <Button className="inbox__extra" onClick={() => changeQuery({ order: isByTerm ? 'received' : '' })}>
        Порядок: <b>{isByTerm ? 'по сроку' : 'по поступлению'}</b>
      </Button>
    </>
  );
}
