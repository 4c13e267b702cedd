import type { Db } from '../../../lib/database/db.ts';
import { hashToken, newToken } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** What is half way lives this long, ms. */
const CHALLENGE_LIFE = 600_000;

export type ChallengePurpose = 'second-factor' | 'passkey-new' | 'passkey-sign-in' | 'oidc';

/** Begins something that ends with the returned token coming back. */
export async function openChallenge(
  ctx: Pick<Ctx, 'db' | 'now'>,
  purpose: ChallengePurpose,
  personId: string | null,
  value: Record<string, unknown> = {},
): Promise<string> {
  const token = newToken();
  await ctx.db
    .insertInto('identity.challenge')
    .values({
      token_hash: hashToken(token),
      purpose,
      person_id: personId,
      value: JSON.stringify(value),
      expires_at: new Date(ctx.now.getTime() + CHALLENGE_LIFE),
    })
    .execute();
  return token;
}

/** Takes what was begun, once; null when it is unknown, used or too old. */
export async function takeChallenge(
  ctx: Pick<Ctx, 'db' | 'now'>,
  purpose: ChallengePurpose,
  token: string,
): Promise<{ personId: string | null; value: Record<string, unknown> } | null> {
  const row = await ctx.db
    .deleteFrom('identity.challenge')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', ctx.now)
    .returning(['person_id', 'value'])
    .executeTakeFirst();
  return row ? { personId: row.person_id, value: row.value as Record<string, unknown> } : null;
}

/** Whose sign-in a token continues, without using it up: a mistyped code does not start everything anew. */
export async function peekChallenge(db: Db, purpose: ChallengePurpose, token: string, now: Date) {
  const row = await db
    .selectFrom('identity.challenge')
    .select('person_id')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.person_id ?? null;
}
