import { readWordFeatures } from './text-features.ts';
import { columnOf, type Vocabulary } from './vocabulary.ts';

/** The words of a text, each with the columns its features have in a vocabulary. */
export type WordReader = (text: string) => { word: string; columns: number[] }[];

export const createWordReader =
  (vocabulary: Vocabulary): WordReader =>
  (text) =>
    readWordFeatures(text).map(({ word, hashes }) => ({
      word,
      columns: hashes.map((hash) => columnOf(vocabulary, hash)).filter((column) => column >= 0),
    }));
