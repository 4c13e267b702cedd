import { sql } from 'kysely';
import type { describeDay as describeDayRoute } from '../../../../shared/contract/group/working-group-attendance.ts';
import type { listMeetings } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput, RouteReply } from '../../../../shared/contract/route.ts';
import { formatWeekday } from '../../../../shared/text/dates.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isWorkingDay, rollDue } from '../composition/rules-pack.ts';
import { proposeDay } from './usual-day.ts';

/** So many meetings back tell what day, hour and place are the group's own: two years of monthly ones. */
const LOOKED_AT = 24;

/** Day, hour and place a new meeting is proposed for: those the group meets at. */
export async function proposeMeeting(
  ctx: Ctx,
  today: string,
): Promise<RouteReply<typeof listMeetings>['proposed']> {
  const { rows } = await sql<{ day: string; starts: string; place: string }>`
    SELECT day, starts_at AS starts, place FROM working_group.meeting WHERE state <> 'cancelled'
    ORDER BY day DESC LIMIT ${LOOKED_AT}`.execute(ctx.db);
  const [last] = rows;
  return {
    day: proposeDay(
      rows.map(({ day }) => day),
      today,
      isWorkingDay,
    ),
    startsAt: last?.starts ?? '10:00',
    place: last?.place ?? '',
  };
}

type Describe = typeof describeDayRoute;

/** Route: what day it is by the calendar, and where a term on it is moved. */
export function describeDay(_: Ctx, { params }: HandlerInput<Describe>): Promise<RouteReply<Describe>> {
  const { day } = params;
  return Promise.resolve({
    day,
    weekday: formatWeekday(day),
    isWorking: isWorkingDay(day),
    dueOn: rollDue(day),
  });
}
