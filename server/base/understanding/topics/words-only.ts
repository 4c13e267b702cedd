import { numberAt } from '../../../../shared/lists.ts';
import { dot, packRows, separate } from './linear.ts';
import { readFeatures } from './text-features.ts';
import { readRow } from './text-row.ts';
import type { Chance, LabelledText } from './topic-model.ts';
import { learnVocabulary } from './vocabulary.ts';

/**
 * The usual baseline, for comparison only: TF-IDF of words, pairs and letter runs, linear SVM of LIBLINEAR's kind, the
 * margins turned into chances by a softmax of fixed sharpness.
 */
export function trainWordsOnly(texts: readonly LabelledText[]): (text: string) => Chance[] {
  const classes = [...new Set(texts.map(({ label }) => label))].sort();
  const vocabulary = learnVocabulary(texts.map(({ text }) => readFeatures(text)));
  const matrix = packRows(
    texts.map(({ text }) => readRow(vocabulary, text)),
    vocabulary.hashes.length,
  );
  const weights = classes.map((cls) =>
    separate(
      matrix,
      Uint8Array.from(texts, ({ label }) => (label === cls ? 1 : 0)),
      { cost: 0.3, passes: 20 },
    ),
  );
  return (text) => {
    const row = readRow(vocabulary, text);
    const powers = weights.map((own) => Math.exp(4 * dot(row, own)));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return classes
      .map((label, index) => ({ label, chance: numberAt(powers, index) / total }))
      .sort((a, b) => b.chance - a.chance);
  };
}
