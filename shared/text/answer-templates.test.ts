import { expect, test } from 'vitest';
import { fillTemplate, findUnknownVariables, hasBlank, sampleValues } from './answer-templates.ts';

test('every variable is filled; what is not known stays a blank', () => {
  expect(
    fillTemplate(
      '{имя}, здравствуйте! Дело № {номер} {место}, до {срок}. {исполнитель}: {телефон}',
      sampleValues,
    ),
  ).toBe(
    'Иван Петрович, здравствуйте! Дело № 2026-11-0412 по адресу: ул. Примерная, 14, до 5 декабря. Управление дорог: 39-62-10',
  );
  expect(fillTemplate('Тема: { Тема }, тел. {телефон}', { тема: 'яма' })).toBe('Тема: яма, тел. …');
});

test('a name that is not known goes with its comma', () => {
  expect(fillTemplate('{имя}, здравствуйте!', {})).toBe('Здравствуйте!');
});

test('a variable that stands for nothing is named', () => {
  expect(findUnknownVariables('{адрес} {улица} {СРОК} {номр}')).toEqual(['{улица}', '{номр}']);
  expect(findUnknownVariables('до {срок')).toEqual(['незакрытая скобка']);
  expect(findUnknownVariables('{номер}, {дата}')).toEqual([]);
});

test('a blank is no word, and an ellipsis after one is no blank', () => {
  const blanks = ['… числа были на месте', 'до … числа', 'Отвечает: …', 'тел.:…', 'дело №…', '(«…»)', '"…"'];
  for (const text of blanks) expect(hasBlank(text), text).toBe(true);
  const whole = [
    'Разбираемся… Ответим завтра',
    'Как же так?…',
    'ул. Примерная, 14…',
    '«Тепло»…',
    '🙂…',
    'Готово.',
  ];
  for (const text of whole) expect(hasBlank(text), text).toBe(false);
});
