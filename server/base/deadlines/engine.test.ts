import { describe, expect, it } from 'vitest';
import { CalendarYearMissing, compileCalendar } from './calendar/calendar.ts';
import { openZone } from './calendar/zone.ts';
import { computeDeadline } from './engine.ts';
import { readShippedCalendar, readShippedRules } from './packs.ts';
import type { Pause } from './pauses.ts';
import { type DeadlineRule, ruleOn } from './rules.ts';

const pack = readShippedCalendar();
const calendar = compileCalendar(pack);
const rules = readShippedRules();
const sample = ruleOn(rules, 'answer-3wd', '2026-01-01');
const duty = ruleOn(rules, 'duty-4h', '2026-01-01').schedule;
const ural = 'Asia/Yekaterinburg';

const makeRule = (change: Partial<DeadlineRule>): DeadlineRule => ({ ...sample, ...change });
const days = (amount: number) => makeRule({ unit: 'working-day', amount });
const hours = (amount: number) => makeRule({ unit: 'working-hour', amount });
const at = (local: string, zone = ural) => new Date(openZone(zone).toInstant(Date.parse(`${local}:00Z`)));

function due(start: string, rule: DeadlineRule, pauses: Pause[] = [], zone = ural): string {
  return computeDeadline({ startedAt: at(start, zone), rule, calendar, zone, pauses }).dueLocal;
}
const dueDay = (start: string, rule: DeadlineRule, pauses: Pause[] = []) =>
  due(start, rule, pauses).slice(0, 10);

describe('the vectors of the model', () => {
  it.each([
    ['2026-04-28', '2026-05-04', '2026-05-14', '2026-05-28', '2026-05-28'],
    ['2025-12-29', '2026-01-13', '2026-01-22', '2026-01-28', '2026-01-28'],
    ['2025-10-31', '2025-11-06', '2025-11-17', '2025-11-28', '2025-12-01'],
    ['2026-05-08', '2026-05-14', '2026-05-25', '2026-06-05', '2026-06-08'],
    ['2026-12-25', '2026-12-30', '2027-01-19', '2027-01-22', '2027-01-25'],
    ['2027-02-19', '2027-02-25', '2027-03-09', '2027-03-19', '2027-03-22'],
  ])('from %s: 3 wd %s, 10 wd %s, 30 days back %s, forward %s', (start, three, ten, back, ahead) => {
    const thirty = { unit: 'calendar-day', amount: 30 } as const;
    const rolled = (roll: DeadlineRule['roll']) => makeRule({ ...thirty, roll });
    for (const time of ['T00:00', 'T13:30', 'T23:59']) {
      expect(dueDay(start + time, days(3))).toBe(three);
      expect(dueDay(start + time, days(10))).toBe(ten);
      expect(dueDay(start + time, rolled('previous-working-day'))).toBe(back);
      expect(dueDay(start + time, rolled('next-working-day'))).toBe(ahead);
    }
  });

  it.each([
    ['2026-04-29T16:30', 4, '2026-04-30T11:30'],
    ['2026-04-30T15:00', 9, '2026-05-04T17:00'],
    ['2026-12-30T17:30', 4, '2027-01-11T12:30'],
    ['2026-02-20T16:00', 9, '2026-02-24T17:00'],
    ['2025-10-31T17:30', 4, '2025-11-01T12:30'],
    ['2025-11-01T10:00', 9, '2025-11-05T12:00'],
    ['2026-05-08T16:00', 4, '2026-05-12T12:00'],
    ['2026-05-09T12:00', 4, '2026-05-12T13:00'],
    ['2027-02-19T16:00', 9, '2027-02-20T17:00'],
  ])('%s and %i working hours: %s', (start, amount, expected) => {
    expect(due(start, hours(amount))).toBe(expected);
  });
});

describe('working hours at the edges', () => {
  it.each([
    ['before opening', '2026-11-24T07:00', 1, '2026-11-24T10:00'],
    ['at opening', '2026-11-24T09:00', 1, '2026-11-24T10:00'],
    ['used up at lunch', '2026-11-24T09:00', 4, '2026-11-24T13:00'],
    ['in the lunch', '2026-11-24T13:20', 1, '2026-11-24T15:00'],
    ['across the lunch', '2026-11-24T12:30', 1, '2026-11-24T14:30'],
    ['used up at closing', '2026-11-24T10:00', 7, '2026-11-24T18:00'],
    ['at closing', '2026-11-24T18:00', 1, '2026-11-25T10:00'],
    ['at midnight', '2026-11-24T00:00', 8, '2026-11-24T18:00'],
    ['after closing of a Friday', '2026-11-27T23:00', 8, '2026-11-30T18:00'],
    ['used up at the closing of a shortened day', '2026-04-30T09:00', 7, '2026-04-30T17:00'],
    ['after the closing of a shortened day', '2026-04-30T17:30', 1, '2026-05-04T10:00'],
    ['half an hour', '2026-11-24T12:45', 0.5, '2026-11-24T14:15'],
    ['nothing', '2026-11-28T12:45', 0, '2026-11-28T12:45'],
    ['a thousand', '2026-01-12T09:00', 1000, '2026-07-13T12:00'],
  ])('%s: %s + %d = %s', (_, start, amount, expected) => {
    expect(due(start, hours(amount))).toBe(expected);
  });

  it('keeps the seconds of the start', () => {
    const startedAt = new Date('2026-11-24T07:59:30.250Z');
    const { dueAt } = computeDeadline({ startedAt, rule: hours(2), calendar, zone: ural });
    expect(dueAt.toISOString()).toBe('2026-11-24T10:59:30.250Z');
  });

  it('follows the hours of the organisation, Friday shorter', () => {
    const own = { ...sample.schedule, weekdays: { '5': [['08:00', '12:00']] as [string, string][] } };
    const start = at('2026-11-27T08:00');
    const made = computeDeadline({ startedAt: start, rule: hours(5), calendar, zone: ural, schedule: own });
    expect(made.dueLocal).toBe('2026-11-30T10:00');
  });
});

describe('other units', () => {
  const dutyHours = (amount: number) => makeRule({ unit: 'duty-hour', amount, schedule: duty });
  const clock = (amount: number) => makeRule({ unit: 'clock-hour', amount });
  const months = (amount: number) => makeRule({ unit: 'calendar-month', amount });
  it.each([
    ['duty hours run on holidays', '2026-01-01T10:00', dutyHours(4), '2026-01-01T14:00'],
    ['duty hours pass the night', '2026-01-01T18:00', dutyHours(4), '2026-01-02T10:00'],
    ['duty hours need no calendar', '2031-06-01T19:00', dutyHours(2), '2031-06-02T09:00'],
    ['clock hours never stop', '2025-12-31T20:00', clock(24), '2026-01-01T20:00'],
    ['half an hour of the clock', '2026-12-31T23:45', clock(0.5), '2027-01-01T00:15'],
    ['months end on the same day', '2026-11-24T10:00', months(12), '2027-11-24T23:59'],
    ['a month without that day ends with it', '2026-08-31T10:00', months(6), '2027-02-28T23:59'],
    ['29 February', '2023-08-29T10:00', months(6), '2024-02-29T23:59'],
    [
      'plain days reach beyond the calendar',
      '2027-12-20T10:00',
      makeRule({ unit: 'calendar-day', amount: 30 }),
      '2028-01-19T23:59',
    ],
  ])('%s', (_, start, rule, expected) => {
    expect(due(start, rule)).toBe(expected);
  });
});

describe('the end of a day', () => {
  it('is 24 hours of the last day unless the rule says otherwise', () => {
    const input = { startedAt: at('2026-04-28T10:00'), calendar, zone: ural };
    const dueBy = (dueTimeOfDay: DeadlineRule['dueTimeOfDay'], amount = 3) =>
      computeDeadline({ ...input, rule: makeRule({ amount, dueTimeOfDay }) });
    expect(dueBy('end-of-day').dueAt.toISOString()).toBe('2026-05-04T18:59:59.000Z');
    expect(dueBy('office-close').dueLocal).toBe('2026-05-04T18:00');
    expect(dueBy('office-close', 2).dueLocal).toBe('2026-04-30T17:00');
    expect(dueBy('12:00').dueLocal).toBe('2026-05-04T12:00');
  });

  it('never rolls back before the start unless the rule says so', () => {
    const rule = makeRule({ unit: 'calendar-day', amount: 5, roll: 'previous-working-day' });
    expect(dueDay('2026-01-02T10:00', rule)).toBe('2026-01-12');
    expect(dueDay('2026-01-02T10:00', { ...rule, neverBeforeStart: false })).toBe('2025-12-30');
    // Nor on the start itself: seven days from the last working day of the year are not over on that day.
    expect(dueDay('2025-12-30T10:00', { ...rule, amount: 7 })).toBe('2026-01-12');
  });
});

describe('pauses', () => {
  const pause = (from: string, to: string | null): Pause => ({
    from: at(from),
    to: to === null ? null : at(to),
    reason: 'уточнение',
  });
  const calendarDays = (amount: number) => makeRule({ unit: 'calendar-day', amount });

  it.each([
    ['within one day move nothing', days(3), [['2026-11-25T09:00', '2026-11-25T18:00']], '2026-11-27T23:59'],
    ['over one night move a day', days(3), [['2026-11-25T17:00', '2026-11-26T09:00']], '2026-11-30T23:59'],
    [
      'over a weekend move no working day',
      days(6),
      [['2026-11-27T17:00', '2026-11-29T20:00']],
      '2026-12-02T23:59',
    ],
    [
      'over a weekend move calendar days',
      calendarDays(6),
      [['2026-11-27T17:00', '2026-11-29T20:00']],
      '2026-12-02T23:59',
    ],
    [
      'that overlap count once',
      days(3),
      [
        ['2026-11-25T09:00', '2026-11-27T09:00'],
        ['2026-11-26T09:00', '2026-11-30T09:00'],
      ],
      '2026-12-02T23:59',
    ],
    [
      'one after another add up',
      days(3),
      [
        ['2026-11-25T09:00', '2026-11-26T09:00'],
        ['2026-11-27T09:00', '2026-11-30T09:00'],
      ],
      '2026-12-01T23:59',
    ],
    [
      'before the start count from the start',
      days(3),
      [['2026-11-20T09:00', '2026-11-26T09:00']],
      '2026-12-01T23:59',
    ],
    [
      'after the due day change nothing',
      days(3),
      [['2026-11-28T09:00', '2026-12-04T09:00']],
      '2026-11-27T23:59',
    ],
    [
      'that begin on the last day leave its rest for the day they end',
      days(3),
      [['2026-11-27T09:00', '2026-12-01T09:00']],
      '2026-12-01T23:59',
    ],
    [
      'within the last day move nothing',
      days(3),
      [['2026-11-27T09:00', '2026-11-27T18:00']],
      '2026-11-27T23:59',
    ],
    [
      'that begin on the last day and end on a day off leave its rest for the working day after',
      days(3),
      [['2026-11-27T09:00', '2026-11-29T09:00']],
      '2026-11-30T23:59',
    ],
    [
      'that begin on the last calendar day leave its rest too',
      calendarDays(6),
      [['2026-11-30T09:00', '2026-12-02T09:00']],
      '2026-12-02T23:59',
    ],
    [
      'that begin on the day after the last calendar day change nothing',
      calendarDays(6),
      [['2026-12-01T09:00', '2026-12-02T09:00']],
      '2026-11-30T23:59',
    ],
    ['in working hours stop them', hours(4), [['2026-11-24T15:00', '2026-11-24T16:00']], '2026-11-25T10:05'],
    ['in the night take nothing', hours(4), [['2026-11-24T18:00', '2026-11-25T08:00']], '2026-11-25T09:05'],
    [
      'that begin when all is used up change nothing',
      hours(1),
      [['2026-11-24T15:05', '2026-11-25T15:00']],
      '2026-11-24T15:05',
    ],
    [
      'of clock hours take their whole length',
      makeRule({ unit: 'clock-hour', amount: 24 }),
      [['2026-11-24T20:05', '2026-11-25T02:05']],
      '2026-11-25T20:05',
    ],
    ['that still last leave the term as it is', days(3), [['2026-11-25T09:00', null]], '2026-11-27T23:59'],
  ] as const)('%s', (_, rule, list, expected) => {
    const pauses = list.map(([from, to]) => pause(from, to));
    expect(due('2026-11-24T14:05', rule, pauses)).toBe(expected);
  });
});

describe('zones', () => {
  it('take the day of the place, not of the server', () => {
    const startedAt = new Date('2026-04-28T20:00:00Z');
    const dayIn = (zone: string) => computeDeadline({ startedAt, rule: days(3), calendar, zone }).dueLocal;
    expect(dayIn('Europe/Kaliningrad')).toBe('2026-05-04T23:59');
    expect(dayIn(ural)).toBe('2026-05-05T23:59');
    expect(dayIn('Asia/Kamchatka')).toBe('2026-05-05T23:59');
  });

  it('keep office hours by the wall clock when clocks change', () => {
    const start = at('2026-03-27T17:00', 'Europe/Berlin');
    const made = computeDeadline({ startedAt: start, rule: hours(3), calendar, zone: 'Europe/Berlin' });
    expect(made.dueLocal).toBe('2026-03-30T11:00');
    expect(made.dueAt.toISOString()).toBe('2026-03-30T09:00:00.000Z');
    expect(start.toISOString()).toBe('2026-03-27T16:00:00.000Z');
  });

  it('run clock hours by the instant when clocks change', () => {
    const rule = makeRule({ unit: 'clock-hour', amount: 24 });
    expect(due('2026-10-24T12:00', rule, [], 'Europe/Berlin')).toBe('2026-10-25T11:00');
    expect(due('2026-03-28T12:00', rule, [], 'Europe/Berlin')).toBe('2026-03-29T13:00');
  });
});

describe('years without a calendar', () => {
  it('are named, not guessed', () => {
    const count = (rule: DeadlineRule) => () => due('2027-12-29T10:00', rule);
    expect(count(days(5))).toThrow(CalendarYearMissing);
    expect(count(hours(40))).toThrow('2028');
    expect(count(makeRule({ unit: 'calendar-day', amount: 10, roll: 'next-working-day' }))).toThrow('2028');
    expect(() => due('2018-06-01T10:00', days(5))).toThrow('2018');
  });

  it('are assumed on request, and the account says so', () => {
    const assumed = compileCalendar(pack, { assumeThrough: 2028 });
    const made = computeDeadline({
      startedAt: at('2027-12-29T10:00'),
      rule: days(3),
      calendar: assumed,
      zone: ural,
    });
    expect(made.dueLocal).toBe('2028-01-11T23:59');
    expect(made.explanation.notes.map((note) => note.kind)).toContain('assumed-year');
  });

  it('an invalid date is refused', () => {
    expect(() =>
      computeDeadline({ startedAt: new Date('нет'), rule: days(3), calendar, zone: ural }),
    ).toThrow(RangeError);
  });
});
