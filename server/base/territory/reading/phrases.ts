/** How each name of a gazetteer may stand in running text, indexed by the first word. */
import { firstOf, lastOf } from '../../../../shared/lists.ts';
import type { Gazetteer, NameEntry } from '../gazetteer/gazetteer.ts';
import { getStreetGender } from '../words/street-types.ts';
import { type Token, tokenize } from '../words/tokens.ts';
import {
  isAdjective,
  listLandmarkWordForms,
  listOrdinalForms,
  listStreetWordForms,
} from '../words/word-forms.ts';

/** `part`: the surname alone («Маркса»), or a name without its ordinal: needs more proof. */
export type Phrase = {
  entry: NameEntry;
  words: ReadonlySet<string>[];
  isPart: boolean;
  isAdjective: boolean;
  /** «школа № 5», «5-я школа»: the number tells it from others of its kind. */
  isNumbered: boolean;
};
export type PhraseIndex = {
  byFirst: Map<string, Phrase[]>;
  /** Forms of the last words of streets' names by first letter, for mistakes. */
  byLetter: Map<string, { form: string; phrase: Phrase }[]>;
};
export type PhraseMatch = { phrase: Phrase; from: number; to: number; isMistyped: boolean };

const cache = new WeakMap<Gazetteer, PhraseIndex>();

/** The index of a gazetteer, made once. */
export function getPhraseIndex(gazetteer: Gazetteer): PhraseIndex {
  let index = cache.get(gazetteer);
  if (!index) {
    index = buildPhraseIndex(gazetteer);
    cache.set(gazetteer, index);
  }
  return index;
}

function buildPhraseIndex(gazetteer: Gazetteer): PhraseIndex {
  const byFirst: PhraseIndex['byFirst'] = new Map();
  const byLetter: PhraseIndex['byLetter'] = new Map();
  for (const entry of [...gazetteer.entries, ...gazetteer.districts]) {
    for (const phrase of listPhrases(entry)) {
      for (const form of firstOf(phrase.words)) append(byFirst, form, phrase);
      if (entry.target.kind !== 'street' || phrase.isPart) continue;
      for (const form of lastOf(phrase.words))
        if (form.length >= 6) append(byLetter, form.charAt(0), { form, phrase });
    }
  }
  return { byFirst, byLetter };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function listPhrases(entry: NameEntry): Phrase[] {
  const isStreet = entry.target.kind === 'street';
  const gender = entry.target.kind === 'street' ? getStreetGender(entry.target.street.row.type) : 'f';
  const bend = isStreet ? (word: string) => listStreetWordForms(word, gender) : listLandmarkWordForms;
  const words = tokenize(entry.name)
    .filter((token) => token.kind !== 'mark')
    .map((token) =>
      token.kind === 'ordinal' ? listOrdinalForms(token.norm.slice(0, -1)) : bend(token.norm),
    );
  if (entry.target.kind === 'district') for (const forms of words) addDistrictWords(forms);
  if (words.length === 0) return [];
  const isBent = isStreet && isAdjective(firstOf(lastOf(words)), gender);
  const make = (list: string[][], isPart = false, isNumbered = false): Phrase => ({
    entry,
    words: list.map((forms) => new Set(forms)),
    isPart,
    isAdjective: isBent,
    isNumbered,
  });
  const number = firstOf(lastOf(words));
  if (!isStreet && words.length > 1 && /^\d+$/.test(number))
    return listHeads(words.slice(0, -1)).flatMap((head) => [
      make([...head, [number]], false, true),
      make([listOrdinalForms(number), ...head], false, true),
    ]);
  const phrases = [make(words)];
  if (words.length < 2 || !isStreet) return phrases;
  const bases = words.map((forms) => firstOf(forms));
  const last = lastOf(words);
  if (firstOf(bases).endsWith('#'))
    return [...phrases, make([...words.slice(1), firstOf(words)]), make([last], true)];
  phrases.push(make([[bases.join('-')]]), make([last], true));
  if (words.length === 2) phrases.push(make([[firstOf(bases).charAt(0)], last]));
  return phrases;
}

/** «Синарский р-н». */
function addDistrictWords(forms: string[]): void {
  if (forms[0] === 'район') forms.push('р-н', 'р-не', 'р-на', 'р-ну');
}

/** How the institution before a number is called besides its own name: «детсад 84», «СОШ № 5». */
const OTHER_HEADS: Record<string, string[]> = {
  школа: ['сош'],
  'детский сад': ['детсад', 'садик', 'доу', 'сад'],
};

function listHeads(words: string[][]): string[][][] {
  const name = words.map((forms) => firstOf(forms)).join(' ');
  return [words, ...(OTHER_HEADS[name] ?? []).map((other) => [listLandmarkWordForms(other)])];
}

/** «на Мыльникова-Майском»: two streets in one word; a name with a hyphen of its own stays whole. */
export function splitJoinedNames(index: PhraseIndex, tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const cut = token.kind === 'word' ? token.norm.indexOf('-') : -1;
    if (cut < 3 || index.byFirst.has(token.norm)) return token;
    const [first, second] = [token.norm.slice(0, cut), token.norm.slice(cut + 1)];
    if (!index.byFirst.has(first) || !index.byFirst.has(second)) return token;
    const at = token.from + cut;
    return [
      { kind: 'word', norm: first, from: token.from, to: at },
      { kind: 'mark', norm: '-', from: at, to: at + 1 },
      { kind: 'word', norm: second, from: at + 1, to: token.to },
    ];
  });
}

/** Every place where a name stands in the tokens; matches of different names may overlap. */
export function findPhrases(index: PhraseIndex, tokens: readonly Token[]): PhraseMatch[] {
  const matches: PhraseMatch[] = [];
  tokens.forEach((token, from) => {
    if (token.kind === 'mark') return;
    for (const phrase of index.byFirst.get(token.norm) ?? []) {
      const to = matchRest(phrase, tokens, from);
      if (to > 0) matches.push({ phrase, from, to, isMistyped: false });
    }
  });
  return matches.filter((match) => !match.phrase.isPart || !isInsideWhole(match, matches));
}

/** «Синарская» of «1-я Синарская» is not a name of its own. */
function isInsideWhole(part: PhraseMatch, matches: readonly PhraseMatch[]): boolean {
  return matches.some(
    (whole) =>
      !whole.phrase.isPart &&
      whole.phrase.entry === part.phrase.entry &&
      whole.from <= part.from &&
      whole.to >= part.to,
  );
}

/** The end of the phrase that begins at `from`, or 0. Between its words only dots, hyphens and quotes may be, and «№». */
function matchRest(phrase: Phrase, tokens: readonly Token[], from: number): number {
  let at = from + 1;
  for (const forms of phrase.words.slice(1)) {
    while (at < from + 8 && isBetween(tokens[at], phrase.isNumbered)) at += 1;
    if (!forms.has(tokens[at]?.norm ?? '')) return 0;
    at += 1;
  }
  return at;
}

function isBetween(token: Token | undefined, isNumbered: boolean): boolean {
  if (token?.kind === 'word') return isNumbered && (token.norm === 'номер' || token.norm === 'n');
  return token?.kind === 'mark' && (/[.\-–«»"„“]/.test(token.norm) || (isNumbered && token.norm === '№'));
}
