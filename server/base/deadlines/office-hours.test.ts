import { beforeAll, describe, expect, test } from 'vitest';
import { parseDay } from './calendar/day.ts';
import { dutyCounter, officeHours, officeMinutesBetween } from './office-hours.ts';
import { loadReference } from './reference-data.ts';

beforeAll(() => loadReference('Asia/Yekaterinburg'));

/** A moment by the clock of the city, five hours ahead of UTC. */
const at = (text: string): Date => new Date(`2026-${text.replace(' ', 'T')}:00+05:00`);

describe('hours of the office as columns', () => {
  test('have a value for each local day, the minutes before it and the spans of it', () => {
    const { first, before, spans } = officeHours(at('11-02 12:00'), at('11-05 00:00'));
    expect(first).toBe(parseDay('2026-11-02'));
    // A Monday, a shortened Tuesday, the holiday, a Thursday.
    expect(before.map((minutes) => minutes - before[0]!)).toEqual([0, 480, 900, 900]);
    expect(spans).toEqual([
      [540, 540, 0, 540],
      [780, 780, 0, 780],
      [840, 840, 0, 840],
      [1080, 1020, 0, 1080],
    ]);
  });

  test('are of local days: what is yesterday elsewhere is today here', () => {
    expect(officeHours(at('11-02 00:00'), at('11-02 23:59')).before).toHaveLength(1);
    expect(officeHours(at('11-01 23:59'), at('11-02 00:00')).before).toHaveLength(2);
  });

  test('begin and end with the calendar, whatever is asked', () => {
    const early = officeHours(new Date('1900-01-01'), at('11-02 00:00'));
    expect(early.before[0]).toBe(0);
    expect(early.first + early.before.length - 1).toBe(parseDay('2026-11-02'));
    const late = officeHours(at('11-02 00:00'), new Date('2200-01-01'));
    const years = new Date((late.first + late.before.length - 1) * 86_400_000).toISOString();
    // The last day of a year, and no day beyond it.
    expect(years.slice(5, 10)).toBe('12-31');
    expect(late.spans.every((column) => column.length === late.before.length)).toBe(true);
  });
});

test.each([
  ['within the morning', '11-02 09:30', '11-02 10:00', 30],
  ['over the lunch', '11-02 12:30', '11-02 14:30', 60],
  ['over a night', '11-02 17:00', '11-03 10:00', 120],
  ['over a shortened day and a holiday', '11-03 16:30', '11-05 09:10', 40],
  ['of a weekend', '11-07 00:00', '11-08 23:00', 0],
  ['backwards', '11-02 10:00', '11-02 09:30', -30],
])('minutes of the office %s', (_, from, to, minutes) => {
  expect(officeMinutesBetween(at(from), at(to))).toBe(minutes);
});

test.each([
  ['within a day', '11-04 09:30', '11-04 10:00', 30],
  ['before it begins', '11-04 07:30', '11-04 08:10', 10],
  ['over a night, a holiday too', '11-03 19:30', '11-04 08:30', 60],
  ['of a whole day', '11-07 00:00', '11-08 00:00', 720],
  ['backwards: none', '11-04 10:00', '11-04 09:30', 0],
])('minutes of duty %s', (_, from, to, minutes) => {
  expect(dutyCounter()(at(from), at(to))).toBe(minutes);
});
