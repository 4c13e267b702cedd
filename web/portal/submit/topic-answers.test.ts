import { expect, test } from 'vitest';
import { findAnswerErrors } from './topic-answers.ts';

const ask = (type: 'text' | 'number' | 'photo', isRequired = true) => [
  { id: 'q', title: 'Глубина', type, isRequired },
];

test('what must be answered is asked for; the rest may be left out', () => {
  expect(findAnswerErrors(ask('text'), {}, 0)).toEqual({ q: 'Ответьте: Глубина' });
  expect(findAnswerErrors(ask('text', false), {}, 0)).toEqual({});
  expect(findAnswerErrors(ask('photo'), {}, 0)).toEqual({ q: 'Приложите фото: Глубина' });
  expect(findAnswerErrors(ask('photo'), {}, 1)).toEqual({});
});

test('a number is a number, required or not', () => {
  expect(findAnswerErrors(ask('number', false), { q: 'по колено' }, 0)).toHaveProperty('q');
  expect(findAnswerErrors(ask('number'), { q: '12,5' }, 0)).toEqual({});
});
