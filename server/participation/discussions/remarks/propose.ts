import type {
  OwnRemark,
  proposeRemark as proposeRoute,
  supportRemark as supportRoute,
} from '../../../../shared/contract/participation/discussions-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findProposalObstacle } from '../../../../shared/text/participation/proposal-levels.ts';
import { levelOfActor } from '../../../base/identity/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type DiscussionRow, holdDiscussion, missingDiscussion, ownFieldsOf } from '../rows.ts';
import { findByKey, insertRemark, missingRemark, type RemarkRow } from './rows.ts';

const kept = 'Написанное сохранено на этом устройстве.';

/** It runs, by its state and by the clock: the job that closes it comes once a minute. */
function requireRunning(ctx: Ctx, { state, closes_at: closesAt }: DiscussionRow): void {
  if (state === 'open' && closesAt !== null && closesAt > ctx.now) return;
  if (state === 'announced') throw new AppError('lib.conflict', `Обсуждение ещё не началось. ${kept}`);
  if (['draft', 'legal-review', 'approved', 'cancelled'].includes(state)) throw missingDiscussion();
  throw new AppError(
    'lib.conflict',
    `Обсуждение уже завершено: предложения больше не принимают. ${kept} Написать городу можно обращением по 59-ФЗ.`,
  );
}

/** Whoever is known less than the discussion asks is told what to do. */
function requireKnown(ctx: Ctx, row: DiscussionRow): void {
  const { kind, level } = ownFieldsOf(row);
  const words = findProposalObstacle({ kind, level }, levelOfActor(ctx));
  if (words) throw new AppError('identity.level-too-low', `${words} ${kept}`, { details: { level } });
}

export const presentOwn = (row: RemarkRow): OwnRemark => ({
  id: row.id,
  number: row.number,
  paragraphId: row.paragraph_id,
  text: row.text,
  wording: row.wording,
  shown: row.shown,
  hiddenReason: row.hidden_reason,
  madeAt: row.made_at.toISOString(),
});

/** Route. Its author sees it at once, everybody once a person has let it out. */
export async function proposeRemark(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof proposeRoute>,
): Promise<RouteReplyInput<typeof proposeRoute>> {
  const { actor } = ctx;
  if (actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Предлагают жители.');
  const row = await holdDiscussion(ctx, params.id);
  requireRunning(ctx, row);
  requireKnown(ctx, row);
  await insertRemark(ctx, row, {
    id: newId(),
    paragraph_id: body.paragraphId,
    text: body.text,
    wording: body.wording,
    source: 'site',
    person_id: actor.id,
    is_local: body.isLocal,
    said_on: cityDay(ctx.config, ctx.now),
    entered_by_name: '',
    client_key: body.clientKey,
  });
  const there = await findByKey(ctx, row.id, body.clientKey);
  // The key of somebody else's device: nothing is told of what they wrote.
  if (there?.person_id !== actor.id)
    throw new AppError('lib.conflict', `Отправьте ещё раз: предложение не записано. ${kept}`);
  return presentOwn(there);
}

/** Route: once each, and not one's own. Plan: the primary keys. */
export async function supportRemark(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof supportRoute>,
): Promise<RouteReplyInput<typeof supportRoute>> {
  const { actor } = ctx;
  if (actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Поддерживают жители.');
  const remark = await ctx.db
    .selectFrom('discussions.remark')
    .select(['id', 'discussion_id', 'person_id', 'shown'])
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (remark?.shown !== 'released') throw missingRemark();
  const row = await holdDiscussion(ctx, remark.discussion_id);
  requireRunning(ctx, row);
  requireKnown(ctx, row);
  if (remark.person_id === actor.id)
    throw new AppError('lib.conflict', 'Это ваше предложение: поддержать его могут другие.');
  if (body.isOn)
    await ctx.db
      .insertInto('discussions.support')
      .values({ remark_id: remark.id, person_id: actor.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await ctx.db
      .deleteFrom('discussions.support')
      .where('remark_id', '=', remark.id)
      .where('person_id', '=', actor.id)
      .execute();
  const { count } = await ctx.db
    .selectFrom('discussions.support')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('remark_id', '=', remark.id)
    .executeTakeFirstOrThrow();
  return { isSupported: body.isOn, supports: count };
}
