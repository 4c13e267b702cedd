import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { type Channel, channels } from '../../../../shared/contract/messages/cases.ts';
import { inboxViews, listInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { call } from '../../../lib/api.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useRoute } from '../../../lib/query.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { useNextPage } from '../../../lib/use-next-page.ts';
import {
  appendPage,
  countArrivals,
  emptyTriage,
  type InboxPage,
  refreshRows,
  showPage,
  type TriageState,
} from './triage-state.ts';

export type InboxView = (typeof inboxViews)[number];

export interface InboxFilter {
  view: InboxView;
  channel: Channel | undefined;
  order: 'due' | 'received';
}

/** The address is the view: anything unknown in it means the ordinary one. */
export function readInboxFilter(query: QueryText): InboxFilter {
  return {
    view: inboxViews.find((view) => view === query.view) ?? 'new',
    channel: channels.find((channel) => channel === query.channel),
    order: query.order === 'received' ? 'received' : 'due',
  };
}

const pageSize = 50;
/** How often the server is asked for arrivals, ms. */
const refreshEvery = 20_000;

export interface Inbox {
  state: TriageState;
  change: Dispatch<SetStateAction<TriageState>>;
  /** undefined until the first page of this view has come. */
  isLoaded: boolean;
  /** A long list is counted to its first thousand only. */
  isApproximate: boolean;
  error: ApiProblem | null;
  retry: () => void;
  /** Messages the server has and the list does not show yet. */
  arrivals: number;
  showArrivals: () => void;
  loadMore: () => void;
}

/** The list under the operator's hands, and the server's look at it every 20 s beside it. */
export function useInbox(filter: InboxFilter): Inbox {
  const { view, channel, order } = filter;
  const query = { view, order, limit: pageSize, ...(channel ? { channel } : {}) };
  const key = JSON.stringify(query);
  const first = useRoute(listInbox, { query }, { refreshEvery, keepOld: false });
  const [state, change] = useState<TriageState>(emptyTriage);
  const [shownKey, setShownKey] = useState('');
  const latest: InboxPage | undefined = first.data;
  useEffect(() => {
    if (!latest) return;
    // Another view starts anew; the same one only takes in what is known already.
    change((old) =>
      shownKey === key && old.rows.length > 0 ? refreshRows(old, latest) : showPage(startView(old), latest),
    );
    setShownKey(key);
  }, [latest, key, shownKey]);
  const isLoaded = shownKey === key && latest !== undefined;
  return {
    state,
    change,
    isLoaded,
    isApproximate: first.data?.isApproximate ?? false,
    error: first.error,
    retry: () => void first.refetch(),
    arrivals: isLoaded ? countArrivals(state, latest) : 0,
    showArrivals: () => latest && change((old) => showPage(old, latest)),
    loadMore: useNextPage(
      state.next,
      (cursor) => call(listInbox, { query: { ...query, cursor } }),
      (page, cursor) => change((old) => (old.next === cursor ? appendPage(old, page) : old)),
    ),
  };
}

/** Marks and reasons belong to a view; what was decided does not come back by changing it. */
const startView = (old: TriageState): TriageState => ({ ...emptyTriage, decided: old.decided });
