import type * as contract from '../../../../shared/contract/pages/register.ts';
import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPageCard } from '../card.ts';
import { addLooks } from '../proof/look.ts';
import { settleOpening } from '../proof/opening.ts';
import { moveRun } from '../proof/verify.ts';

/** Route. */
export async function lookAtPage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.lookAtPage>,
): Promise<contract.PageCard> {
  await addLooks(ctx, params.id, body);
  await settleOpening(ctx, params.id);
  return readPageCard(ctx, params.id);
}

/** Route. */
export async function moveVerification(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.moveVerification>,
): Promise<contract.PageCard> {
  await moveRun(ctx, params.id, body);
  return readPageCard(ctx, params.id);
}
