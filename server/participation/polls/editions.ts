import type { Question } from '../../../shared/contract/participation/questionnaire.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';

/** Freezes questions as people are asked them from now on. */
export async function insertEdition(
  ctx: Ctx,
  {
    pollId,
    serial,
    questions,
    reason = '',
  }: { pollId: string; serial: number; questions: readonly Question[]; reason?: string },
): Promise<void> {
  await ctx.db
    .insertInto('polls.edition')
    .values({
      poll_id: pollId,
      serial,
      questions: JSON.stringify(questions),
      at: ctx.now,
      by_name: nameOfActor(ctx),
      reason,
    })
    .execute();
}
