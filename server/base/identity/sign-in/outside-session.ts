import { z } from 'zod';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import type { SealedColumn } from '../../../lib/seal/reseal.ts';
import { seal, unseal } from '../../../lib/seal/sealed.ts';
import { readToken } from './actor.ts';
import { endSessionUrl } from './oidc-client.ts';
import { leaveAddress, listKnown } from './oidc-provider.ts';

const placeOf = (id: string): string => `identity.session:${id}`;

/** Where the tokens of sessions from other systems lie. */
export const sealedSessions: SealedColumn = {
  table: 'identity.session',
  column: 'outside_id_token',
  key: 'id',
  placeOf,
};

/** The other system a sign-in came from, and the token by which it knows its session. */
export interface OutsideOrigin {
  provider: string;
  idToken: string;
}

const CHALLENGE = 'identity.challenge:origin';

/** The origin as it waits for the second factor; the token lies sealed. */
export const sealOrigin = ({ config }: Pick<Ctx, 'config'>, { provider, idToken }: OutsideOrigin) => ({
  provider,
  idToken: seal(config, CHALLENGE, idToken),
});

/** The origin kept with a half-made sign-in; undefined when there was none. */
export function unsealOrigin({ config }: Pick<Ctx, 'config'>, kept: unknown): OutsideOrigin | undefined {
  const parsed = z.object({ provider: z.uuid(), idToken: z.string() }).safeParse(kept);
  const idToken = parsed.data ? unseal(config, CHALLENGE, parsed.data.idToken) : null;
  return idToken === null ? undefined : { provider: parsed.data!.provider, idToken };
}

/** Notes where a session just opened came from. */
export async function noteOrigin(ctx: Ctx, token: string, origin: OutsideOrigin): Promise<void> {
  const { id } = await ctx.db
    .selectFrom('identity.session')
    .select('id')
    .where('token', '=', token)
    .executeTakeFirstOrThrow();
  await ctx.db
    .updateTable('identity.session')
    .set({
      outside_provider: origin.provider,
      outside_id_token: seal(ctx.config, placeOf(id), origin.idToken),
    })
    .where('id', '=', id)
    .execute();
}

/**
 * Where this browser goes to end its session in the system it came from. Null for our own sign-in, a system that was taken
 * away, is not set to it, or does not answer. Read it before the session ends.
 */
export async function findLeaveUrl(ctx: Ctx, exchange: Exchange): Promise<string | null> {
  const token = readToken(exchange.services, exchange.headers);
  if (!token) return null;
  const row = await ctx.db
    .selectFrom('identity.session')
    .select(['id', 'outside_provider', 'outside_id_token'])
    .where('token', '=', token)
    .executeTakeFirst();
  if (!row?.outside_provider || !row.outside_id_token) return null;
  const provider = (await listKnown(ctx)).find(({ id }) => id === row.outside_provider);
  if (!provider?.endsOutside) return null;
  const idToken = unseal(ctx.config, placeOf(row.id), row.outside_id_token);
  if (idToken === null) return null;
  return endSessionUrl(provider.party, idToken, leaveAddress(ctx, exchange, provider.audience), ctx.now);
}
