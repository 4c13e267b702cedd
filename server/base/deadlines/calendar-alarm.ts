import type { getCalendarAlarm } from '../../../shared/contract/base/deadlines.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { CalendarPack } from './calendar/calendar-pack.ts';
import { requireReference } from './reference-data.ts';
import { localDate } from './terms.ts';

type Alarm = RouteReplyInput<typeof getCalendarAlarm>['alarm'];

/** The government decrees days off of a year before it: from this day on its calendar is asked for. */
const FIRST_DAY = '10-01';

/**
 * The year whose calendar is wanted by `today` and is not there, or is not decreed yet: its terms are counted by plain weeks, or by a
 * draft, so that somebody is to know before January does.
 */
export function calendarAlarm(today: string, { years }: Pick<CalendarPack, 'years'>): Alarm {
  const year = Number(today.slice(0, 4));
  const wanted = today.slice(5) >= FIRST_DAY ? [year, year + 1] : [year];
  for (const one of wanted) {
    const known = years.find((entry) => entry.year === one);
    if (!known) return { year: one, kind: 'missing' };
    if (known.toVerify) return { year: one, kind: 'unverified' };
  }
  return null;
}

/** What the calendar that terms are counted by lacks today. */
export const readAlarm = (now: Date): Alarm => calendarAlarm(localDate(now), requireReference().calendarPack);

/** Who loads a year, and who writes dates into letters. */
const told = ['deadlines.manage', 'office.keep'];

/** Route: for those whom it concerns; nothing for others. */
export async function readCalendarAlarm(ctx: Ctx): Promise<RouteReplyInput<typeof getCalendarAlarm>> {
  const { actor } = ctx;
  const isConcerned = isStaff(actor) && told.some((permission) => actor.permissions.has(permission));
  return { alarm: isConcerned ? readAlarm(ctx.now) : null };
}
