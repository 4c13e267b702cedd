import { expect, test } from 'vitest';
import { createEvidence } from '../../taxonomy/index.ts';
import { createJudge } from '../duplicates/judge.ts';
import { columnsOf, shippedTaxonomy } from './evidence.ts';
import { frameOf, prepare, readEvidence } from './frame.ts';
import { learnHand } from './hand.ts';
import { createKindReader } from './kinds.ts';
import { learnKinds } from './learn-kinds.ts';
import { readModel, writeModel } from './model-file.ts';
import { readTopicFeatures } from './text-features.ts';
import { readerOf } from './text-row.ts';
import { trainTopicModel } from './topic-model.ts';
import { learnVocabulary } from './vocabulary.ts';

const taxonomy = shippedTaxonomy();
const read = createEvidence(taxonomy);
const evidence = columnsOf(taxonomy);
const samples = taxonomy.facts
  .filter(({ block }) => block === 'roads' || block === 'waste' || block === 'transport')
  .flatMap(({ id, block, demoTexts }) => demoTexts.map((text) => ({ text, label: block, kind: id })));
const classes = ['roads', 'transport', 'waste'];

test('a class has the chances of its kinds; of a text that says nothing, their frequency', () => {
  const texts = samples.map(({ text, label, kind }) => ({ text, kind, label: classes.indexOf(label) }));
  const vocabulary = learnVocabulary(texts.map(({ text }) => readTopicFeatures(text)));
  const frame = frameOf({ vocabulary, evidence });
  const rows = texts.map(({ text }) => prepare(frame, text, read(text)).row);
  const kinds = learnKinds(texts, { ...frame, classes: classes.length, rows }, read)!;
  expect(kinds.registers).toEqual([]);
  const say = createKindReader(kinds);
  const chancesOf = (text: string): number[] => {
    readEvidence(frame, read(text));
    const said = say(readerOf(vocabulary)(text), frame.found, [], 0);
    return Array.from(said, (logarithm) => Math.exp(logarithm) - 0.003);
  };
  const powers = classes.map((label) => {
    const own = Object.values(Object.groupBy(samples, ({ kind }) => kind));
    return own
      .filter((list) => list![0]!.label === label)
      .reduce((sum, list) => sum + list!.length ** 0.43, 0);
  });
  const total = powers.reduce((sum, power) => sum + power, 0);
  chancesOf('').forEach((chance, cls) => {
    expect(chance).toBeCloseTo(powers[cls]! / total, 5);
  });
  for (const { text, label } of samples.slice(0, 60)) {
    const chances = chancesOf(text);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 2);
    expect(classes[chances.indexOf(Math.max(...chances))]).toBe(label);
  }
});

test('kinds of two registers are kept with the model and say the same after the trip through its file', () => {
  const texts = samples.map((sample, at) => {
    const source = at % 2 === 0 ? 'курск' : 'рязань';
    return {
      ...sample,
      source,
      kind: `${source} ${sample.kind}`,
      text: `${source === 'курск' ? 'Уважаемые' : 'Прошу'}, ${sample.text}`,
    };
  });
  const model = trainTopicModel(texts, evidence, read);
  expect(model.kinds?.registers).toHaveLength(2);
  const again = readModel(writeModel(model));
  expect(again.kinds?.registers).toHaveLength(2);
  const [judge, other] = [createJudge(model), createJudge(again)];
  for (const { text, label } of texts.slice(0, 40)) {
    const [before, after] = [judge(text, read(text)), other(text, read(text))];
    expect(before[0]?.label).toBe(label);
    expect(Math.abs(after[0]!.chance - before[0]!.chance)).toBeLessThan(0.05);
  }
});

test('a text without a kind is learned from all the same, and a model of such has none', () => {
  const plain = samples.map(({ text, label }) => ({ text, label }));
  expect(trainTopicModel(plain, evidence, read).kinds).toBeUndefined();
  const half = samples.map((sample, at) => (at % 2 === 0 ? sample : plain[at]!));
  const judge = createJudge(trainTopicModel(half, evidence, read));
  expect(judge('Яма на дороге', read('Яма на дороге'))[0]?.label).toBe('roads');
});

test('the hand of a text is its signs and capitals, not its words', () => {
  const { read: readHand, size } = learnHand(['ДА, но!', 'НЕТ, вот!', 'ЭТО, как!', 'всё так'], 100);
  expect(size).toBeGreaterThan(0);
  const [one, other] = [readHand('ТЕМ, кто!'), readHand('ЧЕМ, она!')];
  expect(one).toEqual(other);
  expect(Math.min(...one.columns)).toBeGreaterThanOrEqual(100);
  expect(Math.hypot(...one.values)).toBeCloseTo(1, 6);
  expect(readHand('').columns.length).toBeLessThan(one.columns.length);
});
