import type { Quota } from '../../../../shared/contract/participation/polls.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** How many of a group have answered. Plan: sheet_poll. */
export async function takenOf(
  ctx: Ctx,
  pollId: string,
  { side, group }: Pick<Quota, 'side' | 'group'>,
): Promise<number> {
  const row = await ctx.db
    .selectFrom('polls.sheet')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('poll_id', '=', pollId)
    .where(side === 'district' ? 'district_id' : 'age_group', '=', group)
    .executeTakeFirstOrThrow();
  return row.count;
}
