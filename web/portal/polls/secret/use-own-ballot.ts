import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { castBallot } from '../../../../shared/contract/participation/ballots.ts';
import type { Route, RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import { announce } from '../../../lib/announce.ts';
import type { CallOptions } from '../../../lib/api.ts';
import { type ApiProblem, makeClientProblem } from '../../../lib/api-problem.ts';
import { type Running, runningOf } from '../../../lib/commands/failure.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { refreshModules } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { keepAnswer } from '../poll-draft.ts';
import type { BoxDoor } from './ballot-way.ts';
import { findBallot, type KeptBallot, keepBallot, placeOfBallot } from './kept-ballot.ts';

/** The reply of a call, or why there is none. */
export async function askBallotRoute<R extends Route>(
  route: R,
  input: RouteInput<R>,
  options: CallOptions = {},
): Promise<RouteReply<R> | ApiProblem> {
  const failed: ApiProblem[] = [];
  const reply = await perform(route, input, { ...options, onProblem: (problem) => failed.push(problem) });
  return reply ?? failed[0] ?? makeClientProblem('unreadable');
}

/** The box is not told who brings an envelope. */
export const boxDoorOf = (pollId: string): BoxDoor => ({
  find: () => findBallot(pollId),
  keep: (kept) => keepBallot(pollId, kept),
  cast: (sealed) =>
    askBallotRoute(castBallot, { params: { id: pollId }, body: sealed }, { isNameless: true }),
});

/** Of several open pages one sends at a time. */
const alone = <T>(pollId: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request(placeOfBallot(pollId), work) : work();

/** What this device has of a ballot, how it goes on, and how that failed. */
export interface OwnBallot {
  /** As it stood when the last step ended: a view does not change under a step. */
  kept: KeptBallot | null;
  isBusy: boolean;
  /** Why the last step stopped. */
  problem: ApiProblem | null;
  run: (step: () => Promise<ApiProblem | null>) => Promise<void>;
  /** The same for a form, with what «Повторить» there does. */
  command: (retry: () => void) => Running;
  /** Takes it off this device; it can be put back. */
  remove: () => void;
}

export function useOwnBallot(pollId: string): OwnBallot {
  const client = useQueryClient();
  const [kept, setKept] = useState(() => findBallot(pollId));
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    // Another page of this browser went on with it.
    const look = ({ key }: StorageEvent): void => {
      if (key === placeOfBallot(pollId)) setKept(findBallot(pollId));
    };
    addEventListener('storage', look);
    return () => removeEventListener('storage', look);
  }, [pollId]);
  const put = (next: KeptBallot | null): void => {
    keepBallot(pollId, next);
    setKept(next);
  };
  return {
    kept,
    isBusy,
    problem,
    run: async (step) => {
      setBusy(true);
      setProblem(null);
      const failed = await alone(pollId, step);
      const now = findBallot(pollId);
      // The choice stands on the device no longer than it can still be another.
      if (now && now.stage !== 'asked') keepAnswer(pollId, null);
      if (!failed && now?.stage === 'in-box') announce('Бюллетень в ящике, спасибо');
      setKept(now);
      setProblem(failed);
      setBusy(false);
      void refreshModules(client, ['polls']);
    },
    command: (retry) => runningOf(isBusy, problem, { retry, forget: () => setProblem(null) }),
    remove: () => {
      const removed = kept;
      put(null);
      showToast('Убрано с этого устройства', { undo: () => put(removed) });
    },
  };
}
