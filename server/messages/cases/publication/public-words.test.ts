import { expect, test } from 'vitest';
import { stemsOf, tellsAll } from './public-words.ts';

test.each([
  ['яма на дороге', 'ямы', true],
  ['Ёлка упала', 'елки', true],
  ['яма на дороге', 'дорога яма', true],
  ['яма на дороге', 'дорога снег', false],
  ['заяма', 'яма', false],
  ['ул. Титова, 14', 'титова 14', true],
  ['ул. Титова, 114', 'титова 14', false],
  ['100% яма', '%', true],
])('«%s» by «%s»: %s', (text, phrase, fits) => {
  expect(tellsAll(text, stemsOf(phrase))).toBe(fits);
});

test('only letters and digits are looked for', () => {
  expect(stemsOf("%_\\ '); DROP")).toEqual(['drop']);
  expect(stemsOf(undefined)).toEqual([]);
});
