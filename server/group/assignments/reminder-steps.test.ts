import { describe, expect, it } from 'vitest';
import { reminderStep } from './reminder-steps.ts';

const rules = { remindAtShares: [0.5], remindWorkingDaysLeft: [3, 1, 0] };
const keyOf = (whole: number, left: number) => reminderStep({ whole, left }, rules)?.key ?? null;

describe('a reminder', () => {
  it.each([
    [20, 20, null],
    [20, 11, null],
    [20, 10, 'share-0.5'],
    [20, 4, 'share-0.5'],
    [20, 3, 'left-3'],
    [20, 2, 'left-3'],
    [20, 1, 'left-1'],
    [20, 0, 'left-0'],
    [20, -1, 'late-0'],
    [20, -5, 'late-0'],
    [20, -6, 'late-1'],
    [2, 2, 'left-3'],
    [0, 0, 'left-0'],
  ])('of a term of %i working days with %i left: %s', (whole, left, key) => {
    expect(keyOf(whole, left)).toBe(key);
  });

  it('says why in words', () => {
    expect(reminderStep({ whole: 10, left: -2 }, rules)?.why).toBe('просрочено на 2\u00a0рабочих дня');
    expect(reminderStep({ whole: 10, left: 0 }, rules)?.why).toBe('срок сегодня');
  });
});
