import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react';
import {
  countIncidents,
  type Importance,
  type IncidentTab,
  importances,
  incidentTabs,
  listIncidents,
  readIncident,
} from '../../../../shared/contract/monitoring/incidents.ts';
import { toldIncidents } from '../../../../shared/contract/monitoring/told-incidents.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { call } from '../../../lib/api.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useRoute } from '../../../lib/query.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { useNextPage } from '../../../lib/use-next-page.ts';
import { type LiveCounts, liveCounts, useLiveCounts } from '../../base/parts/use-live-counts.ts';
import {
  appendFeed,
  countNewcomers,
  emptyFeed,
  type FeedState,
  refreshFeed,
  showFeed,
} from './feed-state.ts';

export interface FeedFilter {
  tab: IncidentTab;
  network: string;
  block: string;
  unit: string;
  importance: Importance | undefined;
  q: string;
  order: 'term' | 'new';
  /** A number whose incidents are shown, of whatever tab, and the rest of its slice; '' = the feed itself. */
  told: string;
  district: string;
  fact: string;
  channel: string;
  area: string;
  cell: string;
}

/** The address is the view: anything unknown in it means the ordinary one. */
export const readFeedFilter = (query: QueryText): FeedFilter => ({
  tab: incidentTabs.find((tab) => tab === query.tab) ?? 'open',
  network: query.network ?? '',
  block: query.block ?? '',
  unit: query.unit ?? '',
  importance: importances.find((one) => one === query.importance),
  q: query.q ?? '',
  order: query.order === 'new' ? 'new' : 'term',
  told: toldIncidents.test(query.told ?? '') ? (query.told ?? '') : '',
  district: query.district ?? '',
  fact: query.fact ?? '',
  channel: query.channel ?? '',
  area: query.area ?? '',
  cell: query.cell ?? '',
});

export const isNarrowed = ({ network, block, unit, importance, q }: FeedFilter): boolean =>
  Boolean(network || block || unit || importance || q);

/** The slice of a number, which no filter of the feed changes. */
const sliceOf = ({ told, district, fact, channel, area, cell }: FeedFilter) =>
  told && {
    told,
    ...(district && { district }),
    ...(fact && { fact }),
    ...(channel && { channel }),
    ...(area && { area }),
    ...(cell && { cell }),
  };

const askOf = (filter: FeedFilter) => askBy(filter, sliceOf(filter));

const askBy = (
  { tab, network, block, unit, importance, q, order }: FeedFilter,
  slice: ReturnType<typeof sliceOf>,
) => ({
  tab,
  order,
  limit: 50,
  ...(network && { network }),
  ...(block && { block }),
  ...(unit && { unit }),
  ...(importance && { importance }),
  ...(q && { q: q.slice(0, 200) }),
  ...slice,
});

const shownByMark = [listIncidents, readIncident] as const;

export type FeedCounts = LiveCounts<RouteReply<typeof countIncidents>>;

/** The counts of the tabs. */
export const useFeedCounts = (): FeedCounts =>
  useLiveCounts(useRoute(countIncidents, undefined, liveCounts), shownByMark);

type FeedReply = RouteReply<typeof listIncidents>;

export interface Feed {
  state: FeedState;
  change: Dispatch<SetStateAction<FeedState>>;
  isLoaded: boolean;
  reply: FeedReply | undefined;
  error: ApiProblem | null;
  retry: () => void;
  /** What the server has and the feed does not show yet. */
  newcomers: number;
  showNewcomers: () => void;
  loadMore: () => void;
}

/** The feed under the hands of whoever works through it. `addressId` is the incident the address names. */
export function useFeed(filter: FeedFilter, addressId: string | null): Feed {
  const query = askOf(filter);
  const key = JSON.stringify(query);
  const first = useRoute(listIncidents, { query }, { keepOld: false, staleTime: Number.POSITIVE_INFINITY });
  const [state, change] = useState<FeedState>(emptyFeed);
  const [shownKey, setShownKey] = useState('');
  const latest = first.data;
  const named = useRef(addressId);
  named.current = addressId;
  useEffect(() => {
    if (!latest) return;
    // Another tab starts anew; the same one only takes in what became of its lines.
    change((old) => (shownKey === key ? refreshFeed(old, latest) : showFeed(named.current, latest)));
    setShownKey(key);
  }, [latest, key, shownKey]);
  useEffect(() => {
    if (addressId) change(({ rows, next }) => ({ rows, next, currentId: addressId }));
  }, [addressId]);
  const isLoaded = shownKey === key && latest !== undefined;
  return {
    state,
    change,
    isLoaded,
    reply: latest,
    error: first.error,
    retry: () => void first.refetch(),
    newcomers: isLoaded ? countNewcomers(state, latest) : 0,
    showNewcomers: () => latest && change((old) => showFeed(old.currentId, latest)),
    loadMore: useNextPage(
      state.next,
      (cursor) => call(listIncidents, { query: { ...query, cursor } }),
      (page, cursor) => change((old) => (old.next === cursor ? appendFeed(old, page) : old)),
    ),
  };
}
