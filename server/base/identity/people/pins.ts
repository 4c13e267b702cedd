import type { Db } from '../../../lib/database/db.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Screens the person keeps at hand, in their order; null until they have chosen. */
export async function readPins(db: Db, personId: string): Promise<string[] | null> {
  const row = await db
    .selectFrom('identity.pinned')
    .select('screens')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.screens ?? null;
}

/** Keeps what the person chose; null takes the choice back. */
export async function savePins(ctx: Ctx, screens: string[] | null): Promise<{ done: true }> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new Error('Only staff have a workplace');
  if (screens === null)
    await ctx.db.deleteFrom('identity.pinned').where('person_id', '=', actor.id).execute();
  else
    await ctx.db
      .insertInto('identity.pinned')
      .values({ person_id: actor.id, screens })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ screens }))
      .execute();
  return { done: true };
}
