import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createModelScorer } from '../duplicates/judge.ts';
import { shippedModel } from '../teaching/versions.ts';
import { shippedTaxonomy } from './evidence.ts';
import { dot, makeRandom } from './linear.ts';
import { readModel } from './model-file.ts';
import { canBeNamed, createReasons } from './reasons.ts';
import { listTextWords, pairOf, readFeatures, readStems } from './text-features.ts';
import { readerOf, readRow, rowOf } from './text-row.ts';
import { columnOfFeature } from './vocabulary.ts';

const model = readModel(readFileSync(shippedModel));
const { vocabulary } = model;
const random = makeRandom(11);

/** Messages put together from the words of others: short, long, with words that come back, with what is no word. */
const texts = (() => {
  const words = shippedTaxonomy().facts.flatMap(({ demoTexts }) =>
    demoTexts.flatMap((text) => text.split(' ')),
  );
  const odd = ['<NAME>', '14а', '—', 'ЁЛКА', 'xyz', 'ы'.repeat(50), '5'];
  const one = (length: number) =>
    Array.from({ length }, () =>
      random(12) === 0 ? odd[random(odd.length)]! : words[random(random(4) === 0 ? 30 : words.length)]!,
    ).join(' ');
  return ['', '<NAME>', 'яма '.repeat(2000), ...Array.from({ length: 300 }, () => one(1 + random(120)))];
})();

/** The row by its definition: features counted, weighed and brought to length 1, words apart from letters. */
function defineRow(text: string): Map<number, number> {
  const { words, letters } = readFeatures(text);
  const row = new Map<number, number>();
  for (const [group, from, to] of [
    [words, 0, vocabulary.wordCount],
    [letters, vocabulary.wordCount, vocabulary.hashes.length],
  ] as const) {
    const counts = new Map<number, number>();
    for (const column of group.map((hash) => columnOfFeature(vocabulary, hash)))
      if (column >= from && column < to) counts.set(column, (counts.get(column) ?? 0) + 1);
    const values = [...counts].map(([column, count]) => (1 + Math.log(count)) * vocabulary.weights[column]!);
    const length = Math.hypot(...values);
    [...counts.keys()].forEach((column, at) => {
      row.set(column, values[at]! / length);
    });
  }
  return row;
}

test('a row holds what its definition says', () => {
  for (const text of texts) {
    const { columns, values } = readRow(vocabulary, text);
    const defined = defineRow(text);
    expect(new Set(columns)).toEqual(new Set(defined.keys()));
    columns.forEach((column, at) => {
      expect(values[at]).toBeCloseTo(defined.get(column)!, 5);
    });
  }
});

test('scores summed up by words are those of the row', () => {
  const { score } = createModelScorer(model);
  for (const text of texts) {
    const counts = readerOf(vocabulary)(text);
    const row = rowOf(counts);
    const scores = score(counts);
    model.weights.forEach((weights, cls) => {
      expect(scores[cls]).toBeCloseTo(dot(row, weights), 4);
    });
  }
});

/** Worth of words by its definition: of a feature each of its words has an equal part of the value it has in the row. */
function defineWorths(text: string, cls: number, rival: number): Map<string, number> {
  const row = defineRow(text);
  const stems = readStems(text);
  const { words, letters } = readFeatures(text);
  const times = new Map<number, number>();
  for (const hash of [...words, ...letters]) times.set(hash, (times.get(hash) ?? 0) + 1);
  const worths = new Map<string, number>();
  listTextWords(text).forEach((word, at) => {
    const own = [
      stems[at]!,
      ...readFeatures(word).letters,
      ...(at > 0 ? [pairOf(stems[at - 1]!, stems[at]!)] : []),
    ];
    for (const hash of own) {
      const column = columnOfFeature(vocabulary, hash);
      if (column < 0) continue;
      const difference = model.weights[cls]![column]! - model.weights[rival]![column]!;
      worths.set(word, (worths.get(word) ?? 0) + (difference * row.get(column)!) / times.get(hash)!);
    }
  });
  return worths;
}

test('the words named as reasons are those of the greatest worth, for and against', () => {
  const scorer = createModelScorer(model);
  const reasonsOf = createReasons(scorer, vocabulary);
  for (const text of texts.slice(0, 60)) {
    const counts = readerOf(vocabulary)(text);
    scorer.score(counts);
    const explain = reasonsOf(counts);
    const [cls, rival] = [random(10), random(10)];
    const worths = defineWorths(text, cls, rival);
    const named = [...worths].filter(([word]) => canBeNamed(word)).map(([, worth]) => worth);
    for (const [words, sign] of [
      [explain(cls, rival).for, 1],
      [explain(cls, rival).against, -1],
      [explain(rival, cls).for, -1],
    ] as const) {
      const strongest = named.map((worth) => sign * worth).sort((a, b) => b - a);
      words.forEach((word, at) => {
        expect(sign * worths.get(word)!).toBeCloseTo(strongest[at]!, 4);
      });
      expect(words.length > 0).toBe((strongest[0] ?? 0) >= 0.02);
    }
  }
});
