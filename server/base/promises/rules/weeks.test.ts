import { expect, it } from 'vitest';
import { countByWeek, firstDayOf } from './weeks.ts';

it('looks back on whole weeks, this one among them', () => {
  expect(firstDayOf('2026-11-24', 12)).toBe('2026-09-07');
  expect(firstDayOf('2026-11-23', 1)).toBe('2026-11-23');
  expect(firstDayOf('2026-11-29', 1)).toBe('2026-11-23');
});

it('counts promises by the week of their term, and those beyond in none', () => {
  const weeks = countByWeek(
    [
      { dueOn: '2026-11-15', outcome: 'broken' },
      { dueOn: '2026-11-16', outcome: 'kept' },
      { dueOn: '2026-11-22', outcome: 'kept' },
      { dueOn: '2026-11-23', outcome: 'unproven' },
      { dueOn: '2026-11-29', outcome: 'ahead' },
      { dueOn: '2026-12-06', outcome: 'ahead' },
      { dueOn: '2026-12-07', outcome: 'ahead' },
    ],
    { today: '2026-11-24', weeks: 2, weeksAhead: 1 },
  );
  expect(weeks).toEqual([
    { monday: '2026-11-16', isNow: false, kept: 2, broken: 0, unproven: 0, ahead: 0 },
    { monday: '2026-11-23', isNow: true, kept: 0, broken: 0, unproven: 1, ahead: 1 },
    { monday: '2026-11-30', isNow: false, kept: 0, broken: 0, unproven: 0, ahead: 1 },
  ]);
});
