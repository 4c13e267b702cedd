import { expect, test } from 'vitest';
import { lastBy, mergeDays } from './merge-days.ts';

const told = [
  { day: '2026-11-03', count: 120 },
  { day: '2026-11-05', count: 130 },
  { day: '2026-11-05', count: 131 },
];
const written = [
  { day: '2026-11-01', count: 90, source: 'кабинет' },
  { day: '2026-11-01', count: 100, source: 'статистика' },
  { day: '2026-11-03', count: 999, source: 'кабинет' },
];

test('the network goes before a person on its day, and of two the later one holds', () => {
  expect(mergeDays(told, written)).toEqual([
    { day: '2026-11-01', count: 100, by: 'hand', source: 'статистика' },
    { day: '2026-11-03', count: 120, by: 'network', source: '' },
    { day: '2026-11-05', count: 131, by: 'network', source: '' },
  ]);
  expect(mergeDays([], [])).toEqual([]);
  const days = mergeDays([{ day: '2026-11-02', count: 1 }], [{ day: '2026-11-03', count: 2, source: '' }]);
  expect(days.map(({ day }) => day)).toEqual(['2026-11-02', '2026-11-03']);
});

test.each([
  ['2026-10-31', undefined],
  ['2026-11-01', 100],
  ['2026-11-02', 100],
  ['2026-11-04', 120],
  ['2026-12-01', 131],
])('by %s it is %s', (day, count) => expect(lastBy(mergeDays(told, written), day)?.count).toBe(count));
