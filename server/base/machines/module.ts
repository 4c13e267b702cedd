import * as contract from '../../../shared/contract/base/machines.ts';
import type { HandlerInput, Route, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Exchange, handle, type ModuleManifest, type RouteHandler } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { createMachineKey, listMachineKeys, revokeMachineKey } from './keys.ts';
import { forgetKeys } from './known-keys.ts';

/** A change of keys: after its commit this process reads them anew, others within five seconds. */
function changeKeys<R extends Route & { download?: never }>(
  route: R,
  fn: (ctx: Ctx, input: HandlerInput<R>, exchange: Exchange) => Promise<RouteReplyInput<R>>,
): RouteHandler {
  return {
    route,
    transaction: 'none',
    perMinute: undefined,
    handle: async (ctx, input, exchange) => {
      try {
        return await runMutation(exchange.services, ctx, (tx) => fn(tx, input as HandlerInput<R>, exchange));
      } finally {
        forgetKeys(exchange.services);
      }
    },
  };
}

export const machinesModule: ModuleManifest = {
  name: 'machines',
  permissions: { 'machines.manage': 'Выдавать и отзывать ключи программ' },
  routes: [
    handle(contract.listMachineKeys, listMachineKeys),
    changeKeys(contract.createMachineKey, createMachineKey),
    changeKeys(contract.revokeMachineKey, revokeMachineKey),
  ],
};
