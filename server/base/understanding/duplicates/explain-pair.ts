import { itemAt } from '../../../../shared/lists.ts';
import { readMatter } from './matter-words.ts';

/** Words two messages share, as each writes them: what a person checks a proposed pair by. */
export interface SharedWords {
  words: { first: string; second: string }[];
}

/** Reads both texts anew; words in the order of the first text's alphabet. */
export function sharedWords(first: string, second: string): SharedWords['words'] {
  const one = readMatter(first);
  const other = readMatter(second);
  const places = new Map([...other.keys].map((key, at) => [key, itemAt(other.words, at)]));
  return [...one.keys].flatMap((key, at) => {
    const twin = places.get(key);
    return twin === undefined ? [] : [{ first: itemAt(one.words, at), second: twin }];
  });
}
