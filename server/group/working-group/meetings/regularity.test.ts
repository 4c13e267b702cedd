import { describe, expect, it, test } from 'vitest';
import { judgeMonth, monthEnd, nthWeekday } from './regularity.ts';

const rules = { meetingsPerMonth: 1, warnOnDay: 20 };
const held = (day: string) => ({ day, isHeld: true, isAhead: false });
const planned = (day: string) => ({ day, isHeld: false, isAhead: true });
const judge = (month: string, today: string, ...meetings: ReturnType<typeof held>[]) =>
  judgeMonth(month, meetings, today, '2026-01-12', rules).state;

describe('a meeting in every month', () => {
  test.each([
    ['2026-11', '2026-11-19', 'none'],
    ['2026-11', '2026-11-20', 'warning'],
    ['2026-11', '2026-11-30', 'warning'],
    ['2026-11', '2026-12-01', 'breach'],
    ['2026-12', '2026-11-20', 'none'],
    ['2026-01', '2026-12-01', 'before'],
    ['2025-12', '2026-12-01', 'before'],
  ])('%s seen on %s without one: %s', (month, today, state) => {
    expect(judge(month, today)).toBe(state);
  });

  it('a plan is no meeting: it warns from the twentieth and breaches at the end all the same', () => {
    expect(judge('2026-11', '2026-11-19', planned('2026-11-24'))).toBe('planned');
    expect(judge('2026-11', '2026-11-20', planned('2026-11-24'))).toBe('warning');
    expect(judge('2026-11', '2026-12-01', planned('2026-11-24'))).toBe('breach');
  });

  it('one that was held settles its month, not the next', () => {
    expect(judge('2026-11', '2026-12-21', held('2026-11-30'))).toBe('held');
    expect(judge('2026-12', '2026-12-21', held('2026-11-30'))).toBe('warning');
  });

  it('without a group nothing is asked', () => {
    expect(judgeMonth('2026-11', [], '2026-12-01', null, rules).state).toBe('before');
  });
});

test.each([
  ['2026-11', 3, 2, '2026-11-17'],
  ['2026-11', 1, 7, '2026-11-01'],
  ['2027-02', 4, 1, '2027-02-22'],
])('month %s, the %d. weekday %d', (month, ordinal, weekday, day) => {
  expect(nthWeekday(month, ordinal, weekday)).toBe(day);
});

test('the last day of a month', () => {
  expect(['2026-11', '2028-02', '2026-12'].map(monthEnd)).toEqual(['2026-11-30', '2028-02-29', '2026-12-31']);
});
