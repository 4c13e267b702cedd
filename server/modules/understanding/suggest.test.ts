import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEvidence } from '../taxonomy/index.ts';
import { shippedTaxonomy } from './evidence.ts';
import { createJudge } from './judge.ts';
import { readModel } from './model-file.ts';
import { catalogueOf } from './pipeline.ts';
import { chooseFacts } from './suggest.ts';
import { shippedModel } from './versions.ts';

const taxonomy = shippedTaxonomy();
const read = createEvidence(taxonomy);
const judge = createJudge(readModel(readFileSync(shippedModel)));
const suggest = (text: string) => {
  const evidence = read(text);
  return chooseFacts(judge(text, evidence), evidence, catalogueOf(taxonomy));
};

test.each([
  ['Яма на ул. Школьной', 'roads.pavement.pothole'],
  ['Автобус 14 опять не пришёл', 'transport.schedule.late'],
  ['Не вывозят мусор, контейнеры переполнены', 'waste.collection.not-removed'],
  ['Тротуар разбит, плитка провалилась', 'roads.sidewalks.repair'],
])('«%s» is about %s', (text, factId) => {
  expect(suggest(text)[0]?.factId).toBe(factId);
});

test('a place name is a place, not the matter; a run of one letter is nothing', () => {
  expect(suggest('Возле больницы не горит фонарь')[0]?.block).toBe('energy');
  expect(suggest('я'.repeat(9_000))).toEqual([]);
});

test('where life may be at risk a doubt is settled for the risk', () => {
  expect(suggest('В подъезде пахнет газом')[0]?.factId).toBe('energy.gas.smell');
});

test.each([
  '',
  '   ',
  '😀😀',
  '123 456',
  'مرحبا',
  '\u0000',
  'qwerty',
  '<b></b>',
  'Здравствуйте',
  'я'.repeat(9_000),
])('keeps silent where nothing speaks for a topic: %j', (text) => {
  expect(suggest(text)).toEqual([]);
});

test('three at most, falling, with the person’s own words; the last of another block', () => {
  const facts = suggest('Не горит фонарь во дворе, яма у подъезда, мусор не вывозят, лифт стоит');
  expect(facts).toHaveLength(3);
  expect(new Set(facts.map(({ block }) => block)).size).toBeGreaterThan(1);
  expect(facts[0]?.words().length).toBeGreaterThan(0);
  for (const { confidence } of facts) {
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(facts[0]!.confidence);
  }
});

test('is surer of a plain case than of a vague one', () => {
  expect(suggest('Не вывозят мусор, контейнеры переполнены')[0]?.confidence).toBeGreaterThan(0.85);
  expect(suggest('Во дворе у детей нет света и вода на асфальте')[0]?.confidence).toBeLessThan(0.6);
});
