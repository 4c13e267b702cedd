import { float32At } from '../../../lib/typed-arrays.ts';
import { hashOfText } from './text-features.ts';
import { weightOf } from './text-row.ts';
import { columnOfFeature, learnVocabulary, type SparseRow } from './vocabulary.ts';

/**
 * How a text is set down, whatever it says: capitals, signs and spaces between words that are each one letter here. Portals
 * have hands of their own: one asks for a title in front, another strips quotation marks.
 */
const shapeOf = (text: string): string =>
  `\u0002${text
    .replace(/[а-яё]+/g, 'а')
    .replace(/[А-ЯЁ]/g, 'А')
    .replace(/[a-z]+/g, 'a')
    .replace(/\d+/g, '0')}\u0003`;

const LONGEST_RUN = 6;
const LEAST_TEXTS = 3;

function readRuns(text: string): number[] {
  const shape = shapeOf(text);
  const runs: number[] = [];
  for (let start = 0; start < shape.length; start += 1)
    for (let end = start + 1; end <= Math.min(shape.length, start + LONGEST_RUN); end += 1)
      runs.push(hashOfText(shape.slice(start, end)));
  return runs;
}

/** Learns the runs of signs that come back in texts. @returns their number and the reader: a row of length 1, its columns from `first` on. */
export function learnHand(
  texts: readonly string[],
  first: number,
): { size: number; read: (text: string) => SparseRow } {
  const vocabulary = learnVocabulary(
    texts.map((text) => ({ words: [], letters: readRuns(text) })),
    LEAST_TEXTS,
  );
  const read = (text: string): SparseRow => {
    const counts = new Map<number, number>();
    for (const run of readRuns(text)) {
      const column = columnOfFeature(vocabulary, run);
      if (column >= 0) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
    const values = Float32Array.from(
      counts,
      ([column, times]) => weightOf(times) * float32At(vocabulary.weights, column),
    );
    const length = Math.hypot(...values) || 1;
    return {
      columns: Int32Array.from(counts.keys(), (column) => first + column),
      values: values.map((value) => value / length),
    };
  };
  return { size: vocabulary.hashes.length, read };
}
