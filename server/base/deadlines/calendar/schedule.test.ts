import { describe, expect, it } from 'vitest';
import { readShippedCalendar } from '../packs.ts';
import { CalendarYearMissing, compileCalendar } from './calendar.ts';
import { dayMs, minuteMs, parseDay } from './day.ts';
import {
  closingTime,
  compileWorkTime,
  coversWorkTime,
  momentOfWorked,
  type Schedule,
  scheduleSchema,
  workedBefore,
} from './schedule.ts';

const calendar = compileCalendar(readShippedCalendar());

const schedule = (change: Record<string, unknown> = {}): Schedule =>
  scheduleSchema.parse({
    id: 'office',
    title: 'Приёмная',
    days: 'working-days',
    hours: [
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ],
    ...change,
  });

const office = compileWorkTime(schedule(), calendar);
const duty = compileWorkTime(schedule({ days: 'every-day', hours: [['00:00', '24:00']] }), calendar);

/** `2026-11-24 13:00` as milliseconds of the wall clock. */
const at = (text: string): number =>
  parseDay(text.slice(0, 10)) * dayMs + (Number(text.slice(11, 13)) * 60 + Number(text.slice(14))) * minuteMs;
const show = (localMs: number): string => new Date(localMs).toISOString().slice(0, 16).replace('T', ' ');

describe('hours that may be', () => {
  it.each([
    ['one stretch', { hours: [['09:00', '18:00']] }],
    [
      'stretches that touch',
      {
        hours: [
          ['09:00', '13:00'],
          ['13:00', '18:00'],
        ],
      },
    ],
    ['a day and night', { hours: [['00:00', '24:00']] }],
    ['a day of the week that is closed', { weekdays: { 5: [] } }],
    [
      'hours of every day of the week',
      { weekdays: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, []])) },
    ],
    ['no shortening', { shortenedBy: 0 }],
  ])('%s', (_name, change) => {
    expect(() => schedule(change)).not.toThrow();
  });

  it.each([
    ['none', { hours: [] }],
    ['a stretch of no length', { hours: [['09:00', '09:00']] }],
    ['a stretch backwards', { hours: [['18:00', '09:00']] }],
    [
      'stretches that overlap',
      {
        hours: [
          ['09:00', '13:00'],
          ['12:59', '18:00'],
        ],
      },
    ],
    [
      'stretches out of order',
      {
        hours: [
          ['14:00', '18:00'],
          ['09:00', '13:00'],
        ],
      },
    ],
    ['an eighth day of the week', { weekdays: { 8: [] } }],
    ['an hour past midnight', { hours: [['09:00', '24:01']] }],
  ])('and may not: %s', (_name, change) => {
    expect(() => schedule(change)).toThrow();
  });
});

describe('hours of a day', () => {
  const whole = [
    [540, 780],
    [840, 1080],
  ];
  it.each([
    ['a working day', {}, '2026-11-24', whole],
    ['a weekend', {}, '2026-11-28', []],
    ['a holiday', {}, '2026-05-09', []],
    [
      'a shortened day ends an hour earlier',
      {},
      '2026-04-30',
      [
        [540, 780],
        [840, 1020],
      ],
    ],
    [
      'and by as much as is said',
      { shortenedBy: 30 },
      '2026-04-30',
      [
        [540, 780],
        [840, 1050],
      ],
    ],
    ['what would end as it begins does not open', { shortenedBy: 240 }, '2026-04-30', [[540, 780]]],
    ['into the stretch before', { shortenedBy: 300 }, '2026-04-30', [[540, 780]]],
    [
      'a Friday with hours of its own',
      { weekdays: { 5: [['09:00', '16:45']] } },
      '2026-11-27',
      [[540, 1005]],
    ],
    ['its Thursday has the usual ones', { weekdays: { 5: [['09:00', '16:45']] } }, '2026-11-26', whole],
    ['a closed Thursday, shortened too', { weekdays: { 4: [] } }, '2026-04-30', []],
    ['a duty does not look at the calendar', { days: 'every-day' }, '2026-11-28', whole],
    ['nor does it end earlier', { days: 'every-day' }, '2026-04-30', whole],
  ])('%s', (_name, change, day, spans) => {
    expect(compileWorkTime(schedule(change), calendar).spansOf(parseDay(day))).toEqual(spans);
  });

  it.each([
    ['2026-11-24', 1080],
    ['2026-04-30', 1020],
    ['2026-11-28', undefined],
  ])('%s closes at minute %s', (day, minutes) => {
    expect(closingTime(office, parseDay(day))).toBe(minutes);
  });

  it('is laid out once for the same schedule and calendar', () => {
    const one = schedule();
    expect(compileWorkTime(one, calendar)).toBe(compileWorkTime(one, calendar));
    expect(compileWorkTime(schedule(), calendar)).not.toBe(compileWorkTime(one, calendar));
  });
});

describe('time worked', () => {
  const since = (from: string, to: string) =>
    (workedBefore(office, at(to)) - workedBefore(office, at(from))) / minuteMs;

  it.each([
    ['before it opens', '2026-11-24 08:59', 0],
    ['as it opens', '2026-11-24 09:00', 0],
    ['a minute later', '2026-11-24 09:01', 1],
    ['until lunch', '2026-11-24 13:00', 240],
    ['at lunch', '2026-11-24 13:30', 240],
    ['after lunch', '2026-11-24 14:10', 250],
    ['until it closes', '2026-11-24 18:00', 480],
    ['in the evening', '2026-11-24 23:00', 480],
    ['over a weekend', '2026-11-30 09:00', 4 * 480],
  ])('%s', (_name, moment, minutes) => {
    expect(since('2026-11-24 00:00', moment)).toBe(minutes);
  });

  it.each([
    ['until lunch, not after it', '2026-11-24 09:00', 240, '2026-11-24 13:00'],
    ['a minute after lunch', '2026-11-24 09:00', 241, '2026-11-24 14:01'],
    ['until it closes, not as it opens', '2026-11-24 09:00', 480, '2026-11-24 18:00'],
    ['a minute of the next day', '2026-11-24 09:00', 481, '2026-11-25 09:01'],
    ['over a weekend', '2026-11-27 17:59', 2, '2026-11-30 09:01'],
  ])('is used up %s', (_name, from, minutes, moment) => {
    expect(show(momentOfWorked(office, workedBefore(office, at(from)) + minutes * minuteMs))).toBe(moment);
  });

  it('is known from the first day of the calendar to its last', () => {
    expect(workedBefore(office, at('2019-01-01 00:00'))).toBe(0);
    expect(workedBefore(office, at('2027-12-31 23:59'))).toBeGreaterThan(0);
    expect(() => workedBefore(office, at('2018-12-31 23:59'))).toThrow(CalendarYearMissing);
    expect(() => workedBefore(office, at('2018-12-31 23:59'))).toThrow('2018');
    expect(() => workedBefore(office, at('2028-01-01 00:00'))).toThrow('2028');
  });

  it('ends with the calendar, and not a minute sooner', () => {
    const all = workedBefore(office, at('2027-12-31 23:59'));
    expect(show(momentOfWorked(office, all))).toBe('2027-12-30 18:00');
    expect(() => momentOfWorked(office, all + minuteMs)).toThrow('2028');
  });

  it('of a duty goes on without a calendar', () => {
    expect(workedBefore(duty, at('2028-01-02 00:00')) - workedBefore(duty, at('2028-01-01 00:00'))).toBe(
      dayMs,
    );
    expect(workedBefore(duty, at('2000-01-01 00:00'))).toBe(0);
    expect(() => workedBefore(duty, at('1999-12-31 23:59'))).toThrow('1999');
    expect(() => workedBefore(duty, at('2060-01-01 00:00'))).toThrow('2060');
    const all = workedBefore(duty, at('2059-12-31 23:59')) + minuteMs;
    expect(show(momentOfWorked(duty, all))).toBe('2060-01-01 00:00');
    expect(() => momentOfWorked(duty, all + minuteMs)).toThrow('2060');
  });
});

it.each([
  ['an office within its calendar', 'working-days', '2027-12-31', true],
  ['and not beyond it', 'working-days', '2028-01-01', false],
  ['a duty at any time', 'every-day', '2028-01-01', true],
])('%s is covered: %s, %s', (_name, days, day, covers) => {
  expect(coversWorkTime(schedule({ days }), calendar, parseDay(day))).toBe(covers);
});
