import { expect, test } from 'vitest';
import { fillMonths } from './months.ts';

const on = (month: string, count = 1) => ({ month, count, solved: 0 });

test.each([
  ['no case at all: the last year', [], '2026-11-26', '2025-12', 12],
  ['a young history: the last year', [on('2026-11')], '2026-11-26', '2025-12', 12],
  ['since its first month', [on('2026-11'), on('2025-09')], '2026-11-26', '2025-09', 15],
  ['over the turn of a year', [on('2025-12')], '2027-01-31', '2025-12', 14],
  ['an old one: two years', [on('2019-02')], '2026-11-26', '2024-12', 24],
])('months of %s', (_, counted, today, first, length) => {
  const months = fillMonths(counted, today);
  expect([months[0]?.month, months.length, months.at(-1)?.month]).toEqual([first, length, today.slice(0, 7)]);
});

test('a month without cases is zero, one with cases keeps them', () => {
  const months = fillMonths([{ month: '2026-10', count: 3, solved: 1 }], '2026-11-02');
  expect(months.slice(-2)).toEqual([
    { month: '2026-10', count: 3, solved: 1 },
    { month: '2026-11', count: 0, solved: 0 },
  ]);
});
