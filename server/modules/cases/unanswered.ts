import type { Ctx } from '../../lib/context.ts';
import { isAllowed } from '../../lib/workflow.ts';
import { stopClocks } from './clocks.ts';
import { caseClosed } from './events.ts';
import { revokeForeignLinks } from './executor-link.ts';
import { lockCase, moveCase } from './move.ts';
import { caseWorkflow } from './workflow.ts';

/**
 * The notice that an appeal gets no answer has gone (59-ФЗ, ст. 11): the case is over with it, in a state of its own, neither
 * «решено» nor «переписка прекращена». A case that was answered, forwarded or closed meanwhile stays where it is.
 */
export async function leaveUnanswered(ctx: Ctx, caseId: string, text: string): Promise<boolean> {
  const file = await lockCase(ctx, caseId);
  if (!isAllowed(caseWorkflow, 'leave-unanswered', file.status)) return false;
  await stopClocks(ctx, file.id, 'Ответ не даётся');
  await moveCase(ctx, file, 'leave-unanswered', {
    text,
    set: { due_at: null, snoozed_until: null, snooze_reason: null, head_decides: false },
  });
  await revokeForeignLinks(ctx, file.id, null);
  ctx.announce(caseClosed, { caseId: file.id, number: file.number, resolved: null });
  return true;
}
