import { getCalendarYear } from '../../../shared/contract/base/deadlines.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { firstOf, numberAt } from '../../../shared/lists.ts';
import { type Instant, localDay } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { useRoute } from '../../lib/query.ts';
import { useZone } from '../../lib/session.ts';

type Day = RouteReply<typeof getCalendarYear>['days'][number];

/** Days off between two local days, first excluded and last included; `special` are the days the calendar names. */
export function listDaysOff(from: string, to: string, special: readonly Day[]): string[] {
  const kinds = new Map(special.map(({ date, kind }) => [date, kind]));
  const off: string[] = [];
  for (let at = Date.parse(from) + DAY; at <= Date.parse(to); at += DAY) {
    const date = new Date(at).toISOString().slice(0, 10);
    const weekday = new Date(at).getUTCDay();
    const isWeekend = weekday === 0 || weekday === 6;
    const kind = kinds.get(date);
    if (kind === 'off' || (isWeekend && kind !== 'working-weekend' && kind !== 'shortened')) off.push(date);
  }
  return off;
}

export interface WorkingDays {
  /** Working days after the first day up to the last; negative backwards. */
  count: number;
  /** `YYYY-MM-DD` of the days between that do not count. */
  off: string[];
}

/** Pure count over the days of the calendar; see `useWorkingDays`. */
export function countWorkingDays(from: string, to: string, special: readonly Day[]): WorkingDays {
  if (to < from) {
    const { count, off } = countWorkingDays(to, from, special);
    return { count: -count, off };
  }
  const off = listDaysOff(from, to, special);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  return { count: days - off.length, off };
}

type Moment = Instant | null | undefined;

/** Working days from one moment to another by the municipality's calendar; null until it is read or when it is not known. */
export function useWorkingDays(from: Moment, to: Moment): WorkingDays | null {
  const zone = useZone();
  const [a, b] = [from, to].map((at) => (at ? localDay(at, zone) : null));
  const years = [a, b].map((day) => (day ? Number(day.slice(0, 4)) : 2000));
  const isAsked = Boolean(a && b);
  const forever = { enabled: isAsked, staleTime: Number.POSITIVE_INFINITY };
  const first = useRoute(getCalendarYear, { params: { year: firstOf(years) } }, forever).data;
  const second = useRoute(getCalendarYear, { params: { year: numberAt(years, 1) } }, forever).data;
  if (!a || !b || !first || !second) return null;
  return countWorkingDays(a, b, [...first.days, ...second.days]);
}
