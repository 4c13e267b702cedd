import { normaliseEmail, normalisePhone } from '../../../shared/text/contacts.ts';
import type { SubmitDraft } from './submit-draft.ts';

export const contactErrors = {
  none: 'Укажите телефон или e-mail',
  phone: 'Телефон из 10 цифр после +7',
  email: 'Адрес вида name@example.ru',
  consent: 'Без согласия мы не вправе принять сообщение',
} as const;

/**
 * What is wrong with the last step, by the id of its control. `isKnown`: the resident is signed in, so the server has
 * a contact of theirs already.
 */
export function checkContacts(
  { phone, email }: Pick<SubmitDraft, 'phone' | 'email'>,
  hasConsent: boolean,
  isKnown: boolean,
): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!phone.trim() && !email.trim() && !isKnown) errors.phone = contactErrors.none;
  if (phone.trim() && !normalisePhone(phone)) errors.phone = contactErrors.phone;
  if (email.trim() && !normaliseEmail(email)) errors.email = contactErrors.email;
  if (!hasConsent) errors.consent = contactErrors.consent;
  return errors;
}
