import type * as open from '../../../shared/contract/participation/initiatives-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { presentOpenInitiative, readShownInitiative } from './open.ts';
import { reachInitiative } from './over.ts';
import { requireDistrict } from './pack.ts';
import { requireKnownResident } from './propose.ts';
import { countSupports, findInitiative, type InitiativeRow, lockInitiative } from './rows.ts';
import { isSupporter, supporterKey } from './supporter.ts';

/** It runs, by its state and by the clock: the job that closes it comes once a minute. */
function requireOpen(ctx: Ctx, { state, closes_at: closesAt }: InitiativeRow): void {
  if (state === 'open' && closesAt !== null && closesAt > ctx.now) return;
  throw new AppError(
    'lib.conflict',
    state === 'open' || state === 'ended'
      ? 'Срок этой инициативы вышел: поддержку больше не собирают.'
      : 'Инициатива уже набрала поддержку: голоса больше не меняют, город готовит ответ.',
  );
}

/**
 * Route: once each, and not one's own; it may be taken back while it is open. The row is held, so that of many at once exactly one is
 * the last that was wanted.
 */
export async function supportInitiative(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof open.supportInitiative>,
): Promise<open.OpenInitiative> {
  const { id: personId } = requireKnownResident(ctx);
  await readShownInitiative(ctx, params.id);
  const row = await lockInitiative(ctx, { id: params.id });
  requireOpen(ctx, row);
  requireDistrict(body.districtId);
  if (row.author_id === personId)
    throw new AppError('lib.conflict', 'Это ваша инициатива: поддержать её могут другие.');
  const key = supporterKey(ctx, row.id, personId);
  if (body.isOn)
    await ctx.db
      .insertInto('initiatives.supporter')
      .values({ initiative_id: row.id, person_key: key, district_id: body.districtId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await ctx.db
      .deleteFrom('initiatives.supporter')
      .where('initiative_id', '=', row.id)
      .where('person_key', '=', key)
      .execute();
  if (row.threshold !== null && (await countSupports(ctx, row)) >= row.threshold)
    await reachInitiative(ctx, row);
  return presentOpenInitiative(ctx, await findInitiative(ctx, row.id), await isSupporter(ctx, row.id));
}

/** Route. Asked for apart from supporting, so that it tells nothing of who supports it. */
export async function followInitiative(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof open.followInitiative>,
): Promise<RouteReplyInput<typeof open.followInitiative>> {
  const { actor } = ctx;
  if (actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Письма просят жители.');
  const { id } = await readShownInitiative(ctx, params.id);
  if (body.isOn)
    await ctx.db
      .insertInto('initiatives.follower')
      .values({ initiative_id: id, person_id: actor.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await ctx.db
      .deleteFrom('initiatives.follower')
      .where('initiative_id', '=', id)
      .where('person_id', '=', actor.id)
      .execute();
  return { isTold: body.isOn };
}
