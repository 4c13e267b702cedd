import { currentTerritory } from '../gazetteer/city.ts';
import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import { tokenize } from '../words/tokens.ts';
import { isTownWord } from '../words/town-names.ts';
import { isCapital, isShoutedText, type ReadText } from './evidence.ts';
import { namesForeignTown } from './foreign-town.ts';

/** Which town a text speaks of by name: ours wins over others. */
export type NamedTown = 'own' | 'other' | 'none';

/** A text longer than this is read up to here. */
const LONGEST = 20_000;
/** Letters without which a word is no name of the city. */
const FEWEST_LETTERS = 4;

/** The city's name in any case form, a name of two words by its first one. */
function isOwnName(word: string, { cityWords }: Gazetteer): boolean {
  return [...cityWords].some((name) => {
    const base = name.split('-')[0]!;
    return word.startsWith(base.slice(0, Math.max(FEWEST_LETTERS, base.length - 1)));
  });
}

/** Reads the town of a text by a gazetteer: «в Каменске», «г. Курск», «едем из Москвы». */
export function readNamedTown(text: string, gazetteer: Gazetteer): NamedTown {
  const cut = text.slice(0, LONGEST);
  const read: ReadText = { text: cut, tokens: tokenize(cut), isShouted: isShoutedText(cut) };
  const names = read.tokens.filter(
    ({ kind, norm }, at) =>
      kind === 'word' && norm.length >= FEWEST_LETTERS && (read.isShouted || isCapital(read, at)),
  );
  if (names.some(({ norm }) => isOwnName(norm, gazetteer))) return 'own';
  return names.some(({ norm }) => isTownWord(norm)) || namesForeignTown(read, gazetteer) ? 'other' : 'none';
}

/** The same by the gazetteer in force. */
export const namedTown = (text: string): NamedTown => readNamedTown(text, currentTerritory().gazetteer);
