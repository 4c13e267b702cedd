import { int32At } from '../../../lib/typed-arrays.ts';
import type { TextFeatures } from './text-features.ts';

/** A sparse row: columns and their values, of the same length. */
export interface SparseRow {
  columns: Int32Array;
  values: Float32Array;
}

/**
 * The features a model knows: hashes with their inverse document frequency. Words come first, letters from column
 * `wordCount` on. Looked up by open addressing.
 */
export interface Vocabulary {
  hashes: Uint32Array;
  weights: Float32Array;
  wordCount: number;
  slots: Int32Array;
}

/** A feature must stand in this many texts to be learned. */
const LEAST_TEXTS = 2;

/**
 * Learns the vocabulary of texts: which features come back, and how rare each is.
 * @param leastForLetters a run of letters must stand in this many texts.
 */
export function learnVocabulary(texts: readonly TextFeatures[], leastForLetters = LEAST_TEXTS): Vocabulary {
  const words = learnGroup(
    texts.map(({ words }) => words),
    LEAST_TEXTS,
  );
  const letters = learnGroup(
    texts.map(({ letters }) => letters),
    leastForLetters,
  );
  return makeVocabulary(
    Uint32Array.from([...words.hashes, ...letters.hashes]),
    Float32Array.from([...words.weights, ...letters.weights]),
    words.hashes.length,
  );
}

function learnGroup(
  texts: readonly (readonly number[])[],
  least: number,
): { hashes: number[]; weights: number[] } {
  const found = new Map<number, number>();
  for (const text of texts) for (const hash of new Set(text)) found.set(hash, (found.get(hash) ?? 0) + 1);
  const kept = [...found].filter(([, count]) => count >= least);
  return {
    hashes: kept.map(([hash]) => hash),
    weights: kept.map(([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  };
}

/** Puts hashes and weights, as learned or read from a file, in order for look-up. */
export function makeVocabulary(hashes: Uint32Array, weights: Float32Array, wordCount: number): Vocabulary {
  let size = 2;
  while (size < hashes.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  // Words and letters have seeds of their own, so that one table serves both.
  hashes.forEach((hash, column) => {
    let slot = hash & (size - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
    slots[slot] = column;
  });
  return { hashes, weights, wordCount, slots };
}

/** Column of a feature, −1 when it is not known. */
export function columnOfFeature({ slots, hashes }: Vocabulary, hash: number): number {
  const last = slots.length - 1;
  let slot = hash & last;
  for (let column = int32At(slots, slot); column !== -1; column = int32At(slots, slot)) {
    if (hashes[column] === hash) return column;
    slot = (slot + 1) & last;
  }
  return -1;
}
