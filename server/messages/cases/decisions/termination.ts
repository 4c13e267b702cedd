import type { terminateCase as terminateCaseRoute } from '../../../../shared/contract/messages/cases-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { type Need, refusalOf, requireLawful } from '../../../base/regimes/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { revokeForeignLinks } from '../card/executor-link.ts';
import { lockCase, moveCase, requireCaseMove } from '../card/move.ts';
import { isNameless, isToldAtOnce } from '../card/notice.ts';
import { stopClocks } from '../clocks/clocks.ts';
import { caseClosed } from '../core/events.ts';
import { requireGround } from '../core/grounds.ts';
import { lastingDeeds } from '../core/owes.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';
import { tellStage } from '../letters/tell-stage.ts';

type Terminate = typeof terminateCaseRoute;

/**
 * Route: the head's decision to end a correspondence, with a notice to the resident (59-ФЗ, ст. 11 ч. 5). The law gives
 * it for statutory appeals alone: a message is answered. Where the applicant cannot be told at once the case is not over until the notice
 * has gone.
 */
export async function terminateCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Terminate>,
): Promise<RouteReplyInput<Terminate>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.terminate');
  requireCaseMove(ctx.actor, file.status, 'terminate');
  requireLawful(file.regime, 'terminate', ['notice-sent']);
  const ground = requireGround(ctx, 'terminate', body.groundId, file.regime);
  const notice = `${ground.toResident ?? ''} Основание: ${ground.legal}.`.trim();
  const isTold = await isToldAtOnce(ctx, file.id, 'case-terminated');
  const met: Need[] = isTold || (await isNameless(ctx, file.id)) ? ['notice-sent'] : [];
  // Without the notice the decision stands, and the term runs until the office has sent it.
  const isOwed = refusalOf(file.regime, 'terminate', met) !== null;
  await moveCase(ctx, file, 'terminate', {
    isOwed,
    text: notice,
    data: { groundId: ground.id },
    set: { snoozed_until: null, snooze_reason: null, head_decides: false },
  });
  if (!isOwed) await stopClocks(ctx, file.id, 'Переписка прекращена', lastingDeeds());
  await revokeForeignLinks(ctx, file.id, null);
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'termination',
      visibility: 'staff',
      text: body.text,
      data: { ground: ground.title },
    },
  ]);
  await tellStage(ctx, file.id, 'case-terminated', { notice });
  if (!isOwed) ctx.announce(caseClosed, { caseId: file.id, number: file.number, resolved: null });
  return readCaseCard(ctx, file.id);
}
