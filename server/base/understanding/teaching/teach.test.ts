import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeMatch } from '../duplicates/verdict.ts';
import { shippedTaxonomy } from '../topics/evidence.ts';
import { readModel, writeModel } from '../topics/model-file.ts';
import { learnThresholds, plainThresholds, thresholdFor, thresholdOf } from '../topics/thresholds.ts';
import { isHeldOut } from './held-out.ts';
import { createPipeline } from './pipeline.ts';
import { learn } from './teach.ts';
import { shippedModel } from './versions.ts';

const taxonomy = shippedTaxonomy();
const base = readModel(readFileSync(shippedModel));
const pothole = 'Глубокая яма на дороге у школы';

test('the base learns what a word means here, keeps the rest, and is the same after a trip through its file', () => {
  const lessons = Array.from({ length: 40 }, (_, at) => ({
    caseId: `${at}`,
    factId: 'waste.collection.not-removed',
    block: 'waste',
    text: `${['Опять', 'Снова', 'Вчера', 'Утром'][at % 4]} шугайка у дома ${at}, ${['примите меры', 'помогите'][at % 2]}`,
  }));
  const taught = learn(base, lessons, taxonomy);
  for (const model of [taught, readModel(writeModel(taught))]) {
    const { suggest } = createPipeline(model, taxonomy);
    const [best] = suggest('Шугайка возле рынка');
    expect(best).toMatchObject({ factId: 'waste.collection.not-removed', block: 'waste' });
    expect(best!.words).toContain('шугайка');
    expect(suggest(pothole)[0]?.factId).toBe('roads.pavement.pothole');
  }
}, 30_000);

test('a block that is new to the base is learned from ten texts on', () => {
  const lessons = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      caseId: `${at}`,
      factId: 'safety.general.other',
      block: 'safety',
      text: `Сирена гудела у дома ${at}, почему тревога и где убежище`,
    }));
  expect(learn(base, lessons(9), taxonomy).classes).not.toContain('safety');
  const taught = learn(base, lessons(12), taxonomy);
  expect(taught.classes).toContain('safety');
  expect(taught.blend.inputs).toBe(base.blend.inputs + 1);
});

test('words against a topic are those that speak for another block', () => {
  const [best] = createPipeline(base, taxonomy).suggest('Спасибо за отремонтированную дорогу на Титова');
  expect(best).toMatchObject({ block: 'roads', against: ['спасибо'] });
});

test('a fifth is kept aside, the same in every run; a copy with another ending mostly goes along', () => {
  const texts = Array.from(
    { length: 2000 },
    (_, at) => `слово${at} дом${at * 7} яма${at % 13} опять беда${at}`,
  );
  const aside = texts.filter(isHeldOut);
  expect(aside.length).toBeGreaterThan(330);
  expect(aside.length).toBeLessThan(470);
  const long = (at: number) => Array.from({ length: 40 }, (_, word) => `слово${at}и${word}`).join(' ');
  const together = Array.from({ length: 200 }, (_, at) => at).filter(
    (at) => isHeldOut(long(at)) === isHeldOut(`${long(at)} и ещё привет`),
  );
  expect(together.length).toBeGreaterThan(180);
});

const row = (confidence: number, isRight: boolean) => ({ confidence, isRight });

test.each([
  // Right above 0.8, a coin below: the line falls where nine of ten still hold.
  [
    [
      ...Array.from({ length: 18 }, () => row(0.8, true)),
      ...Array.from({ length: 10 }, () => row(0.5, false)),
    ],
    0.8,
  ],
  // Always right, only ever sure: less sure ones are as elsewhere.
  [Array.from({ length: 20 }, () => row(0.95, true)), 0.6],
  // Never right: never sure.
  [Array.from({ length: 20 }, () => row(0.9, false)), 1],
  // Lucky and doubtful: a guess stays a guess.
  [Array.from({ length: 20 }, () => row(0.2, true)), 0.6],
])('a threshold is the least confidence that keeps nine of ten right (%#)', (judged, threshold) => {
  expect(thresholdOf(judged)).toBe(threshold);
});

test('a fact has its own threshold where enough is known, else its category’s, else its block’s; a hand’s word is stronger', () => {
  const proposed = Array.from({ length: 30 }, (_, at) => ({
    factId: at < 25 ? 'a.b.c' : 'a.b.d',
    category: 'a.b',
    block: 'a',
    confidence: at < 25 ? 0.5 : 0.7,
    isRight: at >= 25,
  }));
  const learned = learnThresholds(proposed, plainThresholds);
  const of = (id: string, overrides = new Map<string, number>()) =>
    thresholdFor(learned, overrides, { id, category: 'a.b', block: 'a' });
  expect(of('a.b.c')).toBe(1);
  expect(of('a.b.d')).toBe(0.7);
  expect(of('a.b.c', new Map([['block:a', 0.3]]))).toBe(0.3);
  expect(thresholdFor(learned, new Map(), { id: 'x', category: 'y', block: 'z' })).toBe(0.7);
});

test.each([
  [{ heldOut: 40, wins: 30, losses: 0, block: 0.9, championBlock: 0.5 }, false, 'Мало дел'],
  [{ heldOut: 200, wins: 40, losses: 20, block: 0.7, championBlock: 0.8 }, false, 'Блок угадан реже'],
  [{ heldOut: 200, wins: 12, losses: 10, block: 0.8, championBlock: 0.8 }, false, 'случайной'],
  [{ heldOut: 200, wins: 0, losses: 0, block: 0.8, championBlock: 0.8 }, false, 'случайной'],
  [{ heldOut: 200, wins: 30, losses: 10, block: 0.85, championBlock: 0.8 }, true, 'по правилу'],
])('who takes force: %o', (match, takesForce, words) => {
  expect(judgeMatch(match)).toMatchObject({ takesForce });
  expect(judgeMatch(match).words).toContain(words);
});
