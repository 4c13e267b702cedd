import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createPipeline } from '../teaching/pipeline.ts';
import { shippedModel } from '../teaching/versions.ts';
import { shippedTaxonomy } from './evidence.ts';
import { readModel } from './model-file.ts';

const taxonomy = shippedTaxonomy();
const { rank, suggest, offer } = createPipeline(readModel(readFileSync(shippedModel)), taxonomy);

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

test('three at most, with the person’s own words; the last of another block', () => {
  const facts = suggest('Не горит фонарь во дворе, яма у подъезда, мусор не вывозят, лифт стоит');
  expect(facts).toHaveLength(3);
  expect(new Set(facts.map(({ block }) => block)).size).toBeGreaterThan(1);
  expect(facts[0]?.words.length).toBeGreaterThan(0);
  for (const { confidence, blockChance } of facts) {
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(blockChance).toBeGreaterThan(0);
  }
});

test('is surer of a plain case than of a vague one', () => {
  const plain = suggest('Не вывозят мусор, контейнеры переполнены')[0]!;
  const vague = suggest('Во дворе у детей нет света и вода на асфальте')[0]!;
  expect(plain.blockChance).toBeGreaterThan(0.85);
  expect(vague.blockChance).toBeLessThan(0.6);
  expect(plain.confidence).toBeGreaterThan(vague.confidence);
});

test.each([
  'Фонарей на улице нет, столбы стоят без ламп, по вечерам темно',
  'На столбах не установлены лампы, освещения нет совсем',
  'Уберите плафоны и поставьте новые лампы, улица не освещена',
])('lamps that are absent are no leaning post: %s', (text) => {
  expect(suggest(text).map(({ factId }) => factId)).not.toContain('energy.lighting.pole');
});

test('a post that leans is offered for what it is, and a lamp is not said for sure', () => {
  const facts = suggest('Фонарный столб накренился над тротуаром');
  expect(facts[0]?.factId).toBe('energy.lighting.pole');
  expect(facts[0]?.confidence).toBeLessThan(0.8);
});

test('a fact of which nothing was measured is never stated as sure', () => {
  const [unmeasured] = suggest('В подъезде пахнет газом');
  expect(unmeasured?.factId).toBe('energy.gas.smell');
  expect(unmeasured?.confidence).toBeLessThanOrEqual(0.6);
});

test('of every block five facts are offered, the likeliest first, none twice and none general', () => {
  const offered = offer('Яма на дороге у школы');
  const [best] = offered;
  expect(best).toMatchObject({ factId: 'roads.pavement.pothole', block: 'roads' });
  const ids = offered.map(({ factId }) => factId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id.endsWith('.general.other'))).toEqual([]);
  const byBlock = Map.groupBy(offered, ({ block }) => block);
  for (const { code } of taxonomy.blocks) expect(byBlock.get(code)).toHaveLength(5);
});

test('what is proposed is of the likeliest block', () => {
  for (const text of [
    'Яма во дворе у подъезда',
    'Свет и газ отключили',
    'Автобус грязный, водитель грубит',
  ]) {
    const { facts, blocks } = rank(text);
    expect(facts[0]?.block).toBe(blocks[0]?.label);
  }
});

test('likeness to the texts of a fact brings it among those offered, behind what is proposed', () => {
  const model = readModel(readFileSync(shippedModel));
  const { likeness: _, ...plain } = model;
  const text = 'Яма на дороге у школы';
  const without = createPipeline(plain, taxonomy).offer(text);
  const offered = createPipeline(model, taxonomy).offer(text);
  expect(model.likeness?.length).toBeGreaterThan(80);
  expect(offered[0]).toEqual(without[0]);
  expect(offered.map(({ factId }) => factId)).not.toEqual(without.map(({ factId }) => factId));
});
