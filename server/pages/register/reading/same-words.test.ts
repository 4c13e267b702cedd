import { expect, test } from 'vitest';
import { namesOneOf } from './same-words.ts';

test.each([
  ['страница Управления образования', 'Управление образования', true],
  ['новости школы', 'Школа', true],
  // Endings are three letters at most, and what is shorter than five is itself alone.
  ['жизнь городами', 'Город', true],
  ['жизнь городская', 'Город', false],
  ['школ', 'Школа', false],
  ['у моста', 'Мост', false],
  ['на мост', 'Мост', true],
  // What stands before the ending has to be the same.
  ['наши парки', 'Парта', false],
  ['управдомам', 'Управление', false],
  ['дом 10001', 'Дом 10002', false],
  ['лицей № 3', 'Лицей № 3', true],
  ['лицей № 33', 'Лицей № 3', false],
  // Words of two letters name nobody, those of three do.
  ['дом, сад', 'Дом и сад', true],
  ['город на связи', 'Мы на связи', true],
  ['культуры', 'Дом культуры', false],
  ['учет', 'Учёт', true],
  ['что угодно', '№', false],
])('«%s» names «%s»: %s', (text, title, expected) => expect(namesOneOf(text, [title])).toBe(expected));

test('any of the titles is enough, none is not', () => {
  expect(namesOneOf('Спорт', ['Управление спорта', 'Спорт'])).toBe(true);
  expect(namesOneOf('Спорт', [])).toBe(false);
});
