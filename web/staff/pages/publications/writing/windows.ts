import type { PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import { formatTime, localDay } from '../../../../../shared/text/dates.ts';
import { isWithin } from '../../../../../shared/text/pages/preflight.ts';
import { addDays } from '../../../../../shared/text/periods.ts';

/** A moment as a person of the city tells it: `YYYY-MM-DD` and `HH:MM`. */
export interface LocalMoment {
  day: string;
  time: string;
}

export interface WindowsAsked {
  /** Local times that are offered, in order. */
  windows: readonly string[];
  /** Nothing is offered in them; they may go over midnight. */
  quietHours: { from: string; to: string };
  /** Days pages are silent on. */
  quietDays: ReadonlySet<string>;
  /** Moments something of the chosen pages goes out at already, as `momentKey` writes them. */
  taken: ReadonlySet<string>;
  now: LocalMoment;
}

/** No city plans its posts further by windows. */
const FURTHEST_DAYS = 60;

export const momentKey = ({ day, time }: LocalMoment): string => `${day} ${time}`;

const isAfter = (a: LocalMoment, b: LocalMoment): boolean => momentKey(a) > momentKey(b);

/** The free windows from a day on, in order, `count` at most. */
export function listWindows(asked: WindowsAsked, from: string, count: number): LocalMoment[] {
  const { windows, quietHours, quietDays, taken, now } = asked;
  const first = from > now.day ? from : now.day;
  const found: LocalMoment[] = [];
  for (let on = 0; on < FURTHEST_DAYS && found.length < count; on++) {
    const day = addDays(first, on);
    if (quietDays.has(day)) continue;
    for (const time of windows) {
      const moment = { day, time };
      if (isWithin(time, quietHours) || taken.has(momentKey(moment)) || !isAfter(moment, now)) continue;
      found.push(moment);
    }
  }
  return found.slice(0, count);
}

/** What is offered for a day: its first free window; later today a quarter of an hour hence; else the next window there is. */
export function offerMoment(asked: WindowsAsked, day: string): LocalMoment | null {
  const [window] = listWindows(asked, day, 1);
  if (window?.day === day) return window;
  return (day === asked.now.day && !asked.quietDays.has(day) && soon(asked)) || window || null;
}

/** Time enough to look it through and to send it. */
const LEAD_MINUTES = 15;

function soon({ now, quietHours }: WindowsAsked): LocalMoment | null {
  const [hours = 0, minutes = 0] = now.time.split(':').map(Number);
  const at = Math.ceil((hours * 60 + minutes + LEAD_MINUTES) / 15) * 15;
  if (at >= 24 * 60) return null;
  const time = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return isWithin(time, quietHours) ? null : { day: now.day, time };
}

export const localMoment = (at: string | number, zone: string): LocalMoment => ({
  day: localDay(at, zone),
  time: formatTime(at, zone),
});

/** What is offered for these pages by the calendar at hand: of days it does not show nothing is known, and they count as free. */
export function windowsFor(
  calendar: Pick<PublicationCalendar, 'windows' | 'quietHours' | 'days' | 'pages'>,
  pageIds: readonly string[],
  { zone, now, except = '' }: { zone: string; now: number; except?: string },
): WindowsAsked {
  const items = calendar.pages
    .filter(({ id }) => pageIds.includes(id))
    .flatMap(({ days }) => days.flatMap((day) => day.items))
    .filter(({ state, publicationId }) => state !== 'withdrawn' && (publicationId ?? 'outside') !== except);
  return {
    windows: calendar.windows,
    quietHours: calendar.quietHours,
    quietDays: new Set(calendar.days.filter(({ quiet }) => quiet !== '').map(({ day }) => day)),
    taken: new Set(items.map(({ at }) => momentKey(localMoment(at, zone)))),
    now: localMoment(now, zone),
  };
}
