import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';
import { type NetworkConnector, NetworkFailure, networkConnector, type PageAccess } from './connector.ts';
import { findConnection } from './page-access.ts';

/** Each hour: networks that forget where they bring events to are asked whether they still do. */
export const keepDoorsJob = defineJob('networks.keep-doors', z.object({}));
export const keepDoorJob = defineJob('networks.keep-door', z.object({ id: z.uuid() }));

export async function keepDoors(ctx: Ctx): Promise<void> {
  const kept = ctx.ports.list(networkConnector).flatMap(({ network, door }) => (door?.keep ? [network] : []));
  if (kept.length === 0) return;
  const pages = await ctx.db
    .selectFrom('networks.page')
    .select('id')
    .where('is_active', '=', true)
    .where('network', 'in', kept)
    .execute();
  for (const { id } of pages) ctx.enqueue(keepDoorJob, { id }, { key: `${keepDoorJob.name}:${id}` });
}

interface Keeping {
  id: string;
  access: PageAccess;
  address: string;
  keep: NonNullable<NonNullable<NetworkConnector['door']>['keep']>;
}

/** Where a network brings the events of a page to. */
export const eventsAddress = ({ config }: Pick<Ctx, 'config'>, pageId: string): string =>
  `${config.publicUrl}/api/networks/${pageId}/events`;

/** One page: what stands in the way of its events is told beside it. */
export const keepingDoor: Conversation<{ id: string }, Keeping, string> = {
  async intend(ctx, { id }) {
    const connection = await findConnection(ctx, id);
    const keep = connection?.connector.door?.keep;
    return connection && keep
      ? { id, access: connection.access, address: eventsAddress(ctx, id), keep }
      : null;
  },
  call: ({ access, address, keep }) =>
    keep(access, address).then(
      () => '',
      (error: unknown) => {
        if (error instanceof NetworkFailure) return error.message;
        throw error;
      },
    ),
  async settle(ctx, { id }, trouble) {
    await ctx.db.updateTable('networks.page').set({ door_trouble: trouble }).where('id', '=', id).execute();
  },
  lose: async () => {},
};
