import { itemAt } from '../../../../shared/lists.ts';
import { addFloat64, float32At, float64At, int32At } from '../../../lib/typed-arrays.ts';
import { readFeatures } from '../topics/text-features.ts';
import { readRow } from '../topics/text-row.ts';
import { learnVocabulary } from '../topics/vocabulary.ts';

/** Likeness (cosine over words and letters, 0–1) from which two texts are one for a fair trial. */
const SAME = 0.85;

/**
 * Group number of every text: near-duplicates share one, also through a third. Compares all pairs through the columns
 * they share: a few seconds for 3,000 texts; meant for trials, not for a register.
 */
export function groupNearDuplicates(texts: readonly string[]): Int32Array {
  const vocabulary = learnVocabulary(texts.map(readFeatures));
  const rows = texts.map((text) => readRow(vocabulary, text));
  const groups = Int32Array.from(texts, (_, index) => index);
  const postings: { row: number; value: number }[][] = Array.from(vocabulary.hashes, () => []);
  const likeness = new Float64Array(texts.length);
  rows.forEach((row, index) => {
    likeness.fill(0, 0, index);
    row.columns.forEach((column, at) => {
      const value = float32At(row.values, at) / 2;
      for (const other of itemAt(postings, column)) addFloat64(likeness, other.row, value * other.value);
      itemAt(postings, column).push({ row: index, value: float32At(row.values, at) });
    });
    for (let other = 0; other < index; other += 1) {
      if (float64At(likeness, other) > SAME) groups[rootOf(groups, index)] = rootOf(groups, other);
    }
  });
  return groups.map((_, index) => rootOf(groups, index));
}

function rootOf(groups: Int32Array, index: number): number {
  let root = index;
  while (groups[root] !== root) root = int32At(groups, root);
  return root;
}
