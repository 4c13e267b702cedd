import { expect, test } from 'vitest';
import { addUpErrors, monthsTo } from './error-trend.ts';

test('twelve months back, over the year', () => {
  const months = monthsTo('2026-02', 12);
  expect([months[0], months[9], months[10], months[11]]).toEqual([
    '2025-03',
    '2025-12',
    '2026-01',
    '2026-02',
  ]);
});

test('errors by body and month, those with most first', () => {
  const kinds = [
    { id: 'late', title: 'Ответ опоздал' },
    { id: 'rude', title: 'Грубый тон' },
    { id: 'formal', title: 'Отписка' },
  ];
  const found = addUpErrors(
    [
      { unitId: 'a', month: '2026-01', errors: ['late'] },
      { unitId: 'b', month: '2026-01', errors: ['late', 'rude'] },
      { unitId: 'b', month: '2026-02', errors: ['rude'] },
      { unitId: 'b', month: '2026-02', errors: ['rude'] },
      { unitId: 'b', month: '2025-12', errors: ['formal'] },
      { unitId: 'c', month: '2026-02', errors: [] },
    ],
    { months: ['2026-01', '2026-02'], kinds, titles: new Map([['b', 'ЖКХ']]) },
  );
  expect(found.bodies.map(({ unit, counts, total }) => [unit, counts, total])).toEqual([
    ['ЖКХ', [2, 2], 4],
    ['орган не указан', [1, 0], 1],
  ]);
  expect(found.byError.map(({ id, count }) => [id, count])).toEqual([
    ['rude', 3],
    ['late', 2],
  ]);
});
