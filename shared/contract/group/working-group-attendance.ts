import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { attendanceMark, line, meetingCard, seen } from './working-group-meetings.ts';

export const inviteMembers = defineRoute({
  id: 'working-group.invite-members',
  method: 'POST',
  path: '/api/working-group/meetings/:id/invite',
  access: { permission: 'working-group.keep' },
  summary: 'Разослать приглашения с повесткой и файлом календаря',
  params: idParams,
  body: z.object(seen),
  reply: meetingCard.extend({ sent: z.number() }),
});

export const acknowledgeInvitation = defineRoute({
  id: 'working-group.acknowledge-invitation',
  method: 'POST',
  path: '/api/working-group/meetings/:id/acknowledge',
  access: { permission: 'working-group.take-part' },
  summary: 'Подтвердить получение приглашения',
  params: idParams,
  reply: meetingCard,
});

export const markAttendance = defineRoute({
  id: 'working-group.mark-attendance',
  method: 'POST',
  path: '/api/working-group/meetings/:id/attendance',
  access: { permission: 'working-group.keep' },
  summary: 'Отметить присутствие или отсутствие с причиной',
  params: idParams,
  body: z.object({
    ...seen,
    personId: id,
    mark: attendanceMark,
    reason: line(200).default(''),
    /** When they came; none = as it was kept, or now. */
    arrivedAt: instant.optional(),
    /** When they left before the end; null = they stayed. */
    leftAt: instant.nullable().optional(),
  }),
  reply: meetingCard,
});

export const describeDay = defineRoute({
  id: 'working-group.describe-day',
  method: 'GET',
  path: '/api/working-group/days/:day',
  access: { permission: 'working-group.read' },
  summary: 'Какой это день по календарю и куда переходит срок, если он нерабочий',
  params: z.object({ day: isoDate }),
  reply: z.object({
    day: isoDate,
    /** «вторник». */
    weekday: z.string(),
    isWorking: z.boolean(),
    /** The day a term on it is moved to; the day itself where it stays. */
    dueOn: isoDate,
  }),
});
