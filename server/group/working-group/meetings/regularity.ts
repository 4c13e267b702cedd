import type { MonthOfMeetings } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { GroupRules } from '../composition/rules-pack.ts';

interface Held {
  day: string;
  isHeld: boolean;
  isAhead: boolean;
}

/**
 * Whether a month had its meetings (decree 398, chapter 3, clause 8): a month that has ended without one is a breach; from the
 * day of warning on, the present one without a held meeting is warned of, even where one is planned — a plan is no meeting.
 * @param since first day of the group; its own month is asked for nothing.
 */
export function judgeMonth(
  month: string,
  meetings: readonly Held[],
  today: string,
  since: string | null,
  rules: Pick<GroupRules, 'meetingsPerMonth' | 'warnOnDay'>,
): MonthOfMeetings {
  const own = meetings.filter(({ day }) => day.startsWith(month));
  const held = own.filter(({ isHeld }) => isHeld).length;
  const planned = own.filter(({ isAhead }) => isAhead).length;
  return { month, held, planned, state: stateOf() };

  function stateOf(): MonthOfMeetings['state'] {
    if (held >= rules.meetingsPerMonth) return 'held';
    if (since === null || month <= since.slice(0, 7)) return held > 0 ? 'held' : 'before';
    const now = today.slice(0, 7);
    if (month < now) return 'breach';
    if (month === now && Number(today.slice(8)) >= rules.warnOnDay) return 'warning';
    return planned > 0 ? 'planned' : 'none';
  }
}

/** `YYYY-MM` of the twelve months. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);

/** Last day of a month `YYYY-MM`. */
export function monthEnd(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** The n-th such weekday (1 = Monday) of a month. */
export function nthWeekday(month: string, ordinal: number, weekday: number): string {
  const first = new Date(`${month}-01T00:00Z`).getUTCDay() || 7;
  const day = 1 + ((weekday - first + 7) % 7) + (ordinal - 1) * 7;
  return `${month}-${String(day).padStart(2, '0')}`;
}
