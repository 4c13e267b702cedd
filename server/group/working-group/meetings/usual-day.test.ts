import { describe, expect, it } from 'vitest';
import { findOwnDay, proposeDay, toWorkingDay } from './usual-day.ts';

/** Monday to Friday, but for the days named. */
const calendar =
  (...off: string[]) =>
  (day: string) => {
    const weekday = new Date(`${day}T00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !off.includes(day);
  };
const tuesdays = ['2026-11-24', '2026-10-27', '2026-09-22'];

describe('the group’s own day', () => {
  it.each([
    ['three fourth Tuesdays', tuesdays, { ordinal: 4, weekday: 2 }],
    ['two are no habit', tuesdays.slice(1), null],
    ['none', [], null],
    [
      'a fifth Friday is the last one',
      ['2026-10-30', '2026-07-31', '2026-05-29'],
      { ordinal: 4, weekday: 5 },
    ],
    ['a Sunday too', ['2026-11-01', '2026-10-04', '2026-09-06'], { ordinal: 1, weekday: 7 }],
    [
      'of two as frequent the latest',
      [...tuesdays, '2026-08-05', '2026-07-01', '2026-06-03'],
      { ordinal: 4, weekday: 2 },
    ],
    [
      'the more frequent of two',
      [...tuesdays, '2026-08-05', '2026-07-01', '2026-06-03', '2026-05-06'],
      { ordinal: 1, weekday: 3 },
    ],
  ])('%s', (_, days, own) => {
    expect(findOwnDay(days)).toEqual(own);
  });
});

describe('a new meeting', () => {
  it.each([
    ['own day of the next month without one', tuesdays, '2026-11-28', [], '2026-12-22'],
    [
      'own day of this month while it is ahead',
      tuesdays.slice(1).concat('2026-08-25'),
      '2026-11-05',
      [],
      '2026-11-24',
    ],
    ['not today', tuesdays.slice(1).concat('2026-08-25'), '2026-11-24', [], '2026-12-22'],
    ['a month that has one is passed over', ['2026-12-08', ...tuesdays], '2026-11-28', [], '2027-01-26'],
    ['moved off a day off', tuesdays, '2026-11-28', ['2026-12-22', '2026-12-23'], '2026-12-24'],
    ['no habit: Saturday and Sunday are passed over', [], '2026-11-27', [], '2026-11-30'],
    ['no habit: a holiday too', [], '2026-11-27', ['2026-11-30'], '2026-12-01'],
  ])('%s', (_, days, today, off, day) => {
    expect(proposeDay(days, today, calendar(...off))).toBe(day);
  });

  it('stays within its month', () => {
    expect(toWorkingDay('2026-11-28', calendar('2026-11-30'))).toBe('2026-11-28');
    expect(toWorkingDay('2026-11-28', calendar())).toBe('2026-11-30');
  });
});
