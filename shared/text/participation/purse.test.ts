import { describe, expect, test } from 'vitest';
import { type Answer, question, UNSURE } from '../../contract/participation/questionnaire.ts';
import { checkAnswer, purseLeft, purseWords } from './questions.ts';

const purse = {
  id: 'q',
  kind: 'budget' as const,
  options: [
    { id: 'a', title: 'Сквер', cost: 6_000_000 },
    { id: 'b', title: 'Спуск к реке', cost: 4_000_000 },
    { id: 'c', title: 'Каток', cost: 1_240_500 },
  ],
};
const ask = (given: object) => question.parse({ title: 'Что выбрать?', ...purse, ...given });

test('the purse says what is left to the rouble', () => {
  const asked = ask({ total: 10_000_000 });
  expect(purseLeft(asked, [])).toBe(10_000_000);
  expect(purseLeft(asked, ['a', 'x'])).toBe(4_000_000);
  expect(purseLeft(asked, ['a', 'b', 'c'])).toBe(-1_240_500);
  expect(purseWords(asked, [])).toBe('Осталось 10\u00a0млн\u00a0₽ из 10\u00a0млн\u00a0₽');
  expect(purseWords(asked, ['c'])).toBe('Осталось 8\u00a0759\u00a0500\u00a0₽ из 10\u00a0млн\u00a0₽');
  expect(purseWords(asked, ['a', 'b'])).toBe('Распределено всё: 10\u00a0млн\u00a0₽');
});

describe('an answer', () => {
  test.each<[string, object, Answer, string]>([
    ['projects that fit', { total: 10_000_000 }, ['a', 'b'], ''],
    [
      'projects for a rouble more than there is',
      { total: 9_999_999 },
      ['a', 'b'],
      'Не хватает 1\u00a0₽: всего есть 9\u00a0999\u00a0999\u00a0₽, уберите что-нибудь',
    ],
    ['one project of a purse', { total: 4_000_000 }, ['b'], ''],
    ['a project that is not there', { total: 10_000_000 }, ['x'], 'Выберите из вариантов'],
    [
      'unsure beside a project',
      { total: 10_000_000, hasUnsure: true },
      ['b', UNSURE],
      '«Затрудняюсь ответить» выбирают одно',
    ],
    [
      'a purse nobody filled',
      {},
      ['b'],
      'Не хватает 4\u00a0млн\u00a0₽: всего есть 0\u00a0₽, уберите что-нибудь',
    ],
  ])('%s', (_, given, answer, words) => {
    expect(checkAnswer(ask(given), answer)).toBe(words);
  });
});
