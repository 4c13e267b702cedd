/** Entities a Russian feed writes; others stay as they are. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  minus: '−',
  deg: '°',
  shy: '',
};

const HIGHEST = 0x10ffff;

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= HIGHEST ? String.fromCodePoint(code) : whole;
}

/**
 * What of HTML a person reads: words and line breaks, without tags, scripts and styles. A tag holds no other: «<a<a<a…» of a whole feed
 * is looked through once, and not once for each of them.
 */
export function readPlainWords(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/giu, ' ')
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, ' ')
    .replaceAll(/<br\b[^<>]*>|<\/(?:p|div|li|h[1-6]|tr|blockquote)\s*>/giu, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/giu, ' ')
    .replaceAll(/&(#?[a-z0-9]{1,10});/giu, decodeEntity)
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}
