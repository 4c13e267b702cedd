import { beforeAll, describe, expect, it } from 'vitest';
import { officeHours, officeMinutesBetween } from './office-hours.ts';
import { loadReference } from './reference-data.ts';
import { DeadlineRuleMissing } from './rules.ts';
import {
  addWorkingDays,
  describeTerm,
  localDate,
  localDayEnd,
  localDayStart,
  localMonth,
  localTime,
  recountTerm,
  rollDay,
  scheduleOf,
  startTerm,
  startTermIfAny,
  termLine,
  workingDaysBetween,
} from './terms.ts';

beforeAll(() => loadReference('Asia/Yekaterinburg'));

/** A moment by the clock of the city. */
const local = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+05:00`);
/** The same, to read. */
const show = (at: Date): string =>
  new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

describe('the clock of the city', () => {
  it.each([
    ['2026-11-24T18:59:59Z', '2026-11-24', '2026-11', '23:59'],
    ['2026-11-24T19:00:00Z', '2026-11-25', '2026-11', '00:00'],
    ['2026-11-30T19:05:59Z', '2026-12-01', '2026-12', '00:05'],
    ['2026-12-31T19:00:00Z', '2027-01-01', '2027-01', '00:00'],
    ['2026-11-24T07:07:00Z', '2026-11-24', '2026-11', '12:07'],
  ])('%s is %s of %s, %s', (instant, date, month, time) => {
    const at = new Date(instant);
    expect([localDate(at), localMonth(at), localTime(at)]).toEqual([date, month, time]);
  });

  it('begins a day at its midnight and ends it a second before the next', () => {
    expect(localDayStart('2026-11-24').toISOString()).toBe('2026-11-23T19:00:00.000Z');
    expect(localDayEnd('2026-11-24').toISOString()).toBe('2026-11-24T18:59:59.000Z');
  });
});

describe('working days', () => {
  it.each([
    ['the same day', '2026-11-24 09:00', '2026-11-24 18:00', 0],
    ['the next', '2026-11-24 23:59', '2026-11-25 00:00', 1],
    ['over a weekend', '2026-11-27 09:00', '2026-11-30 09:00', 1],
    ['backwards', '2026-11-30 09:00', '2026-11-26 09:00', -2],
    ['over the holidays of New Year', '2026-12-30 09:00', '2027-01-11 09:00', 1],
  ])('between %s', (_name, from, to, days) => {
    expect(workingDaysBetween(local(from), local(to))).toBe(days);
  });

  it.each([
    ['2026-11-28', 'forward', '2026-11-30'],
    ['2026-11-28', 'back', '2026-11-27'],
    ['2026-11-28', 'none', '2026-11-28'],
    ['2026-11-27', 'forward', '2026-11-27'],
    ['2026-11-27', 'back', '2026-11-27'],
  ] as const)('%s rolled %s is %s', (date, roll, day) => {
    expect(rollDay(date, roll)).toBe(day);
  });

  it.each([
    ['2026-11-24', 3, '2026-11-27'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-30', -1, '2026-11-27'],
  ])('%s and %s more is %s', (date, count, day) => {
    expect(addWorkingDays(date, count)).toBe(day);
  });

  it('are not guessed past the calendar: the reader is told which year', () => {
    expect(() => addWorkingDays('2029-12-27', 20)).toThrow(
      expect.objectContaining({ code: 'lib.bad-input' }),
    );
    expect(() => addWorkingDays('2029-12-27', 20)).toThrow('2030');
    expect(() => addWorkingDays('30.11.2026', 1)).toThrow(RangeError);
  });
});

describe('a term', () => {
  const startedAt = local('2026-11-24 14:05');

  it('is frozen with the versions it began with', () => {
    expect(startTerm('answer-3wd', startedAt)).toEqual({
      ruleId: 'answer-3wd',
      ruleVersion: '2026.1',
      calendarVersion: expect.any(String),
      dueAt: new Date('2026-11-27T18:59:59.000Z'),
    });
  });

  it('is none where no version of its rule was in force', () => {
    const before = local('2023-12-31 12:00');
    expect(() => startTerm('pos-answer', before)).toThrow(DeadlineRuleMissing);
    expect(startTermIfAny('pos-answer', before)).toBeNull();
    expect(startTermIfAny('pos-answer', startedAt)).toEqual(startTerm('pos-answer', startedAt));
    expect(() => startTermIfAny('pos-answer', new Date(Number.NaN))).toThrow(RangeError);
  });

  const pauses = [
    { from: local('2026-11-25 10:00'), to: local('2026-11-26 10:00'), reason: 'ждём уточнения' },
  ];
  const frozen = { ruleId: 'answer-3wd', ruleVersion: '2026.1', startedAt };

  it('moves by its pauses', () => {
    expect(show(recountTerm(frozen))).toBe('2026-11-27 23:59:59');
    expect(show(recountTerm({ ...frozen, pauses }))).toBe('2026-11-30 23:59:59');
  });

  it('is told with its pauses and its subject', () => {
    const told = describeTerm({ ...frozen, pauses, subject: 'дороги · яма' });
    expect(told.text).toContain('дороги · яма');
    expect(told.days.filter(({ isPaused }) => isPaused).map(({ date }) => date)).toEqual(['2026-11-26']);
    const plain = describeTerm(frozen);
    expect(plain.text).not.toContain('яма');
    expect(plain.days.some(({ isPaused }) => isPaused)).toBe(false);
  });

  it('is counted in the hours of its rule, else of the office', () => {
    expect(scheduleOf('duty-2h').id).toBe('duty');
    expect(scheduleOf('answer-3wd').id).toBe('office');
    expect(scheduleOf('no-such-rule').id).toBe('office');
    expect(scheduleOf(undefined).id).toBe('office');
  });
});

describe('a line of a term', () => {
  const term = { startedAt: local('2026-11-24 09:00'), dueAt: local('2026-11-24 18:00') };

  it('says how much is left now', () => {
    expect(termLine(local('2026-11-24 13:00'), term)).toEqual({
      startedAt: term.startedAt.toISOString(),
      dueAt: term.dueAt.toISOString(),
      leftShare: 0.5,
      leftWorkingMinutes: 240,
      state: expect.stringMatching(/^(?!stopped)/),
    });
  });

  it('or was left when it stopped, whatever the hour is now', () => {
    const stopped = { ...term, stoppedAt: local('2026-11-24 11:00') };
    expect(termLine(local('2026-11-26 13:00'), stopped)).toMatchObject({
      leftWorkingMinutes: 360,
      state: 'stopped',
    });
  });
});

describe('hours of the office as columns', () => {
  it('hold a line for each local day, both ends with it', () => {
    const { first, before, spans } = officeHours(local('2026-11-27 23:00'), local('2026-11-30 00:00'));
    expect(new Date(first * 86_400_000).toISOString().slice(0, 10)).toBe('2026-11-27');
    expect(before.map((minutes) => minutes - before[0]!)).toEqual([0, 480, 480, 480]);
    expect(spans).toEqual([
      [540, 0, 0, 540],
      [780, 0, 0, 780],
      [840, 0, 0, 840],
      [1080, 0, 0, 1080],
    ]);
  });

  it('end where the calendar ends', () => {
    const dates = ({ first, before }: ReturnType<typeof officeHours>) =>
      [first, first + before.length - 1].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    expect(dates(officeHours(local('2010-05-01 12:00'), local('2019-01-03 12:00')))).toEqual([
      '2019-01-01',
      '2019-01-03',
    ]);
    expect(dates(officeHours(local('2029-12-30 12:00'), local('2040-01-01 12:00')))).toEqual([
      '2029-12-30',
      '2029-12-31',
    ]);
  });

  it.each([
    ['a day', '2026-11-24 00:00', '2026-11-25 00:00', 480],
    ['a minute', '2026-11-24 09:00', '2026-11-24 09:01', 1],
    ['a weekend', '2026-11-28 09:00', '2026-11-29 18:00', 0],
  ])('minutes of %s', (_name, from, to, minutes) => {
    expect(officeMinutesBetween(local(from), local(to))).toBe(minutes);
  });
});
