import { normaliseEmail, normalisePhone } from '../../../../shared/text/contacts.ts';
import { AppError } from '../../../lib/errors.ts';

export type Contact = { channel: 'sms'; address: string } | { channel: 'email'; address: string };

/** The one contact a person signs in by; throws when both, none or a wrong one is given. */
export function requireContact(input: { phone?: string | undefined; email?: string | undefined }): Contact {
  const field = input.phone ? 'phone' : 'email';
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { [field]: text } });
  if (Boolean(input.phone) === Boolean(input.email))
    throw wrong('Укажите телефон или адрес почты — что-то одно.');
  if (input.phone) {
    const phone = normalisePhone(input.phone);
    if (!phone) throw wrong('Телефон записан неверно, пример: +7 912 345-67-89.');
    return { channel: 'sms', address: phone };
  }
  const email = normaliseEmail(input.email ?? '');
  if (!email) throw wrong('Адрес почты записан неверно, пример: ivanova@example.ru.');
  return { channel: 'email', address: email };
}
