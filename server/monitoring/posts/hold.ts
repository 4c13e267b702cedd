import type { Ctx } from '../../lib/module/context.ts';

/**
 * Keeps the words of a post past their term: somebody may still object to what was done with it. `until` null: its end is not known
 * yet. A holder has one hold on a post; the last word of it holds.
 */
export async function holdPost(ctx: Ctx, postId: string, holder: string, until: Date | null): Promise<void> {
  await ctx.db
    .insertInto('posts.hold')
    .values({ post_id: postId, holder, until })
    .onConflict((conflict) => conflict.columns(['post_id', 'holder']).doUpdateSet({ until }))
    .execute();
}

/** Nobody needs the words any more: they go by their usual term. */
export async function releasePost(ctx: Ctx, postId: string, holder: string): Promise<void> {
  await ctx.db.deleteFrom('posts.hold').where('post_id', '=', postId).where('holder', '=', holder).execute();
}
