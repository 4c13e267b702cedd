import { readCookie, writeCookie } from '../../../lib/http/cookies.ts';
import { hashToken, newToken } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';

const COOKIE = 'otklik.device';
/** A browser not used for so long is a stranger again, s. */
const LIFE = 180 * 86_400;

function readToken({ headers }: Pick<Exchange, 'headers'>): string | null {
  const token = readCookie(headers, COOKIE);
  return token && /^[\w-]{20,100}$/.test(token) ? token : null;
}

/** Name of the caller's device if this person has signed in on it before. It lets nobody in: it only keeps the tries of others away. */
export async function knownDevice(
  ctx: Pick<Ctx, 'db' | 'now'>,
  exchange: Pick<Exchange, 'headers'>,
  personId: string | null,
): Promise<string | null> {
  const token = readToken(exchange);
  if (!token) return null;
  const hash = hashToken(token);
  const row = await ctx.db
    .selectFrom('identity.device')
    .select('token_hash')
    .where('token_hash', '=', hash)
    .where('person_id', '=', personId)
    .where('used_at', '>', new Date(ctx.now.getTime() - LIFE * 1000))
    .executeTakeFirst();
  return row ? hash : null;
}

/** The person has signed in on this device. */
export async function rememberDevice(
  ctx: Pick<Ctx, 'db' | 'now' | 'config'>,
  exchange: Pick<Exchange, 'headers' | 'setCookie'>,
  personId: string,
): Promise<void> {
  const token = readToken(exchange) ?? newToken();
  await ctx.db
    .insertInto('identity.device')
    .values({ token_hash: hashToken(token), person_id: personId, since: ctx.now, used_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['token_hash', 'person_id']).doUpdateSet({ used_at: ctx.now }))
    .execute();
  exchange.setCookie(writeCookie(ctx.config, { name: COOKIE, value: token, path: '/api', age: LIFE }));
}

/** A new password, a closed access: every browser is a stranger again. */
export async function forgetDevices(db: Ctx['db'], personId: string): Promise<void> {
  await db.deleteFrom('identity.device').where('person_id', '=', personId).execute();
}

export async function dropStaleDevices(ctx: Pick<Ctx, 'db' | 'now'>): Promise<void> {
  await ctx.db
    .deleteFrom('identity.device')
    .where('used_at', '<', new Date(ctx.now.getTime() - LIFE * 1000))
    .execute();
}
