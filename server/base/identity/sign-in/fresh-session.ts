import { sql } from 'kysely';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { readToken } from './actor.ts';

/** How long after signing in the ways of signing in may be changed, minutes. */
const FRESH = 15;

/**
 * Throws unless this browser signed in within the last quarter of an hour: who finds a workplace left open must not
 * be able to put their own key to it.
 */
export async function requireFreshSession(ctx: Ctx, exchange: Exchange): Promise<void> {
  const token = readToken(exchange.services, exchange.headers);
  const row = token
    ? await ctx.db
        .selectFrom('identity.session')
        .select('id')
        .where('token', '=', token)
        .where(sql<boolean>`created_at > now() - ${FRESH} * interval '1 minute'`)
        .executeTakeFirst()
    : null;
  if (!row)
    throw new AppError(
      'identity.sign-in-again',
      `Вы вошли больше ${FRESH} минут назад. Чтобы менять способы входа, войдите ещё раз.`,
    );
}
