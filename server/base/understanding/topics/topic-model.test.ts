import { describe, expect, test } from 'vitest';
import { lacksShared } from '../../../../tests/support/site/shared.ts';
import { createEvidence } from '../../taxonomy/index.ts';
import { createJudge } from '../duplicates/judge.ts';
import { groupNearDuplicates } from '../duplicates/near-duplicates.ts';
import { figuresOfJudged, type Judged } from '../teaching/figures.ts';
import { labelledFile, readLabelled } from '../teaching/labelled.ts';
import { columnsOf, shippedTaxonomy } from './evidence.ts';
import { learnFactLeanings } from './leaf-facts.ts';
import { predictLeaves, trainLeafModel } from './leaf-model.ts';
import { learnStemLeanings } from './leaf-stems.ts';
import { ModelUnreadable, readModel, writeModel } from './model-file.ts';
import { partsOf, trainTopicModel } from './topic-model.ts';

const taxonomy = shippedTaxonomy();
const read = createEvidence(taxonomy);
const columns = columnsOf(taxonomy);

const samples = taxonomy.facts
  .filter(({ block }) => block === 'roads' || block === 'waste' || block === 'transport')
  .flatMap(({ id, block, demoTexts }) => demoTexts.map((text) => ({ text, label: block, leaf: id })));

describe('a trained model', () => {
  const model = trainTopicModel(samples, columns, read);
  const judge = createJudge(model);

  test('gives every class a chance, the chances sum up to 1, and the same input gives the same model', () => {
    const chances = judge('Переполнены мусорные баки', read('Переполнены мусорные баки'));
    expect(chances.map(({ label }) => label).sort()).toEqual(['roads', 'transport', 'waste']);
    expect(chances.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect(chances[0]?.label).toBe('waste');
    expect(trainTopicModel(samples, columns, read).weights).toEqual(model.weights);
  });

  test('says nearly the same after it was written and read; a damaged file is refused', () => {
    const file = writeModel(model);
    const again = createJudge(readModel(file));
    for (const { text } of samples.slice(0, 20)) {
      const [before, after] = [judge(text, read(text)), again(text, read(text))];
      expect(after[0]?.label).toBe(before[0]?.label);
      expect(Math.abs(after[0]!.chance - before[0]!.chance)).toBeLessThan(0.05);
    }
    expect(() => readModel(file.subarray(0, file.length / 2))).toThrow(ModelUnreadable);
    expect(() => readModel(Buffer.from('no'))).toThrow(ModelUnreadable);
  });

  test('does without a fact it has met and with one it has not', () => {
    const fewer = { ...taxonomy, facts: taxonomy.facts.slice(5) };
    const evidence = createEvidence(fewer)('Яма на дороге');
    expect(judge('Яма на дороге', evidence)[0]?.label).toBe('roads');
  });
});

test('leaves are told apart within their branches, and all their chances sum up to 1', () => {
  const model = trainLeafModel(
    samples.map(({ text, label, leaf }) => ({ text, branch: label, leaf })),
    read,
  );
  const chances = predictLeaves(
    model,
    [
      { label: 'roads', chance: 0.9 },
      { label: 'waste', chance: 0.1 },
    ],
    samples.find(({ leaf }) => leaf === 'roads.pavement.pothole')!.text,
  );
  expect(chances[0]?.label).toBe('roads.pavement.pothole');
  expect(chances.some(({ label }) => label.startsWith('transport.'))).toBe(false);
  expect(chances.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 9);
});

test('a text is known by its words to come from the register whose leaves it speaks of', () => {
  const texts = [0, 1, 2].flatMap((turn) => [
    { text: `Курск, улица Мира ${turn}, яма на дороге`, branch: 'roads', leaf: 'ямы', source: 'a-1' },
    { text: `Курск, проспект Победы ${turn}, нет знака`, branch: 'roads', leaf: 'знаки', source: 'a-1' },
    // Shares a leaf with the first source: one register.
    { text: `Курск, улица Ленина ${turn}, яма опять`, branch: 'roads', leaf: 'ямы', source: 'a-2' },
    {
      text: `Рязань, шоссе ${turn}, яма на дороге`,
      branch: 'roads',
      leaf: 'повреждение дороги',
      source: 'b',
    },
    { text: `Рязань, площадь ${turn}, нет знака`, branch: 'roads', leaf: 'нет знаков', source: 'b' },
  ]);
  const model = trainLeafModel(texts, read);
  expect(model.registers).toHaveLength(2);
  const bestOf = (text: string) => predictLeaves(model, [{ label: 'roads', chance: 1 }], text)[0]?.label;
  expect(bestOf('Рязань, яма')).toBe('повреждение дороги');
  expect(bestOf('Курск, яма')).toBe('ямы');
  expect(
    trainLeafModel(
      texts.filter(({ source }) => source !== 'b'),
      read,
    ).registers,
  ).toEqual([]);
});

test('what residents call otherwise is one fact, and one text of a leaf is enough to lean to it', () => {
  const texts = ['Во дворе яма', 'Не вывозят мусор'];
  const leafOf = Int32Array.from([0, 1]);
  const facts = learnFactLeanings({ texts, leafOf, names: ['первая', 'вторая'] }, read, { mean: 1, name: 1 });
  const [first, second] = facts('Выбоина на проезде');
  expect(first).toBeGreaterThan(second!);
  const stems = learnStemLeanings(['свист трубы', 'грохот люка', 'люк'], Int32Array.from([0, 1, 1]), [
    'свист',
    'шум',
  ]);
  const [whistle, noise] = stems('Свистит, свист и опять свист');
  expect(whistle).toBeGreaterThan(0);
  expect(noise).toBeLessThan(0);
  expect([...stems('слова незнакомые')]).toEqual([0, 0]);
});

test('near-duplicates are one group, also through a third, and share a part', () => {
  const texts = [
    'На улице Мира у дома 5 большая яма, проехать нельзя, помогите',
    'На улице Мира у дома 5 большая яма, проехать нельзя, помогите!!',
    'Не вывозят мусор третью неделю',
    'на улице мира у дома 5 большая яма проехать нельзя помогите пожалуйста',
  ];
  const groups = groupNearDuplicates(texts);
  expect([groups[1], groups[3]]).toEqual([groups[0], groups[0]]);
  expect(groups[2]).not.toBe(groups[0]);
  const parts = partsOf([...groups].map((group) => ({ group })));
  expect(parts[1]).toBe(parts[0]);
});

test('figures of a trial counted by hand', () => {
  const judged: Judged[] = [
    {
      truth: 'a',
      chances: [
        { label: 'a', chance: 0.9 },
        { label: 'b', chance: 0.1 },
      ],
    },
    {
      truth: 'a',
      chances: [
        { label: 'b', chance: 0.6 },
        { label: 'a', chance: 0.4 },
      ],
    },
    {
      truth: 'b',
      chances: [
        { label: 'b', chance: 0.8 },
        { label: 'a', chance: 0.2 },
      ],
    },
    {
      truth: 'c',
      chances: [
        { label: 'b', chance: 0.5 },
        { label: 'a', chance: 0.5 },
      ],
    },
  ];
  const { accuracy, macroF1, top3, coverage95, ece } = figuresOfJudged(judged);
  expect([accuracy, top3, coverage95]).toEqual([0.5, 0.75, 0.5]);
  // a: 2·1/(1+2), b: 2·1/(3+1), c: 0.
  expect(macroF1).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3, 9);
  // Four bins of one: |1−0.9|, |0−0.6|, |1−0.8|, |0−0.5|.
  expect(ece).toBeCloseTo((0.1 + 0.6 + 0.2 + 0.5) / 4, 9);
});

/** A third of the messages is enough to see that it learns; the whole trial is `npm run eval`. */
const THIRD = 3;

test.skipIf(lacksShared)(
  'on residents’ messages kept aside the block is right, and the chances are honest',
  () => {
    const rows = readLabelled(labelledFile());
    const train = rows.filter((_, index) => index % THIRD === 0);
    const texts = train.map(({ text, code, theme, source }) => ({ text, label: code, kind: theme, source }));
    const judge = createJudge(trainTopicModel(texts, columns, read));
    const judged = rows
      .filter((_, index) => index % THIRD === 1)
      .map(({ text, code }) => ({ truth: code, chances: judge(text, read(text)) }));
    const figures = figuresOfJudged(judged);
    expect(figures.accuracy).toBeGreaterThanOrEqual(0.76);
    expect(figures.top3).toBeGreaterThanOrEqual(0.94);
    expect(figures.ece).toBeLessThanOrEqual(0.08);
  },
  60_000,
);
