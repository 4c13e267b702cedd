import { keysOf } from '../known.ts';
/**
 * «Версия для слабовидящих»: its settings, kept in the first-party cookie `vi` and shown as attributes of <html>.
 * The server puts the attributes in before the page is painted. `data-vi-size` is there only while the version is on.
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

const viKeys = keysOf(viChoices);

/** The cookie's value: `size:150;scheme:blue;…`. The server makes an attribute `data-vi-<name>` of each pair. */
export function serializeVi(settings: ViSettings): string {
  return viKeys.map((key) => `${key}:${settings[key]}`).join(';');
}

/** Settings of a cookie value; null when there is none or it was not made by `serializeVi`. */
export function parseVi(value: string | null | undefined): ViSettings | null {
  const pairs = new Map((value ?? '').split(';').map((pair) => pair.split(':', 2) as [string, string]));
  const known = viKeys.every((key) => (viChoices[key] as readonly string[]).includes(pairs.get(key) ?? ''));
  return known ? (Object.fromEntries(viKeys.map((key) => [key, pairs.get(key)])) as ViSettings) : null;
}
