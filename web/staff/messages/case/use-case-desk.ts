import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type CaseCard, getCase } from '../../../../shared/contract/messages/cases-card.ts';
import type { Route, RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import { callRoute } from '../../../lib/api.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { type Failure, fieldsOf, inside, isStale, type Running } from '../../../lib/commands/failure.ts';
import { noNews } from '../../../lib/commands/record-changes.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { lookAgain } from '../../../lib/commands/use-command.ts';
import { VersionsShown } from '../../../lib/commands/versions-shown.ts';
import { openDialogs } from '../../../lib/open-dialogs.ts';
import { refreshModules, routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';

interface Job {
  route: Route;
  input: unknown;
  options: RunOptions<Route>;
}

interface RunOptions<R extends Route> {
  /** Said when it is done: «Заметка добавлена». */
  done?: string;
  onDone?: (reply: RouteReply<R>) => void;
}

/** What the screen of a case works with: the case, its commands, what is under way. */
export interface CaseDesk {
  card: CaseCard;
  /** Runs a command; a reply that is the card replaces the one shown. */
  run: <R extends Route>(route: R, input: RouteInput<R>, options?: RunOptions<R>) => void;
  isBusy: boolean;
  /** The commands of a form, by the route it sends: how they fail is shown there. */
  command: (route: Route) => Running;
  /** How a button failed that has no form of its own; the page shows it. */
  failure: Failure;
  /** Clears a failure that the person has read. */
  forget: () => void;
  can: (action: string) => boolean;
}

/** Commands of one case with one way to succeed, to fail and to collide. */
export function useCaseDesk(card: CaseCard): CaseDesk {
  const client = useQueryClient();
  const [shown] = useState(() => new VersionsShown());
  const [news, setNews] = useState(noNews);
  const forms = useForms();
  const cardKey = routeKey(getCase, { params: { number: card.number } });
  const mutation = useMutation<unknown, ApiProblem, Job>({
    mutationFn: ({ route, input }) => callRoute(route, shown.overShown(input as RouteInput<Route>)),
    onMutate: () => setNews(noNews),
    onError: (problem, job) => {
      if (isStale(problem)) {
        // The newer card is fetched at once; what was typed stays where it is, and names the new version next time.
        shown.show(job.input, problem);
        void lookAgain(client, ['cases'], job.input).then(setNews);
      }
      // The page is inert behind a dialog: what the dialog does not show itself comes up in it.
      if (!forms.has(job.route.id) && openDialogs.get().length > 0)
        tellFailure(problem, { retry: () => send(job) });
    },
    onSuccess: (reply) => {
      if (isCard(reply)) client.setQueryData(cardKey, reply);
      void refreshModules(client, ['cases']);
    },
  });
  const { mutate, reset, variables, error, isPending } = mutation;
  const send = (job: Job) =>
    mutate(job, {
      onSuccess: (reply) => {
        if (job.options.done) showToast(job.options.done);
        job.options.onDone?.(reply);
      },
    });
  const failureOf = (isMine: boolean, hold: () => () => void): Failure => ({
    [inside]: {
      problem: isMine ? error : null,
      input: variables?.input,
      forget: reset,
      hold,
      news,
      retry: () => variables && send(variables),
      mayOverwrite: true,
    },
  });
  return {
    card,
    run: (route, input, options = {}) => send({ route, input, options: options as RunOptions<Route> }),
    isBusy: isPending,
    command: (route) => {
      const isMine = variables?.route.id === route.id;
      return {
        isPending,
        fields: isMine ? fieldsOf(error) : {},
        code: isMine ? (error?.code ?? null) : null,
        failure: failureOf(isMine, forms.hold(route.id)),
      };
    },
    failure: failureOf(!!variables && !forms.has(variables.route.id), holdNothing),
    forget: reset,
    can: (action) => card.can.includes(action),
  };
}

const holdNothing = () => () => {};

/** Which routes have a form on the screen that shows their failures. */
function useForms() {
  const counts = useRef(new Map<string, number>());
  const holds = useRef(new Map<string, () => () => void>());
  const add = (id: string, step: number) => counts.current.set(id, (counts.current.get(id) ?? 0) + step);
  return {
    has: (id: string) => (counts.current.get(id) ?? 0) > 0,
    hold: (id: string) => {
      const known = holds.current.get(id);
      if (known) return known;
      const hold = () => {
        add(id, 1);
        return () => void add(id, -1);
      };
      holds.current.set(id, hold);
      return hold;
    },
  };
}

const isCard = (reply: unknown): reply is CaseCard =>
  typeof reply === 'object' && reply !== null && 'timeline' in reply && 'clocks' in reply;
