import type {
  passModeration as passModerationRoute,
  returnToModeration as returnToModerationRoute,
} from '../../../../shared/contract/messages/cases-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { lockForDecision } from '../card/decision-case.ts';
import { moveCase, requireCaseMove } from '../card/move.ts';
import { registerFirst } from './triage.ts';

type Pass = typeof passModerationRoute;

/** Route: the moderator has checked it; a coordinator chooses whose it is. */
export async function passModeration(
  ctx: Ctx,
  { params, body }: HandlerInput<Pass>,
): Promise<RouteReplyInput<Pass>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status === 'new' ? 'moderation' : file.status, 'pass-moderation');
  await moveCase(ctx, file.status === 'new' ? await registerFirst(ctx, file) : file, 'pass-moderation');
  return readCaseCard(ctx, file.id);
}

type Return = typeof returnToModerationRoute;

/** Route: the coordinator sends it back to be checked once more, saying what to look at. */
export async function returnToModeration(
  ctx: Ctx,
  { params, body }: HandlerInput<Return>,
): Promise<RouteReplyInput<Return>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status, 'return-to-moderation');
  await moveCase(ctx, file, 'return-to-moderation', { text: body.reason, isHidden: true });
  return readCaseCard(ctx, file.id);
}
