import { describe, expect, it } from 'vitest';
import { changeOfTerm, missedDanger, type TopicOption, termHours, topicOfBlock } from './block-topic.ts';

const fact = (factId: string, confidence: number, more: Partial<TopicOption> = {}): TopicOption => ({
  factId,
  confidence,
  isSure: false,
  isDanger: false,
  hours: 240,
  ...more,
});
const manhole = (confidence: number) => fact('manhole', confidence, { isDanger: true, hours: 4 });

describe('the topic of a block chosen by a digit', () => {
  it.each([
    ['nothing ranked: the general one', [], 'general', 'general'],
    ['nothing speaks for any: the general one', [fact('grass', 0.02)], 'general', 'general'],
    ['just below the least: the general one', [fact('grass', 0.099)], 'general', 'general'],
    ['at the least: the fact, marked as unsure', [fact('grass', 0.1)], 'grass', 'likely'],
    ['a sure fact', [fact('grass', 0.9, { isSure: true }), manhole(0.09)], 'grass', 'sure'],
    [
      'a sure fact, though a danger is likely',
      [fact('grass', 0.8, { isSure: true }), manhole(0.2)],
      'grass',
      'sure',
    ],
    [
      'in doubt the likely danger keeps its short term',
      [fact('grass', 0.4), manhole(0.15)],
      'manhole',
      'danger',
    ],
    ['a danger too unlikely keeps nothing', [fact('grass', 0.4), manhole(0.149)], 'grass', 'likely'],
    [
      'a danger of no shorter term keeps nothing',
      [fact('grass', 0.4, { hours: 4 }), manhole(0.3)],
      'grass',
      'likely',
    ],
    ['the best is the danger itself', [manhole(0.4), fact('grass', 0.3)], 'manhole', 'likely'],
    [
      'of two dangers the one of the shorter term',
      [fact('grass', 0.4), fact('tree', 0.3, { isDanger: true, hours: 34 }), manhole(0.2)],
      'manhole',
      'danger',
    ],
    [
      'a term that is unknown is no shorter one',
      [fact('grass', 0.4), fact('x', 0.3, { isDanger: true, hours: null })],
      'grass',
      'likely',
    ],
  ] as const)('%s', (_, options, factId, because) => {
    expect(topicOfBlock('general', options)).toEqual({ factId, because });
  });
});

describe('the change of a term', () => {
  const hours4 = { words: '4 часа дежурства', hours: 4 };
  const days30 = { words: '30 календарных дней', hours: 720 };
  it('is told when it grows and when it shrinks', () => {
    expect(changeOfTerm(hours4, days30)).toEqual({ from: hours4.words, to: days30.words, isLonger: true });
    expect(changeOfTerm(days30, hours4)).toEqual({ from: days30.words, to: hours4.words, isLonger: false });
  });
  it.each([
    [hours4, hours4],
    [null, hours4],
    [hours4, null],
  ])('is none where nothing changes or nothing is known', (before, after) => {
    expect(changeOfTerm(before, after)).toBeNull();
  });
});

describe('a danger the chosen topic would leave out', () => {
  const general = { factId: 'general', hours: 720 };
  it.each([
    ['a likely one of a shorter term', general, [fact('grass', 0.5), manhole(0.2)], 'manhole'],
    ['none that is unlikely', general, [fact('grass', 0.5), manhole(0.1)], undefined],
    ['none where it is the chosen one', { factId: 'manhole', hours: 4 }, [manhole(0.5)], undefined],
    ['none where the chosen term is no longer', { factId: 'burst', hours: 4 }, [manhole(0.5)], undefined],
  ] as const)('%s', (_, chosen, options, factId) => {
    expect(missedDanger(chosen, options)?.factId).toBe(factId);
  });
});

it('tells the shorter of two terms of different units', () => {
  const order = [
    ['duty-hour', 4],
    ['working-hour', 4],
    ['calendar-day', 1],
    ['working-day', 1],
    ['working-day', 3],
    ['working-day', 10],
    ['calendar-day', 15],
    ['calendar-day', 30],
    ['calendar-month', 2],
  ] as const;
  const hours = order.map(([unit, amount]) => termHours(unit, amount));
  expect(hours).toEqual([...hours].sort((a, b) => a - b));
  expect(new Set(hours).size).toBe(order.length);
});
