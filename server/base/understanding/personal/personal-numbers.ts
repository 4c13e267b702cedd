import type { PersonalKind } from '../../../../shared/contract/base/personal-data.ts';
import type { PersonalSpan } from './personal-span.ts';

/** One way a number that leads to a person is written; `part` narrows the find to a group, `accepts` has the last word. */
interface Pattern {
  kind: PersonalKind;
  find: RegExp;
  part?: number;
  /** Looked for only where the text has this; the rest of its texts cost nothing. */
  needs: keyof typeof needs;
  /** As many digits it takes at the least. */
  digits?: number;
  accepts?: (digits: string, before: string) => boolean;
}

const plateLetters = 'АВЕКМНОРСТУХABEKMHOPCTYX';
/** A word that says a number of a few digits is a phone. */
const phoneCue =
  /(?:тел(?:ефон[а-яё]*)?|сот(?:овый)?|моб(?:ильный)?|звон[а-яё]*|позвон[а-яё]*|мой номер|номер для связи|связ[а-яё]*|whatsapp|ватсап|вайбер)[.:\s№-]*(?:для связи[:\s]*)?$/iu;
/** A car is spoken of, and its number follows. */
const carCue =
  /(?:машин|автомоб|легков|грузов|иномарк|такси|номер|знак|г\/н|а\/м|т\/с|марк[аио]|припарков)[^.!?\n]{0,24}$/iu;
const cardCue = /карт[а-яё]*[\s:№-]*(?:номер)?[\s:№-]*$/iu;

/** Sum of a bank card's digits (ISO/IEC 7812). */
function isCard(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const;

/** Two check digits of a person's ИНН (приказ ФНС of 29.06.2012 № ММВ-7-6/435@). */
function isInn(digits: string): boolean {
  const check = (weights: readonly number[]) =>
    (weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11) % 10;
  return check(innWeights.slice(1)) === Number(digits[10]) && check(innWeights) === Number(digits[11]);
}

/** «12-05-24» is a day, not a phone. */
function isDay(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return digits.length === 6 && day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** Of a phone without +7: mobile, or a town's code; a number of a document starts otherwise. */
const isTown = (digits: string): boolean => digits.length === 10 && /^[3489]/.test(digits);

/** What a pattern cannot do without, cheap to ask. */
const needs = {
  at: /@/,
  link: /vk\.com|t\.me|ok\.ru/i,
  plate: /\p{L}\s?\d{3}/u,
  home: /кв|ком/iu,
  year: /(?:19|20)\d{2}\s*г/iu,
  born: /рожд|родил/iu,
  fiveDigits: /\d(?:[\s\-–—.()№,]{0,4}\d){4}/,
} as const;

/** In the order of trust: what an earlier pattern took a later one leaves. */
const patterns: readonly Pattern[] = [
  {
    kind: 'email',
    needs: 'at',
    // 64 characters before the @ at most (RFC 5321): a long word is not read to its end from each of its letters.
    find: /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu,
  },
  {
    kind: 'profile',
    needs: 'link',
    find: /(?:https?:\/\/)?(?:m\.)?(?:vk\.com|t\.me|ok\.ru\/profile)\/[\w.]{3,}/giu,
  },
  { kind: 'profile', needs: 'at', find: /(?<![\p{L}\p{N}@])@[a-z][\w.]{3,31}/giu },
  {
    kind: 'snils',
    needs: 'fiveDigits',
    digits: 11,
    find: /(?<!\d)\d{3}[-–]\d{3}[-–]\d{3}[\s–-]\d{2}(?!\d)/gu,
  },
  {
    kind: 'snils',
    needs: 'fiveDigits',
    digits: 11,
    find: /СНИЛС[\s:№-]*(?:номер\s*)?(\d{3}[\s-]?\d{3}[\s-]?\d{3}[\s-]?\d{2})(?!\d)/giu,
    part: 1,
  },
  {
    kind: 'inn',
    needs: 'fiveDigits',
    digits: 12,
    find: /ИНН[\s:№-]*(?:физ[.а-яё]*\s*лица\s*)?(\d{12})(?!\d)/giu,
    part: 1,
  },
  { kind: 'inn', needs: 'fiveDigits', digits: 12, find: /(?<!\d)\d{12}(?!\d)/gu, accepts: isInn },
  {
    kind: 'passport',
    needs: 'fiveDigits',
    digits: 10,
    find: /паспорт[а-яё]*[^\d\n]{0,40}?(\d{2}\s?\d{2}[\s,№nN-]*(?:номер[\s:№]*)?\d{6})(?!\d)/giu,
    part: 1,
  },
  {
    kind: 'passport',
    needs: 'fiveDigits',
    digits: 10,
    find: /сери[яи][\s:№]*(\d{2}\s?\d{2}[\s,;]*(?:номер|№|n)?[\s:№]*\d{6})(?!\d)/giu,
    part: 1,
  },
  {
    kind: 'passport',
    needs: 'fiveDigits',
    digits: 10,
    find: /(?<![\d-])(?:\d{4}|\d{2}\s\d{2})\s(?:№\s?)?\d{6}(?![\d-])/gu,
  },
  {
    kind: 'account',
    needs: 'fiveDigits',
    find: /(?:лиц(?:ев[а-яё]+)?\.?\s*сч[её]т[а-яё]*|л\s?\/\s?сч?(?![а-яё])\.?|лиц\.?\s*сч\.)[\s:№-]*(?:номер[\s:№]*)?(\d[\d\s]{3,22}\d)(?!\d)/giu,
    part: 1,
  },
  { kind: 'card', needs: 'fiveDigits', digits: 16, find: /(?<!\d)\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)/gu },
  {
    kind: 'card',
    needs: 'fiveDigits',
    digits: 16,
    find: /(?<!\d)\d{16}(?!\d)/gu,
    accepts: (digits, before) => cardCue.test(before) || isCard(digits),
  },
  // Eleven digits from +7 or 8, however they are parted.
  {
    kind: 'phone',
    needs: 'fiveDigits',
    digits: 11,
    find: /(?<![\d.,])(?:\+\s?7|[78])(?:[ \u00a0\-–—.()]{0,3}\d){10}(?!\d)/gu,
  },
  {
    kind: 'phone',
    needs: 'fiveDigits',
    digits: 9,
    find: /(?<!\d)\+\d{1,3}(?:[ \u00a0\-–.()]{0,2}\d){8,11}(?!\d)/gu,
  },
  {
    kind: 'phone',
    needs: 'fiveDigits',
    digits: 10,
    find: /(?<![\d.,+])\(?9\d{2}\)?(?:[ \u00a0\-–.]{0,2}\d){7}(?!\d)/gu,
  },
  {
    kind: 'phone',
    needs: 'fiveDigits',
    digits: 8,
    find: /(?<!\d)\(\d{3,5}\)(?:[ \u00a0\-–]{0,2}\d){5,7}(?!\d)/gu,
    accepts: isTown,
  },
  {
    kind: 'phone',
    needs: 'fiveDigits',
    digits: 8,
    find: /(?<![\d-])\d{3,5}[-–]\d{1,3}[-–]\d{2}[-–]\d{2}(?![\d-])/gu,
    accepts: isTown,
  },
  { kind: 'phone', needs: 'fiveDigits', digits: 7, find: /(?<![\d.-])\d{3}[-–]\d{2}[-–]\d{2}(?![\d-])/gu },
  {
    kind: 'phone',
    needs: 'fiveDigits',
    find: /(?<![\d.-])\d{1,2}[-–]\d{2}[-–]\d{2}(?![\d-])/gu,
    accepts: (digits, before) => phoneCue.test(before) || (digits.length === 6 && !isDay(digits)),
  },
  {
    kind: 'phone',
    needs: 'fiveDigits',
    find: /(?<![\d.-])\d{5,7}(?![\d.-])/gu,
    accepts: (_, before) => phoneCue.test(before),
  },
  // Written in capitals, or in one word: «в 120 км 15» is a distance.
  {
    kind: 'plate',
    needs: 'plate',
    digits: 3,
    find: new RegExp(
      `(?<![\\p{L}\\d])[${plateLetters}]\\s?\\d{3}\\s?[${plateLetters}]{2}\\s?\\d{2,3}(?:\\s?(?:RUS|rus))?(?![\\p{L}\\d])`,
      'gu',
    ),
  },
  {
    kind: 'plate',
    needs: 'plate',
    digits: 3,
    find: new RegExp(
      `(?<![\\p{L}\\d])[${plateLetters}]\\d{3}[${plateLetters}]{2}\\d{0,3}(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  // Without its region, in three parts: «В 120 КМ» is a distance, so a car has to be named.
  {
    kind: 'plate',
    needs: 'plate',
    digits: 3,
    find: new RegExp(
      `(?<![\\p{L}\\d])[${plateLetters}]\\s\\d{3}\\s(?!км|кв|см|мм)[${plateLetters}]{2}(?![\\p{L}\\d])`,
      'giu',
    ),
    accepts: (_, before) => carCue.test(before),
  },
  {
    kind: 'flat',
    needs: 'home',
    find: /(?<![а-яё\d])(?:кв(?:артир[аеуыо][йю]?|-р[аеуы])?|комнат[аеуы]|комн?)[.:]?\s*(?:№\s?)?(\d{1,4}[а-д]?(?:\sи\s\d{1,4}(?!\d))?)(?![\d]|[.,]\d|\s?(?:кв|м[²2\s.,]|метр|градус|°|%|подъезд|человек|год|г\.))/giu,
    part: 1,
  },
  {
    kind: 'flat',
    needs: 'home',
    find: /(?<![а-яё])(?:в|из|над|под|с|у)\s+(?:№\s?)?(\d{1,4})(?:-?(?:й|ой|ю|ая|ую))?\s+(?:кв\.|квартир(?:е|ой|ы|у))(?![а-яё])/giu,
    part: 1,
    accepts: (_, before) => !/(?:всего|около|более|минимум)\s*$/iu.test(before),
  },
  {
    kind: 'birth',
    needs: 'year',
    digits: 4,
    find: /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-])?(?:19|20)\d{2}(?=\s*(?:г\.?\s?р\.?(?![а-яё])|год[а]?\s+рожд|г\.\s*рожд))/giu,
  },
  {
    kind: 'birth',
    needs: 'born',
    find: /(?:дата\s+рождения|родил(?:ся|ась))[\s:–-]*(\d{1,2}[./-]\d{1,2}[./-]\d{4})/giu,
    part: 1,
  },
];

/** Characters before a find that a cue is looked for in. */
const CUE_REACH = 32;

function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}

/** Numbers, addresses of letters and flats that lead to a person; a text without digits and @ costs nothing. */
export function findPersonalNumbers(text: string): PersonalSpan[] {
  if (!/[\d@]|vk\.com|t\.me|ok\.ru/i.test(text)) return [];
  const count = countDigits(text);
  const has: Partial<Record<keyof typeof needs, boolean>> = {};
  const found: PersonalSpan[] = [];
  for (const { kind, find, part, needs: needed, digits = 0, accepts } of patterns) {
    if (count < digits) continue;
    has[needed] ??= needs[needed].test(text);
    if (!has[needed]) continue;
    for (const match of text.matchAll(find)) {
      const value = match[part ?? 0]!;
      const start = match.index + (part ? match[0].lastIndexOf(value) : 0);
      const end = start + value.length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const before = text.slice(Math.max(0, start - CUE_REACH), start);
      if (accepts && !accepts(value.replaceAll(/\D/gu, ''), before)) continue;
      found.push({ kind, start, end });
    }
  }
  return found;
}
