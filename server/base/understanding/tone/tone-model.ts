import { firstOf } from '../../../../shared/lists.ts';
import { float32At, uint32At } from '../../../lib/typed-arrays.ts';
import { dot, packRows, separate } from '../topics/linear.ts';
import { listTextWords, readFeatures } from '../topics/text-features.ts';
import { readRow } from '../topics/text-row.ts';
import { learnVocabulary, makeVocabulary, type Vocabulary } from '../topics/vocabulary.ts';

/** Tells an insulting text from a plain one: a margin over words, pairs and runs of letters. */
export interface ToneModel {
  vocabulary: Vocabulary;
  weights: Float32Array;
}

const solver = { cost: 0.5, passes: 12 };
/** Features kept in the shipped model, those that speak loudest. */
const KEPT = 50_000;

/** Latin letters and signs people put in place of Russian ones to slip by. */
const lookalikes: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  k: 'к',
  m: 'м',
  h: 'н',
  t: 'т',
  b: 'в',
  '0': 'о',
  '3': 'з',
  '@': 'а',
  '6': 'б',
};

const lookalike =
  /(?<=[а-яё])[a-z0-9@](?=[а-яё])|(?<=[а-яё])[aeopcxy](?![a-z])|(?<![a-z])[aeopcxy](?=[а-яё])/gu;
const setRight = (text: string): string =>
  /[a-z0-9@]/.test(text) ? text.replaceAll(lookalike, (sign) => lookalikes[sign] ?? sign) : text;

/** «cyкa», «х у й», «к@зёл» as they are meant. */
export const unmask = (text: string): string =>
  // Twice: of two signs side by side the first makes a Russian neighbour for the second.
  setRight(setRight(text.toLowerCase())).replaceAll(
    /(?<![а-яё])[а-яё](?:[\s.*_-][а-яё](?![а-яё])){2,}/gu,
    (word) => word.replaceAll(/[\s.*_-]/gu, ''),
  );

/** Learns from insulting and plain texts; keeps the features that speak loudest. */
export function trainTone(insulting: readonly string[], plain: readonly string[]): ToneModel {
  const texts = [...insulting, ...plain].map(unmask);
  const vocabulary = learnVocabulary(texts.map(readFeatures));
  const rows = texts.map((text) => readRow(vocabulary, text));
  const isInsult = Uint8Array.from(rows, (_, index) => (index < insulting.length ? 1 : 0));
  const weights = separate(packRows(rows, vocabulary.hashes.length), isInsult, solver);
  return keepLoudest({ vocabulary, weights });
}

function keepLoudest({ vocabulary, weights }: ToneModel): ToneModel {
  const { hashes, weights: frequencies, wordCount } = vocabulary;
  const loudness = (column: number) => Math.abs(float32At(weights, column)) * float32At(frequencies, column);
  const kept = [...hashes.keys()]
    .sort((a, b) => loudness(b) - loudness(a))
    .slice(0, KEPT)
    .sort((a, b) => a - b);
  return {
    vocabulary: makeVocabulary(
      Uint32Array.from(kept, (column) => uint32At(hashes, column)),
      Float32Array.from(kept, (column) => float32At(frequencies, column)),
      kept.filter((column) => column < wordCount).length,
    ),
    weights: Float32Array.from(kept, (column) => float32At(weights, column)),
  };
}

/** How insulting a text is: about −1 plain, +1 abuse. */
export const scoreTone = (model: ToneModel, text: string): number =>
  dot(readRow(model.vocabulary, unmask(text)), model.weights);

/** Words of a text that made it insulting, the loudest first, three at most, as they were written. */
export function insultingWords(model: ToneModel, text: string): string[] {
  const seen = new Map<string, number>();
  for (const word of listTextWords(unmask(text))) {
    if (!seen.has(word)) seen.set(word, dot(readRow(model.vocabulary, word), model.weights));
  }
  const loud = [...seen].filter(([, score]) => score > 0).sort((a, b) => b[1] - a[1]);
  return loud
    .filter(([, score]) => score > firstOf(loud)[1] * 0.4)
    .slice(0, 3)
    .map(([word]) => word);
}
