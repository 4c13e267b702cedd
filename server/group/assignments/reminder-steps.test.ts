import { describe, expect, it } from 'vitest';
import { reminderStep } from './reminder-steps.ts';

const rules = { remindWorkingDaysLeft: [3, 1, 0] };
const keyOf = (left: number) => reminderStep(left, rules)?.key ?? null;

describe('a reminder', () => {
  it.each([
    [20, null],
    [4, null],
    [3, 'left-3'],
    [2, 'left-3'],
    [1, 'left-1'],
    [0, 'left-0'],
    [-1, 'late-0'],
    [-5, 'late-0'],
    [-6, 'late-1'],
  ])('with %i working days left: %s', (left, key) => {
    expect(keyOf(left)).toBe(key);
  });

  it('says why in words', () => {
    expect(reminderStep(-2, rules)?.why).toBe('просрочено на 2\u00a0рабочих дня');
    expect(reminderStep(0, rules)?.why).toBe('срок сегодня');
  });
});
