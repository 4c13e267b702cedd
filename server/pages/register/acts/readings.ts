import type * as contract from '../../../../shared/contract/pages/register.ts';
import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readPageCard } from '../card.ts';
import { keepReadings } from '../reading/keep-readings.ts';
import { askNow } from '../reading/read-pages.ts';
import { isTold } from '../reading/told.ts';
import { findPage } from '../rows.ts';

/** Route: what a page shows of itself is read now. Speaks to the network outside any transaction. */
export async function readProfile(
  ctx: Ctx,
  { params }: HandlerInput<typeof acts.readProfile>,
  { services }: Exchange,
): Promise<contract.PageCard> {
  const page = await findPage(ctx, params.id);
  if (page.archived_at) throw new AppError('lib.conflict', 'Страница в архиве: её не читают.');
  if (!isTold(ctx, page))
    throw new AppError(
      'lib.conflict',
      'Эту страницу программа не читает: привяжите её к подключённой странице сети.',
    );
  const asked = await askNow(ctx, page);
  return runMutation(services, ctx, async (inner) => {
    await keepReadings(inner, asked);
    inner.audit({ action: 'register.ask-network', object: 'official-page', objectId: page.id });
    return readPageCard(inner, page.id);
  });
}
