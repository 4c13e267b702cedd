import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../server/base/territory/gazetteer/gazetteer.ts';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';
import { demoGazetteer, readPhrases, scorePhrases } from './eval-places.ts';
import { judgeForeign, whyJunk } from './junk-places.ts';
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

  it.skipIf(!existsSync(labelledFile()))('offers no junk for the texts of another region', () => {
    const { texts, offered, junk } = judgeForeign(readLabelled(labelledFile()), gazetteer);
    expect(texts).toBeGreaterThanOrEqual(3000);
    expect(offered).toBeGreaterThanOrEqual(1000);
    expect(junk).toEqual([]);
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

describe('what is junk among the places offered', () => {
  const judge = (fragment: string, label: string, kind: 'text' | 'street' | 'landmark' = 'text') => {
    const text = `Возле ${fragment} темно.`;
    const start = text.indexOf(fragment);
    return whyJunk(text, { kind, label, start, end: start + fragment.length });
  };

  it.each([
    ['улице Московской, 5', 'ул. Московская, 5'],
    ['дома 12 по К. Маркса', 'ул. Карла Маркса, 12'],
    ['ул. Паркрвой', 'ул. Парковая'],
    ['Позарихи, Садовая 7', 'Позариха, ул. Садовая, 7'],
  ])('%s is %s', (fragment, label) => {
    expect(judge(fragment, label)).toBeNull();
  });

  it.each([
    ['пер. Г. Курска', 'пер. Г. Курска', 'назван город'],
    ['пр. ). Разъезд', 'пр. ). Разъезд', 'название сломано'],
    ['ул. Садовая 7', 'Позариха, ул. Садовая, 7', 'населённый пункт не назван'],
    ['Батова 2', 'ул. Бажова, 2', 'в тексте нет «Бажова»'],
    ['улице УК Дом', 'ул. УК Дом', 'сокращение вместо названия'],
    ['ул. Новой', 'ул. Новая, 5', 'дом не назван'],
    ['ул. сов', 'ул. 5', 'в названии нет слова'],
  ])('%s is no %s', (fragment, label, why) => {
    expect(judge(fragment, label)).toBe(why);
  });

  it('a landmark no word of which is said', () => {
    expect(judge('магазина', 'Городской парк', 'landmark')).toBe('ориентир не назван');
    expect(judge('парка', 'Городской парк', 'landmark')).toBeNull();
  });
});
