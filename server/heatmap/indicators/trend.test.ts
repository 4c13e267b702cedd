import { expect, test } from 'vitest';
import { listTrendMonths } from './trend.ts';

test.each([
  ['2026-11-29', '2025-12-01', '2026-11-01', '2026-11-29'],
  ['2026-12-31', '2026-01-01', '2026-12-01', '2026-12-31'],
  ['2024-02-29', '2023-03-01', '2024-02-01', '2024-02-29'],
])('twelve months up to %s', (to, first, last, end) => {
  const months = listTrendMonths(to);
  expect(months).toHaveLength(12);
  expect(months[0]!.from).toBe(first);
  expect(months.at(-1)).toEqual({ from: last, to: end });
  // Each begins where the one before ended.
  months.slice(1).forEach(({ from }, at) => {
    expect(Date.parse(from) - Date.parse(months[at]!.to)).toBe(86_400_000);
  });
});
