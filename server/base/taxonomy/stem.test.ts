import { expect, test } from 'vitest';
import { stem } from './stem.ts';

/** From the sample vocabulary that is published with the algorithm. */
const published: Record<string, string> = {
  в: 'в',
  вавиловка: 'вавиловк',
  вагона: 'вагон',
  важная: 'важн',
  важнее: 'важн',
  важнейшие: 'важн',
  важничал: 'важнича',
  важничая: 'важнич',
  важностию: 'важност',
  важную: 'важн',
  вазах: 'ваз',
  валандался: 'валанда',
  валериановых: 'валерианов',
  валерию: 'валер',
  валетами: 'валет',
  павлиний: 'павлин',
  павшие: 'павш',
  падать: 'пада',
  паденье: 'паден',
  падучая: 'падуч',
  пакостей: 'пакост',
  палкам: 'палк',
  палубу: 'палуб',
};

test('cuts the published sample words as the authors do', () => {
  const got = Object.fromEntries(Object.keys(published).map((word) => [word, stem(word)]));
  expect(got).toEqual(published);
});

test('brings the forms of a word together and keeps different words apart', () => {
  expect(new Set(['мусор', 'мусора', 'мусором', 'мусору'].map(stem)).size).toBe(1);
  expect(new Set(['остановка', 'остановку', 'остановками'].map(stem)).size).toBe(1);
  expect(new Set(['тротуар', 'тротуары', 'тротуарах'].map(stem)).size).toBe(1);
  expect(stem('дорога')).not.toBe(stem('дорожка'));
  expect(stem('ёлка')).toBe(stem('елка'));
});

test('leaves alone what has no Russian vowel', () => {
  expect(stem('')).toBe('');
  expect(stem('тко')).toBe('тко');
  expect(stem('мкд')).toBe('мкд');
  expect(stem('covid')).toBe('covid');
  expect(stem('112')).toBe('112');
});
