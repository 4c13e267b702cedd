import { expect, test } from 'vitest';
import { dayInYear, daysAhead } from './days-ahead.ts';
import { type MemorableDay, memorablePack } from './pack.ts';

const named = { title: 'День', basis: 'указ' };

test.each<[string, MemorableDay, number, string | null]>([
  ['a day of its own', { ...named, month: 12, day: 3 }, 2026, '2026-12-03'],
  ['a day that year does not have', { ...named, month: 2, day: 29 }, 2026, null],
  ['the third Sunday', { ...named, month: 7, weekday: 'sunday', place: 3 }, 2026, '2026-07-19'],
  ['the third Saturday', { ...named, month: 7, weekday: 'saturday', place: 3 }, 2026, '2026-07-18'],
  [
    'the first Monday of a month that begins with one',
    { ...named, month: 6, weekday: 'monday', place: 1 },
    2026,
    '2026-06-01',
  ],
  ['the last Sunday', { ...named, month: 11, weekday: 'sunday', place: -1 }, 2026, '2026-11-29'],
  [
    'the last Sunday of a month that ends with one',
    { ...named, month: 5, weekday: 'sunday', place: -1 },
    2026,
    '2026-05-31',
  ],
])('%s', (_, day, year, on) => {
  expect(dayInYear(day, year)).toBe(on);
});

test('days of the next weeks, over the new year too, the nearest first', () => {
  const days: MemorableDay[] = [
    { ...named, title: 'Сегодня', month: 12, day: 20 },
    { ...named, title: 'Вчера', month: 12, day: 19 },
    { ...named, title: 'Предел', month: 1, day: 19 },
    { ...named, title: 'Дальше', month: 1, day: 20 },
  ];
  const holidays = [
    { name: 'Каникулы', basis: 'ТК РФ', days: ['01-01', '01-02'] },
    { name: 'Пусто', basis: 'ТК РФ', days: [] },
  ];
  expect(daysAhead({ days, holidays }, { today: '2026-12-20', within: 30 })).toEqual([
    { title: 'Сегодня', basis: 'указ', on: '2026-12-20' },
    { title: 'Каникулы', basis: 'ТК РФ', on: '2027-01-01' },
    { title: 'Предел', basis: 'указ', on: '2027-01-19' },
  ]);
});

test('come by day whatever they are, those of one day by name', () => {
  const days: MemorableDay[] = ['Щедрый день', 'Арбузный день'].map((title) => ({
    ...named,
    title,
    month: 12,
    day: 21,
  }));
  const holidays = [{ name: 'Канун', basis: 'ТК РФ', days: ['12-31'] }];
  const found = daysAhead({ days, holidays }, { today: '2026-12-20', within: 30 });
  expect(found.map(({ title }) => title)).toEqual(['Арбузный день', 'Щедрый день', 'Канун']);
});

test('the shipped days are days', () => {
  for (const day of memorablePack.on('2026-11-24').days) expect(dayInYear(day, 2026)).not.toBeNull();
});
