import { sql } from 'kysely';
import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import type { enterBySecondFactor } from '../../../../shared/contract/base/security.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { attemptKeys, forgiveTry, takeTry } from './attempts.ts';
import { openChallenge, peekChallenge, takeChallenge } from './challenge.ts';
import { knownDevice } from './device.ts';
import { type OutsideOrigin, sealOrigin, unsealOrigin } from './outside-session.ts';
import { noteRefusal } from './refusal.ts';
import { beginSession, describeSession } from './session.ts';
import { acceptRecovery, acceptTotp } from './totp.ts';
import { wrongCode } from './wrong-code.ts';

/** Which second factors a person has set up. */
export async function findFactors(
  db: Ctx['db'],
  personId: string,
): Promise<{ totpSince: Date | null; passkeys: number }> {
  const { rows } = await sql<{ totp_since: Date | null; passkeys: number }>`
    SELECT (SELECT confirmed_at FROM identity.totp WHERE person_id = ${personId}) AS totp_since,
      (SELECT count(*)::int FROM identity.passkey WHERE person_id = ${personId}) AS passkeys`.execute(db);
  return { totpSince: rows[0]?.totp_since ?? null, passkeys: rows[0]?.passkeys ?? 0 };
}

/**
 * After a first step that was right (a password, a one-time link, another system): opens the session, or asks for the
 * second factor when the person has one. Nothing but the reply's token knows of the first step.
 */
export async function enterOrAsk(
  ctx: Ctx,
  exchange: Exchange,
  personId: string,
  action: string,
  origin?: OutsideOrigin,
): Promise<SessionState> {
  const { totpSince, passkeys } = await findFactors(ctx.db, personId);
  if (!totpSince && passkeys === 0)
    return beginSession(ctx, exchange, personId, action, origin && { origin });
  const methods: ('totp' | 'passkey' | 'recovery')[] = [
    ...(totpSince ? (['totp', 'recovery'] as const) : []),
    ...(passkeys > 0 ? (['passkey'] as const) : []),
  ];
  const kept = origin && { origin: sealOrigin(ctx, origin) };
  const token = await openChallenge(ctx, 'second-factor', personId, kept);
  return { ...(await describeSession(ctx, { kind: 'anonymous' })), secondFactor: { token, methods } };
}

const isRecovery = (code: string): boolean => code.replace(/\D/g, '').length > 6;

/**
 * The second step: a code of the application, or a recovery code when the phone is lost. Wrong codes are counted by
 * person and by address like passwords: whoever has the password guesses no codes.
 */
export async function enterByFactorCode(
  ctx: Ctx,
  { body }: HandlerInput<typeof enterBySecondFactor>,
  exchange: Exchange,
): Promise<SessionState> {
  const over = () => new AppError('identity.code-expired', 'Вход затянулся. Впишите почту и пароль ещё раз.');
  const personId = await peekChallenge(ctx.db, 'second-factor', body.token, ctx.now);
  if (!personId) throw over();
  const device = await knownDevice(ctx, exchange, personId);
  const keys = attemptKeys(ctx, `factor:${personId}`, { device, isBehindStep: true });
  await takeTry(ctx, keys);
  let origin: OutsideOrigin | undefined;
  const isRight = await runMutation(exchange.services, ctx, async (tx) => {
    if (!isRecovery(body.code)) {
      if (!(await acceptTotp(tx, personId, body.code))) return false;
    } else {
      const left = await acceptRecovery(tx, personId, body.code);
      if (left === null) return false;
      tx.audit({
        action: 'identity.recovery-used',
        object: 'person',
        objectId: personId,
        data: { left },
      });
    }
    // Two right codes at once: one of them finds the sign-in finished.
    const begun = await takeChallenge(tx, 'second-factor', body.token);
    if (!begun) throw over();
    origin = unsealOrigin(tx, begun.value.origin);
    return true;
  });
  if (!isRight) {
    await noteRefusal(exchange.services, ctx, personId, 'second-factor', keys);
    throw wrongCode(
      'code',
      'Код не подходит. Впишите тот, что сейчас на экране телефона, или один из резервных.',
    );
  }
  await forgiveTry(ctx, keys);
  return beginSession(ctx, exchange, personId, 'identity.signed-in', origin && { origin });
}
