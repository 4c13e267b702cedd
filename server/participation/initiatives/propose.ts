import { sql } from 'kysely';
import type { proposeInitiative as proposeRoute } from '../../../shared/contract/participation/initiatives-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { findProposalObstacle } from '../../../shared/text/participation/proposal-levels.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { counted } from '../../../shared/text/plural.ts';
import { levelOfActor } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx, ResidentActor } from '../../lib/module/context.ts';
import { initiativeRulesToday, requireDistrict } from './pack.ts';

export const keptHere = 'Написанное сохранено на этом устройстве.';

/** Whoever is known less than the order of initiatives asks is told what to do. */
export function requireKnownResident(ctx: Ctx): ResidentActor {
  const { actor } = ctx;
  if (actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Предлагают и поддерживают жители.');
  const { level } = initiativeRulesToday(ctx);
  const words = findProposalObstacle({ kind: 'initiative', level }, levelOfActor(ctx));
  if (words) throw new AppError('identity.level-too-low', `${words} ${keptHere}`, { details: { level } });
  return actor;
}

/** So many of one author at once; held, so that two sent together do not both fit. Plan: initiative_author. */
async function requireRoom(ctx: Ctx, authorId: string): Promise<void> {
  const { mostOwn } = initiativeRulesToday(ctx);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`initiatives.own ${authorId}`}, 0))`.execute(
    ctx.db,
  );
  const { count } = await ctx.db
    .selectFrom('initiatives.initiative')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('author_id', '=', authorId)
    .where('state', 'in', ['waiting', 'open'])
    .executeTakeFirstOrThrow();
  if (count >= mostOwn)
    throw new AppError(
      'lib.conflict',
      `У вас уже ${counted(count, 'инициатива', 'инициативы', 'инициатив')}, больше сразу нельзя: дождитесь, пока одна завершится. ${keptHere}`,
    );
}

/** Route. Its author sees it at once, everybody once a person has let it out. */
export async function proposeInitiative(
  ctx: Ctx,
  { body }: HandlerInput<typeof proposeRoute>,
): Promise<RouteReplyInput<typeof proposeRoute>> {
  const { id: authorId } = requireKnownResident(ctx);
  const { minAge, lookDays } = initiativeRulesToday(ctx);
  if (!body.isOfAge) throw badField('isOfAge', `Отметьте, что вам есть ${minAge} лет`);
  requireDistrict(body.districtId);
  const findByKey = () =>
    ctx.db
      .selectFrom('initiatives.initiative')
      .select(['id', 'author_id'])
      .where('client_key', '=', body.clientKey)
      .executeTakeFirst();
  if (!(await findByKey())) {
    await requireRoom(ctx, authorId);
    await ctx.db
      .insertInto('initiatives.initiative')
      .values({
        id: newId(),
        title: body.title,
        what: body.what,
        place: body.place,
        district_id: body.districtId,
        why: body.why,
        author_id: authorId,
        client_key: body.clientKey,
        state: 'waiting',
        state_at: ctx.now,
        made_at: ctx.now,
        due_on: addDays(cityDay(ctx.config, ctx.now), lookDays),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const there = await findByKey();
  // The key of somebody else's device: nothing is told of what they wrote.
  if (there?.author_id !== authorId)
    throw new AppError('lib.conflict', `Отправьте ещё раз: инициатива не записана. ${keptHere}`);
  return { id: there.id };
}
