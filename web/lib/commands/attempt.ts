import type { Route, RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import { type CallArgs, callRoute } from '../api.ts';
import { type ApiProblem, asProblem } from '../api-problem.ts';

/** How a changing call went. Its reply is there only for who has looked whether it failed. */
export type Attempt<T> = { reply: T; problem?: undefined } | { reply?: undefined; problem: ApiProblem };

/** A changing call outside a form: a file on its way, a step of several. It never throws, so it cannot fail unnoticed. */
export async function attempt<R extends Route>(
  route: R,
  ...args: CallArgs<R>
): Promise<Attempt<RouteReply<R>>> {
  try {
    return { reply: await callRoute(route, args[0] as RouteInput<R>, args[1]) };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}
