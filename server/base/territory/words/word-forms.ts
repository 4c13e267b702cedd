/**
 * Case forms of names. A street called by an adjective bends with its street («на Алюминиевой»), one called
 * after somebody or something does not («на Титова», «на Победы»): bending only what bends keeps «победа»
 * and «мир» from being taken for streets.
 */
import type { Gender } from './street-types.ts';

const ENDINGS: Record<Gender, { base: RegExp; forms: string[] }> = {
  f: { base: /(?:ая|яя)$/, forms: ['ая', 'яя', 'ой', 'ей', 'ую', 'юю', 'ою', 'ею'] },
  m: { base: /(?:ый|ий|ой)$/, forms: ['ый', 'ий', 'ой', 'ого', 'его', 'ому', 'ему', 'ым', 'им', 'ом', 'ем'] },
  n: { base: /(?:ое|ее)$/, forms: ['ое', 'ее', 'ого', 'его', 'ому', 'ему', 'ым', 'им', 'ом', 'ем'] },
};

/** Does the folded nominative look like an adjective of this gender («алюминиевая»); «мая» does not. */
export function isAdjective(word: string, gender: Gender): boolean {
  return word.length >= 5 && ENDINGS[gender].base.test(word);
}

/** Every form of a street name's word, folded, the given one first. */
export function listStreetWordForms(word: string, gender: Gender): string[] {
  if (!isAdjective(word, gender)) return [word];
  const stem = word.slice(0, -2);
  return [...new Set([word, ...ENDINGS[gender].forms.map((ending) => stem + ending)])];
}

const NOUN_ENDINGS: [RegExp, string[]][] = [
  [/ия$/, ['ия', 'ии', 'ию', 'ией']],
  [/ие$/, ['ие', 'ия', 'ию', 'ием', 'ии']],
  [/а$/, ['а', 'ы', 'и', 'е', 'у', 'ой', 'ей']],
  [/я$/, ['я', 'и', 'е', 'ю', 'ей']],
  [/о$/, ['о', 'а', 'у', 'ом', 'е']],
  [/е$/, ['е', 'я', 'ю', 'ем', 'а', 'у']],
  [/ь$/, ['ь', 'и', 'ью', 'я', 'ю', 'ем', 'е']],
  [/й$/, ['й', 'я', 'ю', 'ем', 'е']],
];

/** Every form of a landmark's or village's word: nouns and adjectives of any gender, generously. */
export function listLandmarkWordForms(word: string): string[] {
  for (const gender of ['f', 'm', 'n'] as const) {
    if (isAdjective(word, gender)) return listStreetWordForms(word, gender);
  }
  if (word.length < 3 || /\d/.test(word)) return [word];
  for (const [base, endings] of NOUN_ENDINGS) {
    if (base.test(word)) return [...new Set([word, ...endings.map((ending) => word.replace(base, ending))])];
  }
  if (!/[бвгджзклмнпрстфхцчшщ]$/.test(word)) return [word];
  const endings = ['', 'а', 'у', 'ом', 'ем', 'е', 'ы', 'и'];
  const forms = endings.map((ending) => word + ending);
  // A fleeting vowel: «рынок» — «рынка», «городок» — «городка», «дворец» — «дворца».
  const short = /^(.+)[ое]([кц])$/.exec(word);
  if (short) forms.push(...endings.slice(1).map((ending) => short[1]! + short[2]! + ending));
  return [...new Set(forms)];
}

const ORDINAL_STEMS = [
  ['1', 'перв'],
  ['2', 'втор'],
  ['3', 'трет'],
  ['4', 'четверт'],
  ['5', 'пят'],
  ['6', 'шест'],
  ['7', 'седьм'],
  ['8', 'восьм'],
  ['9', 'девят'],
  ['10', 'десят'],
] as const;
const HARD = ['ый', 'ой', 'ая', 'ую', 'ого', 'ому', 'ым', 'ом', 'ое'];
const SOFT = ['ий', 'ья', 'ьей', 'ью', 'ьего', 'ьему', 'ьим', 'ьем', 'ье'];

/** How an ordinal may be written: «1#» (see tokens), «1», «первая», «первой»… */
export function listOrdinalForms(number: string): string[] {
  const stem = ORDINAL_STEMS.find(([digit]) => digit === number)?.[1];
  const words = stem ? (stem === 'трет' ? SOFT : HARD).map((ending) => stem + ending) : [];
  return [`${number}#`, number, ...words];
}
