/** Names written with one mistake: looked for only where the words around say that a street is named. */

import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { readHouseAfter } from '../gazetteer/house-context.ts';
import { STRONG_PREPOSITIONS } from '../words/common-words.ts';
import { measureTypos, prepareTypedWord } from '../words/fuzzy.ts';
import { findStreetType } from '../words/street-types.ts';
import { isCapital, type ReadText, startsSentence } from './evidence.ts';
import type { Phrase, PhraseIndex, PhraseMatch } from './phrases.ts';

/** A shorter word is one letter away from too many others. */
const SHORTEST = 6;

/** Names one mistake away: next to «ул.», «улица»…, or before a house after «на» or with a capital letter. */
export function findMistyped(index: PhraseIndex, read: ReadText, known: ReadonlySet<number>): PhraseMatch[] {
  const { tokens } = read;
  const matches: PhraseMatch[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' || token.norm.length < SHORTEST || known.has(at)) return;
    if (findStreetType(token.norm)) return;
    if (!isSaidToBeStreet(read, at)) return;
    const match = findNear(index, read, at);
    if (match && !known.has(match.from)) matches.push(match);
  });
  return matches;
}

function isSaidToBeStreet(read: ReadText, at: number): boolean {
  const { tokens } = read;
  const [before, further] = [tokens[at - 1], tokens[at - 2]];
  if (before?.kind === 'word' && findStreetType(before.norm)) return true;
  if (before?.norm === '.' && further?.kind === 'word' && findStreetType(further.norm)) return true;
  // «ул. К. Марса», «ул. Карла Липкнехта»: the kind stands before the first name.
  if (isAfterFirstName(read, at)) return true;
  const after = tokens[at + 1];
  if (after?.kind === 'word' && findStreetType(after.norm) && isCapital(read, at)) return true;
  const isNamed = isCapital(read, at) && (!startsSentence(tokens, at) || tokens[at + 1]?.kind === 'number');
  const isPlaced = STRONG_PREPOSITIONS.has(before?.norm ?? '');
  return (isNamed || isPlaced) && readHouseAfter(tokens, at + 1) !== null;
}

function isAfterFirstName(read: ReadText, at: number): boolean {
  const { tokens } = read;
  let i = at - 1;
  if (tokens[i]?.norm === '.') i -= 1;
  if (tokens[i]?.kind !== 'word' || !isCapital(read, i) || findStreetType(itemAt(tokens, i).norm))
    return false;
  i -= 1;
  if (tokens[i]?.norm === '.') i -= 1;
  return findStreetType(tokens[i]?.norm ?? '') !== null || readHouseAfter(tokens, at + 1) !== null;
}

function findNear(index: PhraseIndex, read: ReadText, at: number): PhraseMatch | null {
  const { tokens } = read;
  const word = itemAt(tokens, at).norm;
  const typed = prepareTypedWord(word);
  if (!typed) return null;
  const near = (index.byLetter.get(word.charAt(0)) ?? []).filter(
    ({ form }) => Math.abs(form.length - word.length) <= 1 && measureTypos(typed, form).whole === 1,
  );
  const found = new Map<Phrase, number>();
  for (const { phrase } of near) {
    const from = findBeginning(phrase, read, at);
    if (from !== null) found.set(phrase, from);
  }
  if (new Set([...found.keys()].map(({ entry }) => entry.name)).size !== 1) return null;
  const [phrase, from] = firstOf([...found]);
  return { phrase, from, to: at + 1, isMistyped: true };
}

/** Where the phrase whose last word stands at `at` begins; null if its other words do not stand before. */
function findBeginning(phrase: Phrase, { tokens }: ReadText, at: number): number | null {
  let i = at;
  for (let word = phrase.words.length - 2; word >= 0; word--) {
    i -= 1;
    if (tokens[i]?.norm === '.') i -= 1;
    if (!itemAt(phrase.words, word).has(tokens[i]?.norm ?? '')) return null;
  }
  return i;
}
