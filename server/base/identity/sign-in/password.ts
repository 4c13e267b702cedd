import type { setPassword, signInByPassword } from '../../../../shared/contract/base/identity.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { maskEmail } from '../../../../shared/text/contacts.ts';
import { DAY } from '../../../../shared/time.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';
import { hashToken, newId, newToken } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { once } from '../../../lib/once.ts';
import { sendLetter } from '../../outbox/index.ts';
import { hashPassword, verifyPassword } from '../people/password-hash.ts';
import { requireStaff } from '../people/staff.ts';
import { forgetActors } from './actor.ts';
import { attemptKeys, forgiveTry, takeTry } from './attempts.ts';
import { forgetDevices, knownDevice } from './device.ts';
import { noteRefusal } from './refusal.ts';
import { enterOrAsk } from './second-factor.ts';
import { endSessions } from './session.ts';

/** Life of a link for a new password, ms. */
const TICKET_LIFE = DAY;

/** The hash of a password nobody has. */
const emptyHash = once((): Promise<string> => hashPassword(newToken()));

const wrongCredentials = () =>
  new AppError(
    'identity.wrong-credentials',
    'Почта или пароль не подходят. Проверьте раскладку и повторите; новый пароль выдаст администратор.',
  );

/**
 * Staff by e-mail and password. An unknown e-mail, a wrong password and a closed access get one answer in one time.
 * Wrong passwords slow down the network they come from and close the access of nobody (`attempts.ts`).
 */
export async function enterByPassword(
  ctx: Ctx,
  { body }: HandlerInput<typeof signInByPassword>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof signInByPassword>> {
  // PostgreSQL takes no null bytes; nobody's address has one.
  const email = body.email.toLowerCase().replaceAll('\0', '');
  const found = await ctx.db
    .selectFrom('identity.person as person')
    .leftJoin('identity.account as account', (join) =>
      join.onRef('account.user_id', '=', 'person.id').on('account.provider_id', '=', 'credential'),
    )
    .select(['person.id', 'person.is_active', 'account.password'])
    .where('person.staff_email', '=', email)
    .executeTakeFirst();
  const device = await knownDevice(ctx, exchange, found?.id ?? null);
  const keys = attemptKeys(ctx, `sign-in:${email}`, { device });
  await takeTry(ctx, keys);
  // An unknown e-mail costs the same scrypt as a known one.
  const isRight = await verifyPassword({
    hash: found?.password ?? (await emptyHash()),
    password: body.password,
  });
  if (!found?.is_active || !found.password || !isRight) {
    await noteRefusal(exchange.services, ctx, found?.id ?? null, 'password', keys);
    throw wrongCredentials();
  }
  await forgiveTry(ctx, keys);
  return enterOrAsk(ctx, exchange, found.id, 'identity.signed-in');
}

/** Stores the scrypt hash of a person's password in place of the former one. */
export async function writePassword(db: Db, personId: string, hash: string, now: Date): Promise<void> {
  await db
    .insertInto('identity.account')
    .values({
      id: newId(),
      user_id: personId,
      account_id: personId,
      provider_id: 'credential',
      password: hash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: now }),
    )
    .execute();
}

/**
 * Makes a one-time link for a new password and a letter with it. The former password works until the link is used.
 * The link also goes back to the administrator: while no mail is connected it is handed over in person.
 */
export async function sendPasswordLink(ctx: Ctx, { params }: { params: { id: string } }) {
  const person = await requireStaff(ctx.db, params.id);
  if (!person.is_active)
    throw new AppError('lib.conflict', 'Вход этому сотруднику закрыт. Сначала откройте его.');
  const email = person.email ?? '';
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + TICKET_LIFE);
  await ctx.db.deleteFrom('identity.ticket').where('person_id', '=', person.id).execute();
  await ctx.db
    .insertInto('identity.ticket')
    .values({
      token_hash: hashToken(token),
      purpose: 'password',
      person_id: person.id,
      created_at: ctx.now,
      expires_at: expiresAt,
    })
    .execute();
  const link = `/staff/new-password?token=${token}`;
  await sendLetter(ctx, {
    channel: 'email',
    recipient: email,
    subject: 'Отклик: задайте пароль',
    text: 'Чтобы задать пароль, откройте ссылку в течение суток: {secret}. Если вы этого не ждали, не открывайте её.',
    secret: `${ctx.config.publicUrl}${link}`,
    purpose: 'new-password',
  });
  ctx.audit({ action: 'identity.password-link-made', object: 'person', objectId: person.id });
  return { sentTo: maskEmail(email), link, expiresAt: expiresAt.toISOString() };
}

/** Sets the password by a one-time link, ends the person's other sessions and signs them in. */
export async function changePassword(
  ctx: Ctx,
  { body }: HandlerInput<typeof setPassword>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof setPassword>> {
  const keys = attemptKeys(ctx, null);
  await takeTry(ctx, keys);
  const hash = await hashPassword(body.password);
  const personId = await runMutation(exchange.services, ctx, async (tx) => {
    const ticket = await tx.db
      .deleteFrom('identity.ticket')
      .where('token_hash', '=', hashToken(body.token))
      .where('purpose', '=', 'password')
      .where('expires_at', '>', tx.now)
      .returning('person_id')
      .executeTakeFirst();
    if (!ticket?.person_id)
      throw new AppError(
        'identity.code-expired',
        'Ссылка устарела или уже использована. Попросите администратора выслать новую.',
      );
    await writePassword(tx.db, ticket.person_id, hash, tx.now);
    await endSessions(tx.db, ticket.person_id);
    await forgetDevices(tx.db, ticket.person_id);
    tx.audit({ action: 'identity.password-set', object: 'person', objectId: ticket.person_id });
    return ticket.person_id;
  });
  await forgiveTry(ctx, keys);
  forgetActors(exchange.services);
  return enterOrAsk(ctx, exchange, personId, 'identity.signed-in');
}
