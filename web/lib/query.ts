import {
  keepPreviousData,
  MutationCache,
  onlineManager,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { readSession } from '../../shared/contract/base/identity.ts';
import type { Route, RouteInput, RouteReply } from '../../shared/contract/route.ts';
import { type CallArgs, type CallOptions, call } from './api.ts';
import { type ApiProblem, asProblem, isPassing } from './api-problem.ts';
import { useHydrated } from './first-look.ts';

/** One client for a page's life. A refusal is not asked again; a passing failure is, twice. */
export function makeQueryClient(): QueryClient {
  // It hears of changes alone: a page that was opened without a network would never hear that it came back.
  if (typeof document !== 'undefined') onlineManager.setOnline(navigator.onLine);
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noticeSignedOut(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => noticeSignedOut(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        // Without a network nothing comes the second time either: that is said at once, and asked again when it is back.
        retry: (failures, error) => failures < 2 && navigator.onLine && isPassing(asProblem(error)),
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
  const { enabled = true, refreshEvery, keepOld = true, staleTime } = options;
  // A refusal the server drew is drawn again before anything is asked.
  const isHydrated = useHydrated();
  return useQuery<RouteReply<R>, ApiProblem>({
    queryKey: routeKey(route, input),
    queryFn: ({ signal }) => call(route, ...([input, { signal }] as unknown as CallArgs<R>)),
    enabled,
    retryOnMount: isHydrated,
    ...(refreshEvery ? { refetchInterval: refreshEvery } : {}),
    ...(keepOld ? { placeholderData: keepPreviousData } : {}),
    ...(staleTime === undefined ? {} : { staleTime }),
  });
}

export interface CommandOptions<R extends Route> {
  /** Modules whose replies are asked again afterwards; the route's own module by default. */
  refreshes?: readonly string[];
  onDone?: (reply: RouteReply<R>, input: RouteInput<R>) => void;
  onProblem?: (problem: ApiProblem, input: RouteInput<R>) => void;
  call?: CallOptions;
  /** Commands of one queue go one after another, in the order of presses; without it they go at once. */
  queue?: string;
  /** What is really sent, asked when its turn comes. */
  prepare?: (input: RouteInput<R>) => RouteInput<R>;
}

/** A changing call: `const assign = useCommand(assignCase); assign.mutate({ params, body })`. */
export function useCommand<R extends Route>(
  route: R,
  options: CommandOptions<R> = {},
): UseMutationResult<RouteReply<R>, ApiProblem, RouteInput<R>> {
  const client = useQueryClient();
  const modules = options.refreshes ?? [moduleOf(route.id)];
  return useMutation<RouteReply<R>, ApiProblem, RouteInput<R>>({
    ...(options.queue ? { scope: { id: options.queue } } : {}),
    mutationFn: (input) => {
      const sent = options.prepare?.(input) ?? input;
      return call(route, ...([sent, options.call ?? {}] as unknown as CallArgs<R>));
    },
    onSuccess: async (reply, input) => {
      options.onDone?.(reply, input);
      await refreshModules(client, modules);
    },
    onError: (problem, input) => options.onProblem?.(problem, input),
  });
}

/** Marks every reply of the modules as old; those on the screen are asked again at once. */
export function refreshModules(client: QueryClient, modules: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => typeof queryKey[0] === 'string' && modules.includes(moduleOf(queryKey[0])),
  });
}

function moduleOf(routeId: string): string {
  return routeId.split('.', 1)[0] ?? routeId;
}
