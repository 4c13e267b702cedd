import type { Ctx } from '../../../lib/module/context.ts';

/** Whether the system still has no staff at all. One probe of a partial index. */
export async function needsSetup(ctx: Pick<Ctx, 'db'>): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('identity.person')
    .select('id')
    .where('kind', '=', 'staff')
    .limit(1)
    .executeTakeFirst();
  return row === undefined;
}
