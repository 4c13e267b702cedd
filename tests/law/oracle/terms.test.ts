import { describe, expect, it } from 'vitest';
import { addDays, addWorkingDays, isWorking, rollBack, rollForward, workingDaysBetween } from './calendar.ts';
import { appeal, at, world } from './fixtures.ts';
import { pauseExcess } from './pauses.ts';
import {
  answerDue,
  bornOverdueAllowed,
  extensionLimit,
  forwardDue,
  registrationDue,
  termStart,
} from './terms.ts';

describe('the working calendar', () => {
  it.each([
    ['2026-04-28', '2026-05-04', '2026-05-14', '2026-05-28', '2026-05-28'],
    ['2025-12-29', '2026-01-13', '2026-01-22', '2026-01-28', '2026-01-28'],
    ['2025-10-31', '2025-11-06', '2025-11-17', '2025-11-28', '2025-12-01'],
    ['2026-05-08', '2026-05-14', '2026-05-25', '2026-06-05', '2026-06-08'],
    ['2026-12-25', '2026-12-30', '2027-01-19', '2027-01-22', '2027-01-25'],
    ['2027-02-19', '2027-02-25', '2027-03-09', '2027-03-19', '2027-03-22'],
  ])('from %s', (start, three, ten, previous, next) => {
    expect(addWorkingDays(world.calendar, start, 3)).toBe(three);
    expect(addWorkingDays(world.calendar, start, 10)).toBe(ten);
    expect(rollBack(world.calendar, addDays(start, 30))).toBe(previous);
    expect(rollForward(world.calendar, addDays(start, 30))).toBe(next);
    expect(workingDaysBetween(world.calendar, start, ten)).toBe(10);
  });

  it('knows no date of a year it was not given', () => {
    expect(() => isWorking(world.calendar, '2027-05-01')).toThrow('no calendar for 2027-05-01');
    expect(() => rollBack(world.calendar, addDays('2027-04-28', 30))).toThrow(RangeError);
  });
});

describe('terms of an appeal', () => {
  it.each([
    // received, registered, term from, registration by, forward by, answer by
    ['2026-05-05', '2026-05-05', '2026-05-05', '2026-05-08', '2026-05-12', '2026-06-04'],
    ['2026-05-05', '2026-05-07', '2026-05-07', '2026-05-08', '2026-05-14', '2026-06-05'],
    // Registered (imported) a month late: the term does not wait for it.
    ['2026-05-05', '2026-06-10', '2026-05-08', '2026-05-08', '2026-05-15', '2026-06-05'],
    // Received in the New Year's days off: registered on the first working day.
    ['2026-01-02', '2026-01-12', '2026-01-12', '2026-01-12', '2026-01-19', '2026-02-11'],
  ])('received %s, registered %s', (receivedOn, registeredOn, start, register, forward, answer) => {
    const facts = { ...appeal, receivedOn, registeredOn };
    expect(termStart(world, facts)).toBe(start);
    expect(registrationDue(world, facts)).toBe(register);
    expect(forwardDue(world, facts)).toBe(forward);
    expect(answerDue(world, facts)).toBe(answer);
  });

  it('ends no term before it has begun', () => {
    const facts = {
      ...appeal,
      receivedOn: '2026-01-01',
      registeredOn: '2026-01-04',
      challengesCourtAct: true,
    };
    expect(answerDue(world, facts)).toBe('2026-01-12');
  });

  it('forwards what speaks of migration within five days', () => {
    expect(forwardDue(world, { ...appeal, migration: true })).toBe('2026-05-08');
  });

  it('extends by no more than thirty days in all', () => {
    expect(extensionLimit(world, appeal)).toBe('2026-07-03');
  });

  it('lets a late appeal be overdue at once, and no term in hours', () => {
    expect(bornOverdueAllowed(world, appeal, '2026-06-05')).toBe(true);
    expect(bornOverdueAllowed(world, appeal, '2026-06-04')).toBe(false);
    const hours = {
      ...appeal,
      regime: 'open_source' as const,
      promise: { dueAt: 0, unit: 'clock_hour' as const },
    };
    expect(bornOverdueAllowed(world, hours, '2026-06-05')).toBe(false);
    const days = {
      ...appeal,
      regime: 'pos_message' as const,
      promise: { dueAt: 0, unit: 'calendar_day' as const },
    };
    expect(bornOverdueAllowed(world, days, '2026-06-05')).toBe(true);
  });
});

describe('a pause', () => {
  it.each([
    ['clock_hour', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08', 0],
    ['clock_hour', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-09', 86_400_000],
    ['working_day', '2026-05-05', '2026-05-07', '2026-05-14', '2026-05-18', 0],
    ['working_day', '2026-05-05', '2026-05-07', '2026-05-14', '2026-05-26', 6],
    ['working_day', '2026-05-05', '2026-05-07', '2026-05-19', '2026-05-19', -2],
    ['calendar_day', '2026-05-05', '2026-05-07', '2026-06-04', '2026-06-05', 0],
    ['calendar_day', '2026-05-05', '2026-05-07', '2026-06-04', '2026-06-10', 4],
    ['calendar_day', '2026-05-05', '2026-05-25', '2026-06-04', '2026-06-05', -19],
  ] as const)('%s: from %s to %s, due %s then %s', (unit, from, to, dueBefore, dueAfter, excess) => {
    const pause = { from: at(from), to: at(to), dueBefore: at(dueBefore), dueAfter: at(dueAfter) };
    expect(pauseExcess(world, unit, pause)).toBe(excess);
  });
});
