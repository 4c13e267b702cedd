import { describe, expect, test } from 'vitest';
import { lineNow, periodBefore } from './pivot-compare.ts';

describe('the period compared with', () => {
  test.each([
    // A week, a month with the month before, a quarter, days across the turn of the year.
    ['2026-11-16', '2026-11-22', 'before', '2026-11-09', '2026-11-15'],
    ['2026-03-01', '2026-03-31', 'before', '2026-02-01', '2026-02-28'],
    ['2026-10-01', '2026-12-31', 'before', '2026-07-01', '2026-09-30'],
    ['2026-01-01', '2026-01-10', 'before', '2025-12-22', '2025-12-31'],
    ['2026-11-16', '2026-11-22', 'year', '2025-11-16', '2025-11-22'],
    ['2025-02-01', '2025-02-28', 'year', '2024-02-01', '2024-02-29'],
  ] as const)('%s–%s %s', (from, to, compare, wantFrom, wantTo) => {
    expect(periodBefore({ from, to }, compare)).toEqual({ from: wantFrom, to: wantTo });
  });
  test('none', () => expect(periodBefore({ from: '2026-11-01', to: '2026-11-02' }, 'none')).toBeNull());
});

describe('the line beside which a former one stands', () => {
  const year = [
    { from: '2026-10-01', to: '2026-12-31' },
    { from: '2025-10-01', to: '2025-12-31' },
  ] as const;
  const quarter = [
    { from: '2026-10-01', to: '2026-12-31' },
    { from: '2026-07-01', to: '2026-09-30' },
  ] as const;
  const week = [
    { from: '2026-11-16', to: '2026-11-22' },
    { from: '2026-11-09', to: '2026-11-15' },
  ] as const;
  test.each([
    ['month', '2025-11', year, '2026-11'],
    ['quarter', '2025-Q4', year, '2026-Q4'],
    ['year', '2025', year, '2026'],
    ['month', '2026-08', quarter, '2026-11'],
    ['quarter', '2026-Q3', quarter, '2026-Q4'],
    ['year', '2026', quarter, null],
    ['week', '2026-11-09', week, '2026-11-16'],
    ['week', '2025-11-10', year, null],
    ['day', '2026-11-10', week, '2026-11-17'],
    ['block', 'roads', week, 'roads'],
  ] as const)('%s %s', (side, id, [now, before], wanted) => {
    expect(lineNow(side, id, now, before)).toBe(wanted);
  });
});
