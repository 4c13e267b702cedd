import type { checkSignInCode, sendSignInCode } from '../../../../shared/contract/base/identity.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { maskEmail, maskPhone } from '../../../../shared/text/contacts.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { DAY } from '../../../../shared/time.ts';
import { AppError } from '../../../lib/errors.ts';
import { isSameSecret, newCode } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { sendLetter, takeCodeSms } from '../../outbox/index.ts';
import { type Contact, requireContact } from '../people/contacts.ts';
import { findOrCreateResident, verifyContact } from '../people/resident.ts';
import { attemptKeys, forgiveTry, requireUnlocked, takeTry } from './attempts.ts';
import { hashPrivate } from './secret.ts';
import { beginSession } from './session.ts';
import { wrongCode } from './wrong-code.ts';

/** Life of a code, pause before the next one, ms. */
const CODE_LIFE = 600_000;
const RESEND_AFTER = 60_000;
/** Wrong tries of one code; codes to one contact a day. */
const MAX_TRIES = 5;
const MAX_PER_DAY = 10;

const subjectOf = (contact: Contact): string => `code:${contact.address}`;
const maskOf = (contact: Contact): string =>
  contact.channel === 'sms' ? maskPhone(contact.address) : maskEmail(contact.address);
const hashContact = (ctx: Pick<Ctx, 'config'>, contact: Contact): string =>
  hashPrivate(ctx.config, 'contact', contact.address);
/** The contact is part of the hash: a code row moved to another contact opens nothing. */
const hashCode = (ctx: Pick<Ctx, 'config'>, contact: Contact, code: string): string =>
  hashPrivate(ctx.config, 'code', `${contact.address} ${code}`);

async function refuseFlood(ctx: Ctx, contactHash: string) {
  const known = await ctx.db
    .selectFrom('identity.sign_in_code')
    .select(['sent_at', 'day_start', 'sent_in_day'])
    .where('contact_hash', '=', contactHash)
    .forUpdate()
    .executeTakeFirst();
  if (!known) return null;
  const wait = known.sent_at.getTime() + RESEND_AFTER - ctx.now.getTime();
  if (wait > 0 && wait <= RESEND_AFTER) {
    const seconds = Math.ceil(wait / 1000);
    throw new AppError(
      'lib.too-many-requests',
      `Код уже отправлен. Новый можно запросить через ${counted(seconds, 'секунду', 'секунды', 'секунд')}.`,
      { retryAfter: seconds },
    );
  }
  const dayLeft = known.day_start.getTime() + DAY - ctx.now.getTime();
  if (dayLeft <= 0) return null;
  if (known.sent_in_day >= MAX_PER_DAY)
    throw new AppError(
      'lib.too-many-requests',
      'На этот адрес сегодня отправлено слишком много кодов. Повторите завтра или укажите другой способ связи.',
      { retryAfter: Math.ceil(dayLeft / 1000) },
    );
  return known;
}

/** Sends a six-digit code; the former code of the contact stops working. Whether the contact is known is not told. */
export async function sendCode(
  ctx: Ctx,
  { body }: HandlerInput<typeof sendSignInCode>,
): Promise<RouteReplyInput<typeof sendSignInCode>> {
  const contact = requireContact(body);
  // Codes abroad are how strangers run up a city's SMS bill.
  if (contact.channel === 'sms' && !contact.address.startsWith('+7')) {
    const text = 'Код приходит только на номера +7. Укажите адрес почты.';
    throw new AppError('lib.bad-input', text, { fields: { phone: text } });
  }
  await requireUnlocked(ctx, attemptKeys(ctx, subjectOf(contact)));
  const contactHash = hashContact(ctx, contact);
  const today = await refuseFlood(ctx, contactHash);
  if (contact.channel === 'sms') await takeCodeSms(ctx);
  const code = newCode(6);
  const expiresAt = new Date(ctx.now.getTime() + CODE_LIFE);
  const values = {
    code_hash: hashCode(ctx, contact, code),
    sent_at: ctx.now,
    expires_at: expiresAt,
    tries: 0,
    day_start: today?.day_start ?? ctx.now,
    sent_in_day: (today?.sent_in_day ?? 0) + 1,
  };
  await ctx.db
    .insertInto('identity.sign_in_code')
    .values({ contact_hash: contactHash, ...values })
    .onConflict((conflict) => conflict.column('contact_hash').doUpdateSet(values))
    .execute();
  await sendLetter(ctx, {
    channel: contact.channel,
    recipient: contact.address,
    subject: 'Код для входа',
    text: 'Отклик: код для входа {secret}. Действует 10 минут. Никому его не сообщайте.',
    secret: code,
    purpose: 'sign-in-code',
  });
  return {
    sentTo: maskOf(contact),
    expiresAt: expiresAt.toISOString(),
    resendAt: new Date(ctx.now.getTime() + RESEND_AFTER).toISOString(),
  };
}

/** Takes one try of the contact's code and judges it; throws unless the code is right. */
async function judgeCode(ctx: Ctx, contact: Contact, code: string): Promise<void> {
  const row = await ctx.db
    .updateTable('identity.sign_in_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('contact_hash', '=', hashContact(ctx, contact))
    .where('expires_at', '>', ctx.now)
    .where('tries', '<', MAX_TRIES)
    .returning(['code_hash', 'tries'])
    .executeTakeFirst();
  if (!row) throw new AppError('identity.code-expired', 'Этот код больше не действует. Запросите новый.');
  if (isSameSecret(row.code_hash, hashCode(ctx, contact, code.replace(/\D/g, '')))) return;
  const left = MAX_TRIES - row.tries;
  throw wrongCode(
    'code',
    left > 0
      ? `Код не подходит. Осталось ${counted(left, 'попытка', 'попытки', 'попыток')}.`
      : 'Код не подходит, попытки закончились. Запросите новый код.',
    { triesLeft: left },
  );
}

/**
 * Signs a resident in by the code sent to their contact; the first time makes the resident.
 * Wrong codes slow down the network they come from; a code itself takes five.
 */
export async function enterByCode(
  ctx: Ctx,
  { body }: HandlerInput<typeof checkSignInCode>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof checkSignInCode>> {
  const contact = requireContact(body);
  const keys = attemptKeys(ctx, subjectOf(contact));
  await takeTry(ctx, keys);
  await judgeCode(ctx, contact, body.code);
  const given = contact.channel === 'sms' ? { phone: contact.address } : { email: contact.address };
  const personId = await runMutation(exchange.services, ctx, async (tx) => {
    // Two right checks at once: one of them finds the code used.
    const used = await tx.db
      .deleteFrom('identity.sign_in_code')
      .where('contact_hash', '=', hashContact(tx, contact))
      .executeTakeFirst();
    if (used.numDeletedRows === 0n)
      throw new AppError('identity.code-expired', 'Этот код уже использован. Запросите новый.');
    const id = await findOrCreateResident(tx, { ...given, name: body.name });
    await verifyContact(tx, id, contact.channel);
    return id;
  });
  await forgiveTry(ctx, keys);
  return beginSession(ctx, exchange, personId, 'identity.signed-in');
}
