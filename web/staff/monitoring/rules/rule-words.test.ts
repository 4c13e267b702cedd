import { describe, expect, test } from 'vitest';
import type { RuleLook } from '../../../../shared/contract/monitoring/rules.ts';
import { lookWords, precisionWords, splitFound, trialWords } from './rule-words.ts';

const say = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('how exact a rule is', () => {
  test.each([
    [{ hits: 0, decided: 0, precision: null }, 'ничего не поймало', 'quiet'],
    [{ hits: 12, decided: 4, precision: null }, 'мало разобрано: 4', 'quiet'],
    [{ hits: 90, decided: 40, precision: 0.825 }, '83 % из 40', 'ok'],
    [{ hits: 90, decided: 40, precision: 0.6 }, '60 % из 40', 'ok'],
    [{ hits: 90, decided: 40, precision: 0.59 }, 'шумит: 59 % из 40', 'warning'],
  ] as const)('%j is «%s»', (rule, words, tone) => {
    const told = precisionWords(rule);
    expect({ words: say(told.words), tone: told.tone }).toEqual({ words, tone });
  });
});

describe('what a trial found', () => {
  test.each([
    [
      { looked: 0, caught: 0, gained: 0, lost: 0 },
      true,
      'За 90 дней записей ещё не видели: прогонять не по чему.',
    ],
    [{ looked: 1, caught: 1, gained: 1, lost: 0 }, false, 'Из 1 записи за 90 дней поймало бы 1.'],
    [
      { looked: 412, caught: 18, gained: 5, lost: 2 },
      true,
      'Из 412 записей за 90 дней поймало бы 18: новых 5, потеряло бы 2.',
    ],
    [
      { looked: 412, caught: 18, gained: 0, lost: 2 },
      true,
      'Из 412 записей за 90 дней поймало бы 18: новых 0, потеряло бы 2.',
    ],
    [
      { looked: 412, caught: 18, gained: 0, lost: 0 },
      true,
      'Из 412 записей за 90 дней поймало бы 18: то же, что и сейчас.',
    ],
  ])('%j, with a rule before: %s', (tried, hasFormer, words) => {
    expect(say(trialWords(tried, hasFormer))).toBe(words);
  });
});

describe('found words', () => {
  test.each([
    ['none', [], ['нет воды дома']],
    [
      'at the beginning and the end',
      [
        { from: 0, to: 3 },
        { from: 9, to: 13 },
      ],
      ['[нет]', ' воды ', '[дома]'],
    ],
    [
      'in any order',
      [
        { from: 4, to: 8 },
        { from: 0, to: 3 },
      ],
      ['[нет]', ' ', '[воды]', ' дома'],
    ],
    [
      'one over another',
      [
        { from: 0, to: 8 },
        { from: 4, to: 8 },
      ],
      ['[нет воды]', ' дома'],
    ],
    [
      'the longer after',
      [
        { from: 0, to: 3 },
        { from: 2, to: 8 },
      ],
      ['[нет]', '[ воды]', ' дома'],
    ],
  ])('%s', (_, words, pieces) => {
    const shown = splitFound('нет воды дома', words).map(({ text, isFound }) =>
      isFound ? `[${text}]` : text,
    );
    expect(shown).toEqual(pieces);
  });
});

describe('where a rule looks', () => {
  const usual: RuleLook = { networks: [], kinds: [], skipPages: [], adverts: 'take', geography: 'ours' };
  test.each<[Partial<RuleLook>, string]>([
    [{}, 'все сети; всё, кроме личных сообщений; о нашем городе'],
    [{ networks: ['vk', 'max'] }, '<vk>, <max>; всё, кроме личных сообщений; о нашем городе'],
    [{ kinds: ['post', 'message'] }, 'все сети; записи, личные сообщения нашим страницам; о нашем городе'],
    [
      { skipPages: ['media'], adverts: 'skip' },
      'все сети; всё, кроме личных сообщений; кроме: СМИ, рекламные записи; о нашем городе',
    ],
    [{ geography: 'any' }, 'все сети; всё, кроме личных сообщений; о любых местах'],
    [{ geography: ['north', 'gone'] }, 'все сети; всё, кроме личных сообщений; о районах: Северный, gone'],
  ])('%j', (part, words) => {
    const districtTitle = (id: string) => (id === 'north' ? 'Северный' : '');
    expect(lookWords({ ...usual, ...part }, (id) => `<${id}>`, districtTitle)).toBe(words);
  });
});
