import { networkConnector, networksToday } from '../../../base/networks/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { PageRow } from '../rows.ts';

/** Networks that tell what a page shows of itself, and may be read today. */
export const toldNetworks = (ctx: Ctx): string[] => {
  const open = new Set(networksToday(ctx).flatMap(({ id, mayRead }) => (mayRead ? [id] : [])));
  return ctx.ports
    .list(networkConnector)
    .flatMap(({ network, readProfiles }) => (readProfiles && open.has(network) ? [network] : []));
};

/** Its network tells what it shows of itself. */
export const isTold = (ctx: Ctx, { network, network_page_id: bound }: PageRow): boolean =>
  bound !== null && toldNetworks(ctx).includes(network);
