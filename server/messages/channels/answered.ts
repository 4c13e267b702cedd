import type { z } from 'zod';
import type { Ctx } from '../../lib/module/context.ts';
import type { caseAnswered } from '../cases/index.ts';

/** A case that came from a source was answered: its event says so, and the board of sources counts it. */
export async function noteAnswer(
  ctx: Ctx,
  { caseId }: z.output<(typeof caseAnswered)['payload']>,
): Promise<void> {
  await ctx.db
    .updateTable('channels.inbound_event')
    .set({ state: 'answered' })
    .where('case_id', '=', caseId)
    .where('state', '=', 'processed')
    .execute();
}
