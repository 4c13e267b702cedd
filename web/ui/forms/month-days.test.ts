import { describe, expect, it } from 'vitest';
import { addMonths, listWeeks, maskDay, moveDay } from './month-days.ts';

describe('a month as a calendar sheet', () => {
  it('begins its weeks on Monday and leaves neighbours out', () => {
    const weeks = listWeeks('2026-11-24');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks[5]).toEqual(['2026-11-30', null, null, null, null, null, null]);
  });
  it('goes over the turn of a year', () => {
    expect(listWeeks('2026-12-31').at(-1)?.[3]).toBe('2026-12-31');
    expect(listWeeks('2027-02-10')).toHaveLength(4);
  });
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months', (day, count, next) => expect(addMonths(day, count)).toBe(next));
  it.each([
    ['ArrowLeft', '2026-10-31'],
    ['ArrowDown', '2026-11-08'],
    ['Home', '2026-10-26'],
    ['End', '2026-11-01'],
    ['PageDown', '2026-12-01'],
    ['KeyA', null],
  ])('%s from 1 November', (key, next) => expect(moveDay('2026-11-01', key)).toBe(next));
});

describe('a date while it is typed', () => {
  const type = (keys: string): string =>
    Array.from(keys).reduce((text, key) => maskDay(text + key, text), '');
  it.each([
    ['24112026', '24.11.2026'],
    ['24.11.2026', '24.11.2026'],
    ['1.2.2026', '1.2.2026'],
    ['31', '31.'],
  ])('%s', (keys, text) => expect(type(keys)).toBe(text));
  it('takes a date pasted without points', () => expect(maskDay('24112026', '')).toBe('24.11.2026'));
  it('lets one erase the point', () => expect(maskDay('24', '24.')).toBe('24'));
});
