import type { Route, RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import { type CallOptions, callRoute } from '../api.ts';
import { type ApiProblem, asProblem } from '../api-problem.ts';
import { tellFailure } from './tell-failure.ts';

interface PerformOptions extends CallOptions {
  /** Tells the failure in a way of its own; without it the words come up at the foot of the page. */
  onProblem?: (problem: ApiProblem) => void;
}

/**
 * A changing call outside of a form: a file on its way, a step of several, an undo. Gives its reply, or null once its failure has
 * been told; it never throws, so it cannot fail in silence.
 */
export async function perform<R extends Route>(
  route: R,
  input: RouteInput<R>,
  { onProblem, ...options }: PerformOptions = {},
): Promise<RouteReply<R> | null> {
  try {
    return await callRoute(route, input, options);
  } catch (error) {
    const problem = asProblem(error);
    if (onProblem) onProblem(problem);
    else tellFailure(problem);
    return null;
  }
}

/**
 * The same for what keeps its own account of failures: uploads of photos, the queue of triage, messages that wait for a network. It
 * rejects with `ApiProblem`; who may use it is named in `tests/architecture.test.ts`.
 */
export const performOrThrow = <R extends Route>(
  route: R,
  input: RouteInput<R>,
  options: CallOptions = {},
): Promise<RouteReply<R>> => callRoute(route, input, options);
