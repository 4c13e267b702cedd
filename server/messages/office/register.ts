import type { registerAppeal as registerAppealRoute } from '../../../shared/contract/messages/office.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { attachFiles, draftByStaff, followUpJob, registerDrafts } from '../cases/index.ts';
import { requireEarlier } from './appeal.ts';
import { enterAppeal } from './enter.ts';

type Register = typeof registerAppealRoute;

/**
 * A letter or a reception with its card of the journal, in one transaction: the number of the case and that of the journal
 * are given together, or neither. What is no appeal becomes a case without a line.
 */
export async function registerAppeal(
  ctx: Ctx,
  { body }: HandlerInput<Register>,
): Promise<RouteReplyInput<Register>> {
  const { card, ...given } = body;
  if (card.repeatOf) await requireEarlier(ctx, card.repeatOf, null);
  const address = card.replyAddress ?? given.returnAddress;
  const draft = draftByStaff(ctx, { ...given, ...(address && { returnAddress: address }) });
  const [registered] = await registerDrafts(ctx, [{ draft, ctx }]);
  if (!registered) throw new Error('Registration answered nothing');
  if (registered instanceof AppError) throw registered;
  if (!registered.isRepeat) {
    if (draft.files.length > 0) await attachFiles(ctx, draft);
    ctx.enqueue(followUpJob, {}, { key: followUpJob.name });
  }
  const journalNumber = await enterAppeal(ctx, registered.caseId, card);
  return {
    id: registered.caseId,
    number: registered.number,
    journalNumber,
    dueAt: registered.dueAt.toISOString(),
    registerDue: journalNumber ? startTerm('fz59-registration', draft.receivedAt).dueAt.toISOString() : null,
    regime: draft.regime,
    regimeReason: draft.regimeReason,
  };
}
