/**
 * Brings a phone to `+7XXXXXXXXXX` (or `+` and 10–15 digits abroad), whatever spaces, brackets and dashes were typed;
 * a city number of 10 digits is taken as Russian. Null when it is not a phone.
 */
export function normalisePhone(text: string): string | null {
  if (!/^[\d\s()+.\-\u2010-\u2015\u00a0]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const isFull = /^\s*\+/.test(text);
  if (isFull && !digits.startsWith('7')) return /^[1-9]\d{9,14}$/.test(digits) ? `+${digits}` : null;
  const local = isFull || /^[78]\d{10}$/.test(digits) ? digits.slice(1) : digits;
  return /^[3-9]\d{9}$/.test(local) ? `+7${local}` : null;
}

/** Lower-case address without spaces around, or null when it is not one. */
export function normaliseEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= 200 &&
    /^[^\s@<>"'(),;:\\[\]\p{Cc}]+@[^\s@<>"'(),;:\\[\]\p{Cc}]+\.[^\s@.\d]{2,}$/u.test(email)
    ? email
    : null;
}

/** «+7 ••• ••• 12 34»; empty for no phone. */
export function maskPhone(phone: string | null): string {
  if (!phone) return '';
  const country = phone.startsWith('+7') ? '+7' : '+•';
  return `${country} ••• ••• ${phone.slice(-4, -2)} ${phone.slice(-2)}`;
}

/** «и•••@example.ru»; empty for no e-mail. */
export function maskEmail(email: string | null): string {
  if (!email) return '';
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}•••${email.slice(at)}`;
}

/** The masked phone, else the masked e-mail. */
export function maskContact(contact: { phone?: string | null; email?: string | null }): string {
  return contact.phone ? maskPhone(contact.phone) : maskEmail(contact.email ?? null);
}

/** «+7 912 345-67-89» for those who may see it. */
export function formatPhone(phone: string | null): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone ?? '');
  return parts ? `+7 ${parts[1]} ${parts[2]}-${parts[3]}-${parts[4]}` : (phone ?? '');
}
