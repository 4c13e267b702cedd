/** Phones, mail and sites as they stand in words of a page or of the register. */

/** Digits of a phone as a subscriber has them, without the country: «8 (3439) 39-69-01, доб. 2» → 3439396901. */
const localDigits = (text: string): string => {
  const [number = ''] = text.split(/доб/iu);
  const digits = number.replace(/\D/gu, '');
  return /^[78]\d{10}$/u.test(digits) ? digits.slice(1) : digits;
};

/** What is shorter is no phone of a city. */
const LEAST_PHONE = 5;
/** A city number is the end of the whole one. */
const isSamePhone = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one);

/** Phones of a field that is for them: several stand behind commas. */
const phonesOfField = (field: string): string[] =>
  field
    .split(/[,;\n]/u)
    .map(localDigits)
    .filter((digits) => digits.length >= LEAST_PHONE);

/** Phones in running words: whole ones alone, for a day and a sum are digits too. */
export const phonesIn = (words: string): string[] =>
  (words.match(/(?:\+7|\b8)[\d\s()\u2010-\u2015-]{9,18}\d/gu) ?? []).filter((found) =>
    /^[78][3-9]\d{9}$/u.test(found.replace(/\D/gu, '')),
  );

export const emailsIn = (words: string): string[] =>
  words.match(/[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,100}\.\p{L}{2,20}/gu) ?? [];

export const sitesIn = (words: string): string[] => words.match(/https?:\/\/[^\s<>"',;)]+/giu) ?? [];

/** One of the phones is one of those of the register; whole where the register has none. */
export function hasPhone(phones: readonly string[], wanted: string | null): boolean {
  const found = phones.flatMap(phonesOfField);
  const known = phonesOfField(wanted ?? '');
  return known.length === 0
    ? found.length > 0
    : found.some((one) => known.some((other) => isSamePhone(one, other)));
}

export function hasEmail(emails: readonly string[], wanted: string | null): boolean {
  const found = emails.flatMap(emailsIn).map((email) => email.toLowerCase());
  const known = emailsIn(wanted ?? '').map((email) => email.toLowerCase());
  return known.length === 0 ? found.length > 0 : found.some((email) => known.includes(email));
}

/** The host of an address as people write it; null where it is none. */
const hostOf = (site: string): string | null => {
  const host = URL.parse(/^https?:\/\//iu.test(site) ? site : `https://${site}`)?.hostname ?? '';
  return /^[^.\s]+(?:\.[^.\s]+)+$/u.test(host) ? host.replace(/^(?:www|m)\./u, '') : null;
};

/** Sites that are no page of a network. */
export const ownSites = (sites: readonly string[], networks: readonly string[]): string[] =>
  sites.filter((site) => {
    const host = hostOf(site.trim());
    return host !== null && !networks.some((one) => host === one || host.endsWith(`.${one}`));
  });
