import type { Ctx } from '../../../lib/module/context.ts';
import { currentMark } from './figures.ts';

/**
 * Every event of a case below this number is in the figures just counted: where the cube was read to, or, where the
 * database counts, its last event. Ask before counting.
 */
export async function eventMark(ctx: Ctx): Promise<number | null> {
  const held = await currentMark(ctx);
  if (held !== null) return held;
  const { last } = await ctx.db
    .selectFrom('cases.v_event_mark')
    .select(({ fn }) => fn.max<number | null>('id').as('last'))
    .executeTakeFirstOrThrow();
  return last === null ? null : Number(last) + 1;
}
