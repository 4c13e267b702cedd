import { numberAt } from '../../../../shared/lists.ts';
import { readStems } from '../topics/text-features.ts';

const SHINGLE = 3;
const PARTS = 5;

/**
 * Whether a text is kept aside for judging: a fifth of all, the same ones in every training. Chosen by the least hash of
 * its runs of stems (MinHash, Broder 1997), so that near-duplicates mostly fall on one side.
 */
export function isHeldOut(text: string): boolean {
  const words = readStems(text);
  let least = 0xffffffff;
  for (let place = 0; place < Math.max(1, words.length - SHINGLE + 1); place += 1) {
    let hash = 0x9e3779b1;
    for (let at = place; at < Math.min(words.length, place + SHINGLE); at += 1) {
      hash = Math.imul(hash ^ numberAt(words, at), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    least = Math.min(least, hash >>> 0);
  }
  // The least of many hashes is a small number: mixed once more, it falls evenly.
  let mixed = Math.imul(least ^ (least >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % PARTS === 0;
}
