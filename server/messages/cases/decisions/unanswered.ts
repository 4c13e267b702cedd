import { type Need, requireLawful } from '../../../base/regimes/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isAllowed } from '../../../lib/module/workflow.ts';
import { revokeForeignLinks } from '../card/executor-link.ts';
import { lockCase, moveCase } from '../card/move.ts';
import { isNameless } from '../card/notice.ts';
import { stopClocks } from '../clocks/clocks.ts';
import { owesForward } from '../clocks/deed-clocks.ts';
import { caseClosed } from '../core/events.ts';
import { lastingDeeds } from '../core/owes.ts';
import { caseWorkflow } from '../core/workflow.ts';

/** Signs by which article 11 lets an appeal go without an answer by essence, with a notice. */
const grounds = [
  'illegible',
  'unclear',
  'court-act',
  'insult',
  'state-secret',
  'answer-published',
  'about-addressee',
];

/** Whether the words name a ground of article 11 for a notice instead of an answer. */
export const namesGround = (signs: readonly string[]): boolean =>
  signs.some((sign) => grounds.includes(sign));

/** What of the conditions of article 11 holds. The notice has just gone: whoever calls has sent it. */
async function listMet(ctx: Ctx, caseId: string): Promise<Need[]> {
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select('signs')
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  const isFree = (await isNameless(ctx, caseId)) && !(await owesForward(ctx, caseId));
  return [
    'notice-sent',
    ...(namesGround(author?.signs ?? []) ? (['ground-named'] as const) : []),
    ...(isFree ? (['no-addressee'] as const) : []),
  ];
}

/**
 * The notice that an appeal gets no answer has gone (59-ФЗ, ст. 11): the case is over with it, in a state of its own, neither
 * «решено» nor «переписка прекращена». A case that was answered, forwarded or closed meanwhile stays where it is.
 */
export async function leaveUnanswered(
  ctx: Ctx,
  caseId: string,
  text: string,
  act: 'leave-unanswered' | 'leave-anonymous',
): Promise<boolean> {
  const file = await lockCase(ctx, caseId);
  if (!isAllowed(caseWorkflow, 'leave-unanswered', file.status)) return false;
  requireLawful(file.regime, act, await listMet(ctx, caseId));
  await stopClocks(ctx, file.id, 'Ответ не даётся', lastingDeeds());
  await moveCase(ctx, file, 'leave-unanswered', {
    text,
    set: { due_at: null, snoozed_until: null, snooze_reason: null, head_decides: false },
  });
  await revokeForeignLinks(ctx, file.id, null);
  ctx.announce(caseClosed, { caseId: file.id, number: file.number, resolved: null });
  return true;
}
