import { describe, expect, it } from 'vitest';
import { isWeek, lengthOf, listPeriods, shiftPeriod, usualPeriod, weekNumber, weekOf } from './periods.ts';

describe('periods', () => {
  it('knows weeks, also across the turn of a year', () => {
    expect(weekOf('2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(weekOf('2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(isWeek({ from: '2026-11-16', to: '2026-11-22' })).toBe(true);
    expect(isWeek({ from: '2026-11-17', to: '2026-11-23' })).toBe(false);
  });

  it('numbers weeks by ISO 8601', () => {
    expect(weekNumber('2026-11-18')).toBe(47);
    expect(weekNumber('2027-01-01')).toBe(53);
    expect(weekNumber('2027-01-04')).toBe(1);
    expect(weekNumber('2024-12-30')).toBe(1);
  });

  it('moves a week by weeks, a month by months, anything else by its length', () => {
    expect(shiftPeriod({ from: '2026-11-16', to: '2026-11-22' }, -1)).toEqual({
      from: '2026-11-09',
      to: '2026-11-15',
    });
    expect(shiftPeriod({ from: '2026-03-01', to: '2026-03-31' }, -1)).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(shiftPeriod({ from: '2026-11-01', to: '2026-11-10' }, 1)).toEqual({
      from: '2026-11-11',
      to: '2026-11-20',
    });
  });

  it('counts both ends', () => expect(lengthOf({ from: '2026-02-27', to: '2026-03-01' })).toBe(3));

  it('begins with four weeks of days that are over', () => {
    const period = usualPeriod('2026-11-24');
    expect(period).toEqual({ from: '2026-10-27', to: '2026-11-23' });
    expect(lengthOf(period)).toBe(28);
  });

  it('offers periods that end no earlier than they begin', () => {
    for (const { period } of listPeriods('2026-01-01')) expect(lengthOf(period)).toBeGreaterThan(0);
  });
});
