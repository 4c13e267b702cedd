import type { Ctx } from '../../../lib/module/context.ts';

/** Since when a resident is known here; null = there is no such person. Plan: the primary key. */
export async function residentSince(ctx: Ctx, personId: string): Promise<Date | null> {
  const row = await ctx.db
    .selectFrom('identity.person')
    .select('created_at')
    .where('id', '=', personId)
    .where('kind', '=', 'resident')
    .executeTakeFirst();
  return row?.created_at ?? null;
}
