import { type QueryClient, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Route, RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import { type CallOptions, callRoute } from '../api.ts';
import type { ApiProblem } from '../api-problem.ts';
import { moduleOf, refreshModules } from '../query.ts';
import { showToast } from '../toast.ts';
import { type Failure, fieldsOf, inside, isStale, type Running } from './failure.ts';
import { compareRecords, findRecord, type News, noNews } from './record-changes.ts';
import { tellFailure } from './tell-failure.ts';
import { VersionsShown, versionIn } from './versions-shown.ts';

export interface CommandOptions<R extends Route> {
  /** Modules whose replies are asked again afterwards; the route's own module by default. */
  refreshes?: readonly string[];
  /** Said once it is done: «Орган записан». */
  done?: string;
  onDone?: (reply: RouteReply<R>, input: RouteInput<R>) => void;
  /** Where a failure is told in a way of its own: gives `told` then, and nothing where it is to be told as all are. */
  onProblem?: (problem: ApiProblem, input: RouteInput<R>) => 'told' | undefined;
  call?: CallOptions;
  /** Commands of one queue go one after another, in the order of presses; without it they go at once. */
  queue?: string;
  /** What is really sent, asked when its turn comes. */
  prepare?: (input: RouteInput<R>) => RouteInput<R>;
  /** A signature stands under what was read: a newer version has to be opened first. */
  mustReread?: boolean;
}

interface Then<R extends Route> {
  onSuccess?: (reply: RouteReply<R>) => void;
}

/** A changing call. How it failed is no business of its caller: `failure` is given a place, `fields` stand at the inputs. */
export interface Command<R extends Route>
  extends Running,
    Pick<
      UseMutationResult<RouteReply<R>, ApiProblem, RouteInput<R>>,
      'isPending' | 'isSuccess' | 'data' | 'variables' | 'reset'
    > {
  mutate: (input: RouteInput<R>, then?: Then<R>) => void;
}

/** `const assign = useCommand(assignCase); assign.mutate({ params, body })`. */
export function useCommand<R extends Route>(route: R, options: CommandOptions<R> = {}): Command<R> {
  const client = useQueryClient();
  const modules = options.refreshes ?? [moduleOf(route.id)];
  const [shown] = useState(() => new VersionsShown());
  const [news, setNews] = useState(noNews);
  const place = usePlace();
  const last = useRef<{ input: RouteInput<R>; then: Then<R> | undefined }>(undefined);
  const mutation = useMutation<RouteReply<R>, ApiProblem, RouteInput<R>>({
    ...(options.queue ? { scope: { id: options.queue } } : {}),
    mutationFn: (input) => {
      const sent = shown.overShown(options.prepare?.(input) ?? input);
      return callRoute(route, sent, options.call);
    },
    onMutate: () => setNews(noNews),
    onSuccess: async (reply, input) => {
      if (options.done) showToast(options.done);
      options.onDone?.(reply, input);
      await refreshModules(client, modules);
    },
    onError: (problem, input) => {
      if (isStale(problem)) {
        if (!options.mustReread) shown.show(input, problem);
        void lookAgain(client, [moduleOf(route.id), ...modules], input).then(setNews);
      }
      if (options.onProblem?.(problem, input) === 'told') return;
      // A place shows the latest press; one before it, overtaken meanwhile, has no other place.
      if (place.isHeld() && last.current?.input === input) return;
      tellFailure(problem, { retry: () => mutate(input) });
    },
  });
  const { mutate: send, isPending, isSuccess, data, error, reset, variables } = mutation;
  const mutate = useCallback(
    (input: RouteInput<R>, then?: Then<R>) => {
      last.current = { input, then };
      send(input, then);
    },
    [send],
  );
  const failure: Failure = {
    [inside]: {
      problem: error,
      input: variables,
      retry: () => last.current && mutate(last.current.input, last.current.then),
      forget: reset,
      hold: place.hold,
      news,
      mayOverwrite: !options.mustReread,
    },
  };
  const code = error?.code ?? null;
  return { mutate, isPending, isSuccess, data, variables, reset, fields: fieldsOf(error), failure, code };
}

/** Whether a place on the screen shows the failures of a command just now. */
function usePlace() {
  const count = useRef(0);
  const hold = useCallback(() => {
    count.current += 1;
    return () => {
      count.current -= 1;
    };
  }, []);
  return { hold, isHeld: () => count.current > 0 };
}

/** Reads again what was changed meanwhile, and says how it differs from what was seen. */
export async function lookAgain(
  client: QueryClient,
  modules: readonly string[],
  input: unknown,
): Promise<News> {
  const { id, version } = versionIn(input);
  const replies = () => client.getQueriesData({}).map(([, data]) => data);
  const before = id === undefined ? null : findRecord(replies(), id, (found) => found === version);
  await refreshModules(client, modules);
  const after = id === undefined ? null : findRecord(replies(), id, (found) => found !== version);
  if (!after) return noNews;
  return { changed: before ? compareRecords(before, after) : [], present: after };
}
