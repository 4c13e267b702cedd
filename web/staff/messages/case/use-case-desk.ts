import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CaseCard, getCase } from '../../../../shared/contract/messages/cases-card.ts';
import type { Route, RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import { type CallArgs, call } from '../../../lib/api.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { refreshModules, routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';

interface Job {
  route: Route;
  input: unknown;
}

interface RunOptions<R extends Route> {
  /** Said when it is done: «Заметка добавлена». */
  done?: string;
  onDone?: (reply: RouteReply<R>) => void;
}

/** What the screen of a case works with: the case, its commands, what is under way and what went wrong. */
export interface CaseDesk {
  card: CaseCard;
  /** Runs a command; a reply that is the card replaces the one shown. */
  run: <R extends Route>(route: R, input: RouteInput<R>, options?: RunOptions<R>) => void;
  isBusy: boolean;
  /** Id of the route that is running or has failed. */
  routeId: string | null;
  problem: ApiProblem | null;
  /** Clears a failure that the person has read. */
  forget: () => void;
  can: (action: string) => boolean;
  /** Last line of the feed that was seen when somebody else changed the case; null when nobody has. */
  conflictFrom: number | null;
}

/** Commands of one case with one way to succeed, to fail and to collide. */
export function useCaseDesk(card: CaseCard): CaseDesk {
  const client = useQueryClient();
  const [conflictFrom, setConflict] = useState<number | null>(null);
  const cardKey = routeKey(getCase, { params: { number: card.number } });
  const mutation = useMutation<unknown, ApiProblem, Job>({
    mutationFn: ({ route, input }) => call(route, ...([input] as unknown as CallArgs<Route>)),
    onError: (problem) => {
      if (problem.code !== 'lib.changed-meanwhile') return;
      // The newer card is fetched at once; what was typed stays where it is, and names the new version next time.
      setConflict(card.timeline.at(-1)?.id ?? 0);
      void client.invalidateQueries({ queryKey: cardKey });
    },
    onSuccess: (reply) => {
      setConflict(null);
      if (isCard(reply)) client.setQueryData(cardKey, reply);
      void refreshModules(client, ['cases']);
    },
  });
  const { mutate, reset } = mutation;
  return {
    card,
    run: (route, input, options = {}) =>
      mutate(
        { route, input },
        {
          onSuccess: (reply) => {
            if (options.done) showToast(options.done);
            options.onDone?.(reply as never);
          },
        },
      ),
    isBusy: mutation.isPending,
    routeId: mutation.variables?.route.id ?? null,
    problem: mutation.error,
    forget: () => {
      reset();
      setConflict(null);
    },
    can: (action) => card.can.includes(action),
    conflictFrom,
  };
}

const isCard = (reply: unknown): reply is CaseCard =>
  typeof reply === 'object' && reply !== null && 'timeline' in reply && 'clocks' in reply;

/** The failure of one command, for the form it came from; a collision is told by the page. */
export function problemOf(desk: CaseDesk, route: Route): ApiProblem | null {
  const { problem, routeId } = desk;
  return problem && routeId === route.id && problem.code !== 'lib.changed-meanwhile' ? problem : null;
}
