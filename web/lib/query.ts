import {
  keepPreviousData,
  MutationCache,
  onlineManager,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { readSession } from '../../shared/contract/base/identity.ts';
import type { Route, RouteInput, RouteReply } from '../../shared/contract/route.ts';
import { callRoute } from './api.ts';
import { type ApiProblem, asProblem, isPassing } from './api-problem.ts';
import { useHydrated } from './first-look.ts';
import { isOnline, watchOnline } from './online.ts';

/** One client for a page's life. A refusal is not asked again; a passing failure is, twice. */
export function makeQueryClient(): QueryClient {
  if (typeof document !== 'undefined') {
    // It hears of changes alone: a page that was opened without a network would never hear that it came back.
    onlineManager.setOnline(isOnline());
    onlineManager.setEventListener((setOnline) => watchOnline(() => setOnline(isOnline())));
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noticeSignedOut(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => noticeSignedOut(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        // Without a network nothing comes the second time either: that is said at once, and asked again when it is back.
        retry: (failures, error) => failures < 2 && isOnline() && isPassing(asProblem(error)),
        refetchOnReconnect: ({ state }) => state.status === 'error',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}

/** A session that has ended is asked again, so that the shell leads to signing in; what was typed stays in its draft. */
function noticeSignedOut(client: QueryClient, error: Error): void {
  if (asProblem(error).code === 'lib.not-signed-in')
    void client.invalidateQueries({ queryKey: [readSession.id] });
}

export interface RouteOptions {
  enabled?: boolean;
  /** Milliseconds between refreshes; none by default. */
  refreshEvery?: number;
  /** Old rows stay, dimmed by `isPlaceholderData`, while new ones with another input come. True by default. */
  keepOld?: boolean;
  staleTime?: number;
  /** See `CallOptions`. */
  isFresh?: boolean;
}

/** The cache key of a route's reply: `[id, input]`. */
export function routeKey(route: Route, input?: unknown): readonly unknown[] {
  return input === undefined ? [route.id] : [route.id, input];
}

/** Reads a route. `error` is always an `ApiProblem`. */
export function useRoute<R extends Route>(
  route: R,
  input?: RouteInput<R>,
  options: RouteOptions = {},
): UseQueryResult<RouteReply<R>, ApiProblem> {
  const { enabled = true, refreshEvery, keepOld = true, staleTime, isFresh = false } = options;
  // A refusal the server drew is drawn again before anything is asked.
  const isHydrated = useHydrated();
  return useQuery<RouteReply<R>, ApiProblem>({
    queryKey: routeKey(route, input),
    queryFn: ({ signal }) => callRoute(route, input, { signal, isFresh }),
    enabled,
    retryOnMount: isHydrated,
    ...(refreshEvery ? { refetchInterval: refreshEvery } : {}),
    ...(keepOld ? { placeholderData: keepPreviousData } : {}),
    ...(staleTime === undefined ? {} : { staleTime }),
  });
}

/** Marks every reply of the modules as old; those on the screen are asked again at once. */
export function refreshModules(client: QueryClient, modules: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => typeof queryKey[0] === 'string' && modules.includes(moduleOf(queryKey[0])),
  });
}

/** The module a route belongs to. */
export function moduleOf(routeId: string): string {
  return routeId.split('.', 1)[0] ?? routeId;
}
