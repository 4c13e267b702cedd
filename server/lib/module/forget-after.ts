import type { HandlerInput, Route, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from './context.ts';
import type { Exchange, RouteHandler } from './module.ts';
import { runMutation, type Services } from './unit-of-work.ts';

/**
 * Binds changes of what this process keeps in memory: one transaction as every mutation, and after its commit — not before, when
 * another request would still read the old rows and keep them — what is kept is forgotten.
 */
export const forgetAfter =
  (forget: (services: Services) => void) =>
  <R extends Route & { download?: never }>(
    route: R,
    fn: (ctx: Ctx, input: HandlerInput<R>, exchange: Exchange) => Promise<RouteReplyInput<R>>,
  ): RouteHandler => ({
    route,
    transaction: 'none',
    perMinute: undefined,
    handle: async (ctx, input, exchange) => {
      const { services } = exchange;
      try {
        return await runMutation(services, ctx, (tx) => fn(tx, input, exchange));
      } finally {
        forget(services);
      }
    },
  });
