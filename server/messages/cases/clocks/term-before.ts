import type { Ctx } from '../../../lib/module/context.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';

/** How the answer's term stood before a fact was corrected: kept with the correction, so that both stay shown. */
export type TermBefore = {
  dueAt: string | null;
  wasBroken: boolean;
};

export async function readTermBefore(ctx: Ctx, caseId: string): Promise<TermBefore> {
  const clocks = await ctx.db
    .selectFrom('cases.clock')
    .select(['due_at', 'is_broken', 'stopped_at', 'paused_at'])
    .where('case_id', '=', caseId)
    .where('kind', '=', ANSWER_CLOCK)
    .where('is_void', '=', false)
    .orderBy('id')
    .execute();
  const isLate = ({ is_broken, stopped_at, paused_at, due_at }: (typeof clocks)[number]): boolean =>
    is_broken === true || (stopped_at === null && due_at < (paused_at ?? ctx.now));
  return { dueAt: clocks.at(-1)?.due_at.toISOString() ?? null, wasBroken: clocks.some(isLate) };
}
