import { describe, expect, it } from 'vitest';
import { formatLeft } from '../../../shared/text/deadlines.ts';
import { CalendarYearMissing, compileCalendar } from './calendar/calendar.ts';
import { readShippedCalendar, readShippedRules } from './packs.ts';
import { remainingWorkingTime } from './remaining.ts';

const calendar = compileCalendar(readShippedCalendar());
const { schedules } = readShippedRules();
const local = (text: string) => new Date(`${text}:00+05:00`);

function left(now: string, due = '2026-12-02T23:59', start = '2026-11-24T14:05', schedule = 'office') {
  return remainingWorkingTime({
    now: local(now),
    startedAt: local(start),
    dueAt: local(due),
    calendar,
    zone: 'Asia/Yekaterinburg',
    schedule: schedules.get(schedule)!,
  });
}

describe('remainingWorkingTime', () => {
  it.each([
    ['at the start', '2026-11-24T14:05', 235 + 6 * 480, 6, 'quiet', '6 рабочих дней'],
    ['as on the card', '2026-11-27T10:00', 420 + 3 * 480, 3, 'quiet', '3 рабочих дня'],
    ['over a weekend', '2026-11-29T10:00', 3 * 480, 3, 'normal', '3 рабочих дня'],
    ['the day before', '2026-12-01T17:00', 60 + 480, 1, 'soon', '1 рабочий день'],
    ['the last morning', '2026-12-02T09:40', 440, 0, 'soon', '7 ч 20 мин'],
    ['the last night', '2026-12-02T21:00', 0, 0, 'soon', '0 мин'],
    ['an hour after', '2026-12-03T10:00', -60, 1, 'overdue', 'просрочено на 1 рабочий день'],
  ])('%s: %s', (_, now, workingMinutes, workingDays, state, text) => {
    const found = left(now);
    expect(found).toMatchObject({ workingMinutes, workingDays, state, isOverdue: state === 'overdue' });
    expect(formatLeft(found.workingMinutes, found.workingDays).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('counts a breach of hours from the moment it is due', () => {
    const found = left('2026-11-25T12:00', '2026-11-25T11:20', '2026-11-25T09:20');
    expect(found).toMatchObject({ isOverdue: true, workingMinutes: -40, workingDays: 0, leftShare: 0 });
    expect(formatLeft(found.workingMinutes, found.workingDays)).toBe('просрочено на 40\u00a0мин');
  });

  it('gives the share of working time for the bar', () => {
    expect(left('2026-11-25T10:00', '2026-11-25T13:00', '2026-11-25T09:00').leftShare).toBe(0.75);
    expect(left('2026-11-28T12:00', '2026-11-29T00:00', '2026-11-28T00:00').leftShare).toBe(0.5);
    expect(left('2026-11-24T10:00').leftShare).toBe(1);
  });

  it.each([
    ['half is left', '2026-11-25T11:00', 0.5, 'normal'],
    ['more than half', '2026-11-25T10:59', 0.504, 'quiet'],
    ['a fifth', '2026-11-25T12:12', 0.2, 'normal'],
    ['less than a fifth', '2026-11-25T12:13', 0.196, 'soon'],
    ['its very moment', '2026-11-25T13:00', 0, 'soon'],
    ['a minute after', '2026-11-25T13:01', 0, 'overdue'],
  ])('of a morning, %s: %s', (_, now, leftShare, state) => {
    const found = left(now, '2026-11-25T13:00', '2026-11-25T09:00');
    expect(found).toMatchObject({ state, isOverdue: state === 'overdue' });
    expect(found.leftShare).toBeCloseTo(leftShare, 3);
  });

  it('overdue within a break, nothing of the time people work has passed', () => {
    const found = left('2026-11-25T13:30', '2026-11-25T13:10', '2026-11-25T09:00');
    expect(found).toMatchObject({ isOverdue: true, workingMinutes: 0, leftShare: 0 });
  });

  it('a term that ends as it begins has nothing left', () => {
    expect(left('2026-11-28T12:00', '2026-11-28T12:00', '2026-11-28T12:00').leftShare).toBe(0);
  });

  it('measures a duty term by the duty', () => {
    expect(left('2026-11-28T19:00', '2026-11-29T09:00', '2026-11-28T17:00', 'duty').workingMinutes).toBe(120);
  });

  it('does not guess years', () => {
    expect(() => left('2027-12-30T10:00', '2028-01-15T10:00')).toThrow(CalendarYearMissing);
  });
});
