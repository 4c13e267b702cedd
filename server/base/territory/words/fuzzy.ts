import { int32At } from '../../../lib/typed-arrays.ts';

/** Typing mistakes: edit distance of a typed word to words of a vocabulary, by bits. */

export type TypedWord = { word: string; masks: Int32Array };

/** Russian and Latin letters fall into different slots of 256; rare letters that share one only cost a mistake less. */
const slotOf = (text: string, i: number) => text.charCodeAt(i) & 255;

/** Prepares a word of up to 31 letters for many comparisons; null for a longer one. */
export function prepareTypedWord(word: string): TypedWord | null {
  if (word.length === 0 || word.length > 31) return null;
  const masks = new Int32Array(256);
  for (let i = 0; i < word.length; i++) {
    const slot = slotOf(word, i);
    masks[slot] = int32At(masks, slot) | (1 << i);
  }
  return { word, masks };
}

/**
 * Distance from the typed word to the whole `target` and to its nearest beginning: insertions, deletions,
 * replacements and swaps of neighbours count one each. Myers' bit-parallel algorithm with Hyyrö's swap term:
 * one pass over the target's letters, whatever the length of the typed word.
 */
export function measureTypos(typed: TypedWord, target: string): { whole: number; beginning: number } {
  const size = typed.word.length;
  const top = 1 << (size - 1);
  let plus = -1;
  let minus = 0;
  let diagonal = 0;
  let lastMask = 0;
  let score = size;
  let beginning = size;
  for (let i = 0; i < target.length; i++) {
    const mask = int32At(typed.masks, slotOf(target, i));
    const swap = ((~diagonal & mask) << 1) & lastMask;
    diagonal = (((mask & plus) + plus) ^ plus) | mask | minus | swap | 0;
    let up = minus | ~(diagonal | plus);
    let down = plus & diagonal;
    if (up & top) score += 1;
    else if (down & top) score -= 1;
    up = (up << 1) | 1;
    down <<= 1;
    plus = down | ~(diagonal | up);
    minus = up & diagonal;
    lastMask = mask;
    if (score < beginning) beginning = score;
  }
  return { whole: score, beginning };
}

/** Mistakes forgiven in a word of this length: none up to 3 letters, one up to 6, two beyond. */
export function countForgiven(length: number): number {
  if (length <= 3) return 0;
  return length <= 6 ? 1 : 2;
}
