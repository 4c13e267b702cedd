import { describe, expect, it } from 'vitest';
import { levelOf, limitOf, roomOf, type Used, worstLevel } from './sms-limits.ts';

const budget = { perHour: 100, perDay: 1000, codeShare: 25 };
const used = (codes: [number, number], notices: [number, number]): Used => ({
  codes: { hour: codes[0], day: codes[1] },
  notices: { hour: notices[0], day: notices[1] },
});

describe('the budget of SMS', () => {
  it('is split whole between codes and notices', () => {
    expect([limitOf(budget, 'codes', 'hour'), limitOf(budget, 'notices', 'hour')]).toEqual([25, 75]);
    expect([limitOf(budget, 'codes', 'day'), limitOf(budget, 'notices', 'day')]).toEqual([250, 750]);
    expect(limitOf({ perHour: 2, perDay: 2, codeShare: 1 }, 'codes', 'hour')).toBe(1);
  });

  it('notices spent leave codes their share, and codes spent leave notices theirs', () => {
    expect(roomOf(budget, used([0, 0], [75, 75]), 'notices')).toBe(0);
    expect(roomOf(budget, used([0, 0], [75, 75]), 'codes')).toBe(25);
    expect(roomOf(budget, used([30, 30], [0, 0]), 'codes')).toBe(0);
    expect(roomOf(budget, used([25, 25], [0, 0]), 'notices')).toBe(75);
  });

  it('the tighter span rules', () => {
    expect(roomOf(budget, used([0, 249], [0, 0]), 'codes')).toBe(1);
    expect(worstLevel(budget, used([0, 250], [0, 0]), 'codes')).toBe('spent');
  });

  it.each([
    [19, 'easy'],
    [20, 'near'],
    [24, 'near'],
    [25, 'spent'],
  ])('%i codes of 25 an hour: %s', (count, level) => {
    expect(levelOf(budget, used([count, count], [0, 0]), 'codes', 'hour')).toBe(level);
  });
});
