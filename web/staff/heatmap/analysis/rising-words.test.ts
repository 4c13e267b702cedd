import { expect, test } from 'vitest';
import { describeGrowth, explainRise } from './rising-words.ts';

const topic = {
  usual: 31,
  season: 0,
  expected: 31,
  chance: 0.0005,
  former: [28, 30, 33, 31],
  districts: [
    { districtId: 'sinarsky', count: 40, usual: 9 },
    { districtId: null, count: 5, usual: 0.5 },
  ],
};
const title = (id: string | null) => (id === 'sinarsky' ? 'Синарский район' : '');

test('a rise is explained by its baseline, its chance and its districts', () => {
  expect(explainRise(topic, 28, title)).toEqual([
    'Обычно за 28\u00a0дней — 31: середина прежних 4 таких же периодов (28, 30, 33, 31).',
    'Случайно столько бывает примерно один раз на 2\u00a0000.',
    'Синарский район: 40 при обычных 9.',
    'без территории: 5 при обычных 0,5.',
  ]);
});

test('a season is told only where it raised the expectation', () => {
  const [, season] = explainRise({ ...topic, season: 15.5, expected: 46.5 }, 28, title);
  expect(season).toBe('Год назад в эти недели было на 15,5 больше, чем перед ними, поэтому ожидалось 46,5.');
  expect(explainRise({ ...topic, chance: 0 }, 7, title)[1]).toBe(
    'Случайно столько бывает реже чем один раз на миллион.',
  );
});

test.each([
  [2.44, 5, 'в 2,4 раза больше ожидаемого'],
  [3, 5, 'в 3 раза больше ожидаемого'],
  [5.02, 5, 'в 5 раз больше ожидаемого'],
  [27, 0, 'раньше почти не писали'],
])('growth by %f of %f', (growth, expected, words) => {
  expect(describeGrowth({ growth, expected })).toBe(words);
});
