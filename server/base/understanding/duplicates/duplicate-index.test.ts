import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../shared/time.ts';
import { loadShippedReader } from '../teaching/shipped-reader.ts';
import { measurePairs } from './duplicate-figures.ts';
import { createDuplicateIndex } from './duplicate-index.ts';
import type { IndexedMessage } from './duplicate-table.ts';
import { tellCity } from './duplicate-trial.ts';
import { sharedWords } from './explain-pair.ts';

const place = { lat: 56.41, lon: 61.93, address: 'титова|14' };
const heat: IndexedMessage = {
  id: 'a',
  text: 'В квартирах холодно, батареи еле тёплые',
  at: 1_800_000_000_000,
  ...place,
  block: 'housing',
  facts: ['housing.heat.low'],
};
const message = (change: Partial<IndexedMessage>): IndexedMessage => ({ ...heat, id: 'b', ...change });

/** What is found for a message after the first one was added. */
function findAfter(next: IndexedMessage) {
  const index = createDuplicateIndex({ capacity: 16 });
  index.add(heat);
  return index.find(next);
}

describe('the index of duplicates', () => {
  it('finds the same trouble of one place in other words, and says how far and how long ago', () => {
    const [pair] = findAfter(
      message({ text: 'Батареи холодные, дети мёрзнут', at: heat.at + 5 * HOUR, lat: 56.4103 }),
    );
    expect(pair).toMatchObject({ id: 'a', rule: 'place', isSameFact: true });
    expect(pair?.metres).toBeCloseTo(33, -1);
    expect(pair?.hours).toBeCloseTo(5, 1);
    expect(pair?.shared).toBeGreaterThan(0);
  });

  it('knows one place by its address where a point is missing', () => {
    expect(findAfter(message({ lat: null, lon: null }))).toHaveLength(1);
    expect(findAfter(message({ lat: null, lon: null, address: 'титова|16' }))).toEqual([]);
  });

  it.each([
    ['the same words of another place', { lat: 56.43 }],
    ['the same words two months later', { at: heat.at + 60 * 24 * HOUR }],
    [
      'another trouble of the same yard',
      { text: 'Стая собак у песочницы', block: 'safety', facts: ['safety.animals.stray'] },
    ],
  ])('does not propose %s', (_, change) => {
    expect(findAfter(message({ address: 'другая|1', ...change }))).toEqual([]);
  });

  it('does not take the second entrance for the fifth', () => {
    const index = createDuplicateIndex({ capacity: 16 });
    const lift = { block: 'housing', facts: ['housing.entrance.lift'] };
    index.add(message({ id: 'second', text: 'Не работает лифт в подъезде 2', ...lift }));
    expect(index.find(message({ id: 'c', text: 'Не работает лифт, подъезд 5', ...lift }))).toEqual([]);
    expect(index.find(message({ id: 'd', text: 'Лифт не работает, 2-й подъезд', ...lift }))).toHaveLength(1);
  });

  it('lets the oldest go when it is full and never grows', () => {
    const index = createDuplicateIndex({ capacity: 4 });
    const bytes = index.bytes();
    for (let at = 0; at < 11; at += 1) index.add(message({ id: `n${at}`, at: heat.at + at * HOUR }));
    expect(index.size()).toBe(4);
    expect(index.has('n6')).toBe(false);
    expect(index.has('n7')).toBe(true);
    expect(index.find(message({ at: heat.at + 12 * HOUR })).map(({ id }) => id)).toEqual([
      'n10',
      'n9',
      'n8',
      'n7',
    ]);
    expect(index.bytes()).toBe(bytes);
  });

  it('finds what was sent twice among thousands by its words alone', () => {
    const index = createDuplicateIndex({ capacity: 4096 });
    const letter = (number: number) => String.fromCharCode(1072 + (number % 30));
    const words = (seed: number) =>
      Array.from({ length: 20 }, (_, at) => {
        const number = seed * 20 + at;
        return `${letter(number / 27_000)}${letter(number / 900)}${letter(number / 30)}${letter(number)}ж`;
      });
    const nowhere = { lat: null, lon: null, address: null };
    for (let at = 0; at < 4000; at += 1)
      index.add(message({ ...nowhere, id: `n${at}`, text: words(at).join(' ') }));
    const [pair, ...others] = index.find(message({ ...nowhere, text: `Добрый день! ${words(7).join(' ')}` }));
    expect(pair).toMatchObject({ id: 'n7', rule: 'copy', metres: null });
    expect(others).toEqual([]);
  });

  it('names the shared words as each of the two writes them', () => {
    expect(sharedWords('Трубы холодные на Титова, 14', 'Здравствуйте! Холодная труба')).toEqual(
      expect.arrayContaining([
        { first: 'трубы', second: 'труба' },
        { first: 'холодные', second: 'холодная' },
      ]),
    );
  });

  it('is right in 95 of 100 proposed pairs and finds 80 of 100 in a city of known happenings', {
    timeout: 60_000,
  }, () => {
    const read = loadShippedReader();
    const messages = tellCity(1, 400).map((told) => {
      const facts = read(told.text);
      return { ...told, block: facts[0]?.block ?? null, facts: facts.map(({ factId }) => factId) };
    });
    const { precision, recall } = measurePairs(messages);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });
});
