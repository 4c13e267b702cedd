import { hashPrivate } from '../../base/identity/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** Who a person is to one initiative: a keyed hash, another for each. */
export const supporterKey = (ctx: Ctx, initiativeId: string, personId: string): string =>
  hashPrivate(ctx.config, `initiative:${initiativeId}`, personId);

/** Whether whoever asks supports it now; once support is over nobody knows any more. Plan: the primary key. */
export async function isSupporter(ctx: Ctx, initiativeId: string): Promise<boolean> {
  if (ctx.actor.kind !== 'resident') return false;
  const row = await ctx.db
    .selectFrom('initiatives.supporter')
    .select('initiative_id')
    .where('initiative_id', '=', initiativeId)
    .where('person_key', '=', supporterKey(ctx, initiativeId, ctx.actor.id))
    .executeTakeFirst();
  return row !== undefined;
}
