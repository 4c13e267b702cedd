import { describe, expect, test } from 'vitest';
import type { WeekState } from '../../../../shared/contract/pages/register-week.ts';
import { countWeeks, figuresWithin } from './month-facts.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };
const week = (to: string, state: WeekState = 'met') => ({ to, state });

describe('weeks of a month', () => {
  test.each<[string, ReturnType<typeof week>[], string, number]>([
    ['one that ends on its first day', [week('2026-11-01')], '2026-12-03', 1],
    ['one that ends on its last day', [week('2026-11-30')], '2026-12-03', 1],
    ['one that ends before it', [week('2026-10-31')], '2026-12-03', 0],
    ['one that ends after it', [week('2026-12-01')], '2026-12-03', 0],
    ['one that ended yesterday', [week('2026-11-22')], '2026-11-23', 1],
    ['one that ends today goes on', [week('2026-11-22')], '2026-11-22', 0],
  ])('%s', (_, weeks, today, count) => expect(countWeeks(weeks, november, today).weeks).toBe(count));

  test('are met, missed, or not known', () => {
    const states = ['met', 'met', 'missed', 'pending', 'unknown', 'unknown'] as const;
    const weeks = states.map((state, at) => week(`2026-11-0${at + 1}`, state));
    expect(countWeeks(weeks, november, '2026-12-03')).toEqual({ metWeeks: 2, knownWeeks: 3, weeks: 6 });
  });
});

test.each([
  [null, false],
  ['2026-10-31', false],
  ['2026-11-01', true],
  ['2026-11-30', true],
  ['2026-12-01', false],
] as const)('figures entered on %s are of the month: %s', (on, isWithin) => {
  const figures = { figures_on: on, post_reach: 300, followers: 2000 };
  expect(figuresWithin(figures, november)).toEqual(
    isWithin ? { reach: 300, followers: 2000 } : { reach: null, followers: null },
  );
});
