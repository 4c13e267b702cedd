/**
 * Words, numbers and marks of a Russian text with their places in it. The folded form is for comparing:
 * lower case, ё as е, Latin look-alikes inside Cyrillic words as Cyrillic. Offsets are of the text as given.
 */

export type Token = {
  kind: 'word' | 'number' | 'ordinal' | 'mark';
  /** Folded; an ordinal («1-я», «2й») is its number followed by «#». */
  norm: string;
  /** UTF-16 offsets, `to` exclusive. */
  from: number;
  to: number;
};

const LOOK_ALIKES: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** Folds letters one for one, so that offsets stay true even for letters whose lower case is longer. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  const even = lower.length === text.length ? lower : Array.from(text, foldOddChar).join('');
  return even.replaceAll('ё', 'е');
}

function foldOddChar(char: string): string {
  const lower = char.toLowerCase();
  return lower.length === char.length ? lower : char;
}

const PIECES = /[a-zа-яѐ-ӿ]+(?:[-‑–][a-zа-яѐ-ӿ]+)*|\d+|[^\s\u00ad\u200b-\u200f\ufeff]/g;
const ORDINAL_ENDINGS = new Set([
  'я',
  'й',
  'ая',
  'ой',
  'ый',
  'ий',
  'ую',
  'го',
  'ого',
  'му',
  'ому',
  'е',
  'ое',
  'х',
  'ых',
]);

/** Splits a text; joins «1-я», «1я», «2-ой» into one ordinal token. */
export function tokenize(text: string): Token[] {
  const folded = foldText(text);
  const tokens: Token[] = [];
  for (const match of folded.matchAll(PIECES)) {
    const piece = match[0];
    const from = match.index;
    const first = piece.charCodeAt(0);
    if (first >= 48 && first <= 57)
      tokens.push({ kind: 'number', norm: piece, from, to: from + piece.length });
    else if (isLetterCode(first)) addWord(tokens, piece, from);
    else tokens.push({ kind: 'mark', norm: piece, from, to: from + 1 });
  }
  return tokens;
}

const isLetterCode = (code: number) => (code >= 97 && code <= 122) || (code >= 0x430 && code <= 0x4ff);

function addWord(tokens: Token[], piece: string, from: number): void {
  const norm = unifyWord(piece);
  const to = from + piece.length;
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  if (last?.to === from && ORDINAL_ENDINGS.has(norm)) {
    // «2е» and «5х» without a hyphen are more often a house or a mistake than an ordinal.
    if (last.kind === 'number' && norm !== 'е' && norm !== 'х') {
      tokens.splice(-1, 1, { kind: 'ordinal', norm: `${Number(last.norm)}#`, from: last.from, to });
      return;
    }
    const isHyphen = last.kind === 'mark' && /[-‑–]/.test(last.norm);
    if (isHyphen && before?.kind === 'number' && before.to === last.from) {
      tokens.splice(-2, 2, { kind: 'ordinal', norm: `${Number(before.norm)}#`, from: before.from, to });
      return;
    }
  }
  tokens.push({ kind: 'word', norm, from, to });
}

/** One kind of hyphen; Latin look-alikes become Cyrillic in a word that has Cyrillic, or is a single letter. */
function unifyWord(word: string): string {
  const plain = /[‑–]/.test(word) ? word.replace(/[‑–]/g, '-') : word;
  if (!/[a-z]/.test(plain) || !(plain.length === 1 || /[а-яѐ-ӿ]/.test(plain))) return plain;
  return Array.from(plain, (char) => LOOK_ALIKES[char] ?? char).join('');
}

const LATIN_KEYS = "f,dult`;pbqrkvyjghcnea[wxio]sm'.z";
const RUSSIAN_KEYS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';

/** What was typed with the keyboard left in the Latin layout («nbnjdf 14» is «титова 14»); else the text itself. */
export function fixKeyboardLayout(text: string): string {
  if (/[а-яё]/i.test(text) || !/[a-z]{3}/i.test(text)) return text;
  return Array.from(text.toLowerCase(), (char) => {
    const key = LATIN_KEYS.indexOf(char);
    return key < 0 ? char : RUSSIAN_KEYS[key];
  }).join('');
}
