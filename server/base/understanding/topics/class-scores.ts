import { numberAt } from '../../../../shared/lists.ts';
import { addFloat64, float32At, float64At, int32At } from '../../../lib/typed-arrays.ts';
import { KEPT_WORDS } from '../../../lib/words.ts';
import { type TextCounts, weightOf } from './text-row.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Weights of all classes; those of one column side by side, from `column × stride` on. */
export interface ClassWeights {
  weights: Float32Array;
  stride: number;
}

/** Scores of all classes for texts of one vocabulary. */
export interface Scorer extends ClassWeights {
  /** Scores a text by its row (`rowOf`) without making it. Overwritten by the next. */
  score: (text: TextCounts) => Float64Array;
  /** Adds what more columns say. */
  add: (more: { columns: readonly number[]; values: readonly number[] }) => void;
  /** Of the text scored last: by what its words and its letters are brought to length 1. */
  scales: { words: number; letters: number };
  /** By number of word, `stride` for each: what its runs of letters say together when each stands in the text once. */
  ofRuns: Float32Array;
}

/**
 * Makes a scorer. Most runs of letters stand in a text once: what those of one word say for each class is summed up when
 * the word is met first, and only runs that come back are put right in every text.
 */
export function createScorer(vocabulary: Vocabulary, { weights, stride }: ClassWeights): Scorer {
  const rarities = vocabulary.weights;
  const ofRuns = new Float32Array(KEPT_WORDS * stride);
  /** Sum of squares of the runs' values; −1 of a word not met. */
  const lengths = new Float64Array(KEPT_WORDS).fill(-1);
  const sums = new Float64Array(stride);
  const ofWords = new Float64Array(stride);
  const ofLetters = new Float64Array(stride);
  const scales = { words: 1, letters: 1 };
  let generation = 0;

  const addColumn = (to: Float64Array, column: number, value: number): void => {
    const start = column * stride;
    for (let cls = 0; cls < stride; cls += 1) addFloat64(to, cls, float32At(weights, start + cls) * value);
  };
  const meet = ({ runs, firstRuns }: TextCounts, word: number): number => {
    const own = new Float64Array(stride);
    let length = 0;
    for (let at = int32At(firstRuns, word); at < int32At(firstRuns, word + 1); at += 1) {
      const rarity = float32At(rarities, int32At(runs, at));
      addColumn(own, int32At(runs, at), rarity);
      length += rarity * rarity;
    }
    ofRuns.set(own, word * stride);
    lengths[word] = length;
    return length;
  };
  const score = (text: TextCounts): Float64Array => {
    if (text.generation !== generation) {
      lengths.fill(-1);
      generation = text.generation;
    }
    ofWords.fill(0);
    ofLetters.fill(0);
    const { words, pairs, stems, counts, repeated } = text;
    const once = text.mark + 1;
    let wordLength = 0;
    let letterLength = 0;
    for (let at = 0; at < text.wordCount; at += 1) {
      const word = int32At(words, at);
      const known = float64At(lengths, word);
      letterLength += known < 0 ? meet(text, word) : known;
      const start = word * stride;
      for (let cls = 0; cls < stride; cls += 1) addFloat64(ofLetters, cls, float32At(ofRuns, start + cls));
      const stem = int32At(stems, word);
      if (stem >= 0 && counts[stem] === once) {
        addColumn(ofWords, stem, float32At(rarities, stem));
        wordLength += float32At(rarities, stem) ** 2;
      }
      const pair = int32At(pairs, at);
      if (pair >= 0 && counts[pair] === once) {
        addColumn(ofWords, pair, float32At(rarities, pair));
        wordLength += float32At(rarities, pair) ** 2;
      }
    }
    for (let at = 0; at < text.repeatedSize; at += 1) {
      const column = int32At(repeated, at);
      const times = int32At(counts, column) - text.mark;
      const weight = weightOf(times);
      const rarity = float32At(rarities, column);
      if (column < vocabulary.wordCount) {
        addColumn(ofWords, column, weight * rarity);
        wordLength += (weight * rarity) ** 2;
      } else {
        addColumn(ofLetters, column, (weight - times) * rarity);
        letterLength += (weight * weight - times) * rarity * rarity;
      }
    }
    scales.words = 1 / Math.sqrt(wordLength || 1);
    // What is left of nothing by subtraction is not quite nothing.
    scales.letters = 1 / Math.sqrt(letterLength > 1e-9 ? letterLength : 1);
    for (let cls = 0; cls < stride; cls += 1)
      sums[cls] = float64At(ofWords, cls) * scales.words + float64At(ofLetters, cls) * scales.letters;
    return sums;
  };
  return {
    weights,
    stride,
    score,
    scales,
    ofRuns,
    add: ({ columns, values }) => {
      for (let at = 0; at < columns.length; at += 1)
        addColumn(sums, numberAt(columns, at), numberAt(values, at));
    },
  };
}
