/**
 * «Версия для слабовидящих»: its settings, kept in the first-party cookie `vi` and shown as attributes of <html>.
 * The server puts the attributes in before the page is painted, so both worlds read the cookie with this code.
 */
export const viChoices = {
  size: ['100', '150', '200'],
  scheme: ['black-on-white', 'white-on-black', 'blue', 'brown', 'green'],
  letters: ['normal', 'wide', 'widest'],
  lines: ['normal', 'wide', 'widest'],
  font: ['sans', 'serif'],
  images: ['color', 'grey', 'none'],
} as const;

export type ViKey = keyof typeof viChoices;
export type ViSettings = { [K in ViKey]: (typeof viChoices)[K][number] };

export const viCookieName = 'vi';

/** What the version opens with. */
export const viDefaults: ViSettings = {
  size: '150',
  scheme: 'black-on-white',
  letters: 'normal',
  lines: 'normal',
  font: 'sans',
  images: 'color',
};

const viKeys = Object.keys(viChoices) as ViKey[];

/** The cookie's value: the choices joined by dots in the order of `viChoices`. */
export function serializeVi(settings: ViSettings): string {
  return viKeys.map((key) => settings[key]).join('.');
}

/** Settings of a cookie value; null when there is none or it was not made by `serializeVi`. */
export function parseVi(value: string | null | undefined): ViSettings | null {
  const parts = (value ?? '').split('.');
  if (parts.length !== viKeys.length) return null;
  const known = viKeys.every((key, at) => (viChoices[key] as readonly string[]).includes(parts[at] ?? ''));
  return known ? (Object.fromEntries(viKeys.map((key, at) => [key, parts[at]])) as ViSettings) : null;
}

/**
 * The attributes for the <html> tag as text with a leading space, or '' for the ordinary version.
 * Only values of `viChoices` can come out, so the text is safe to put into a page.
 */
export function viHtmlAttributes(cookieValue: string | null | undefined): string {
  const settings = parseVi(cookieValue);
  if (!settings) return '';
  return ` data-vi="on"${viKeys.map((key) => ` data-vi-${key}="${settings[key]}"`).join('')}`;
}
