import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../server/modules/territory/gazetteer.ts';
import { labelledFile } from '../server/modules/understanding/labelled.ts';
import { demoGazetteer, readPhrases, scorePhrases } from './eval-places.ts';
import { ratesOf, type Tally } from './place-tally.ts';
import { gatherGazetteer, readRealSentences, scoreReal } from './real-places.ts';

const gazetteer = demoGazetteer();

function expectBars(tally: Tally): void {
  const { precision, recall, house } = ratesOf(tally);
  expect(precision, tally.faults.join('\n')).toBeGreaterThanOrEqual(0.97);
  expect(recall, tally.faults.join('\n')).toBeGreaterThanOrEqual(0.9);
  expect(house, tally.faults.join('\n')).toBeGreaterThanOrEqual(0.95);
}

describe('places read out of texts', () => {
  it('has at least 400 phrases, a third of them held aside', () => {
    const [tuned, held] = [readPhrases('tuned'), readPhrases('held')];
    expect(tuned.length + held.length).toBeGreaterThanOrEqual(400);
    expect(held.length * 3).toBeGreaterThan(400);
    expect(new Set([...tuned, ...held].map(({ text }) => text)).size).toBe(tuned.length + held.length);
  });

  it('reaches the bars on phrases the rules were made by', () => {
    expectBars(scorePhrases(readPhrases('tuned'), gazetteer));
  });

  it('reaches them on the phrases held aside', () => {
    expectBars(scorePhrases(readPhrases('held'), gazetteer));
  });

  it.skipIf(!existsSync(labelledFile()))('reaches them on real sentences, seen and held aside', () => {
    const [seen, held] = [readRealSentences('seen'), readRealSentences('held')];
    expect(seen.length).toBe(200);
    const real = buildGazetteer(gatherGazetteer(labelledFile(), [...seen, ...held]));
    expectBars(scoreReal(labelledFile(), seen, real));
    expectBars(scoreReal(labelledFile(), held, real));
  });

  it('a wrong place lowers precision, a missed one recall, a wrong house the share of houses', () => {
    const tally = scorePhrases(
      [
        { text: 'ул. Титова, 14', places: ['ул. Титова, 16'] },
        { text: 'ул. Гагарина, 8', places: [] },
        { text: 'во дворе', places: ['ул. Ленина'] },
      ],
      gazetteer,
    );
    expect(ratesOf(tally)).toEqual({ precision: 0.5, recall: 0.5, house: 0 });
    expect(tally.faults).toHaveLength(3);
  });
});
