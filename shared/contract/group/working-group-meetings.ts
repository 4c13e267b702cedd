import { z } from 'zod';
import { done, id, idParams } from '../base/person-fields.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { groupRole } from './working-group.ts';
import { voteCounts } from './working-group-decisions.ts';
import { agendaItem } from './working-group-items.ts';

/** Meetings of the working group: plan, agenda, papers, invitations, attendance. What happens in one: working-group-live.ts. */

export const meetingForms = ['in_person', 'remote', 'absentee'] as const;
export const meetingForm = z.enum(meetingForms, 'Выберите форму');
export type MeetingForm = z.infer<typeof meetingForm>;

export const meetingState = z.enum([
  'planned',
  'agenda_draft',
  'agenda_sent',
  'running',
  'held',
  'protocol_draft',
  'protocol_review',
  'signed',
  'distributed',
  'closed',
  'cancelled',
]);
export type MeetingState = z.infer<typeof meetingState>;

export const attendanceMarks = ['expected', 'present', 'remote', 'absent', 'substituted'] as const;
export const attendanceMark = z.enum(attendanceMarks, 'Выберите отметку');
export type AttendanceMark = z.infer<typeof attendanceMark>;

export const attendee = z.object({
  personId: z.string(),
  name: z.string(),
  position: z.string(),
  role: groupRole,
  mark: attendanceMark,
  reason: z.string(),
  substituteId: z.string().nullable(),
  substitute: z.string().nullable(),
  arrivedAt: z.string().nullable(),
  /** Left before the end. */
  leftAt: z.string().nullable(),
  invitedAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
});
export type Attendee = z.infer<typeof attendee>;

export const meetingRow = z.object({
  id: z.string(),
  number: z.number().nullable(),
  year: z.number(),
  day: isoDate,
  startsAt: z.string(),
  place: z.string(),
  form: meetingForm,
  topic: z.string(),
  state: meetingState,
  items: z.number(),
  present: z.number(),
  members: z.number(),
  cancelReason: z.string().nullable(),
  /** The day it did take place; null before it, and for meetings held before it was kept. */
  heldOn: isoDate.nullable(),
});
export type MeetingRow = z.infer<typeof meetingRow>;

/** `isPresiding`: the reader presides or presided, and signs. */
export const listedMeeting = meetingRow.extend({ isPresiding: z.boolean() });
export type ListedMeeting = z.infer<typeof listedMeeting>;

export const meetingCard = meetingRow.extend({
  link: z.string(),
  presiding: z.object({ personId: z.string(), name: z.string(), role: groupRole }).nullable(),
  /** Who presided from when to when. */
  presided: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      role: groupRole,
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  usesQuorum: z.boolean(),
  usesVotes: z.boolean(),
  voteUntil: z.string().nullable(),
  invitedAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Votes by which the agenda was approved at the opening; null where nobody counted. */
  agendaVotes: voteCounts.nullable(),
  /** The day by which agenda and papers should be with the members. */
  papersBy: isoDate,
  currentItemId: z.string().nullable(),
  /** When the meeting came to that item this time. */
  currentSince: instant.nullable(),
  /** The decision put to the vote in the room. */
  votingId: z.string().nullable(),
  /** Whose vote on it the reader may still cast: their own, or of whom they stand in for. */
  votesLeft: z.array(z.object({ personId: z.string(), name: z.string() })),
  /** The decision as it is being typed. */
  draft: z
    .object({
      itemId: z.string(),
      text: z.string(),
      responsible: z.string().nullable(),
      dueOn: isoDate.nullable(),
    })
    .nullable(),
  attendance: z.array(attendee),
  guests: z.array(z.object({ name: z.string(), position: z.string() })),
  agenda: z.array(agendaItem),
  papers: z.array(z.object({ fileId: z.string(), title: z.string(), kind: z.string(), bytes: z.number() })),
  quorum: z.object({ present: z.number(), members: z.number(), needed: z.number(), isMet: z.boolean() }),
  /** What should hold before the next step, each with whether it does; `isAhead`: its day has not come, nothing is amiss. */
  checks: z.array(z.object({ text: z.string(), isDone: z.boolean(), isAhead: z.boolean() })),
  version: z.number(),
  /** Moves and acts the reader may make now. */
  can,
});
export type MeetingCard = z.infer<typeof meetingCard>;

export const monthOfMeetings = z.object({
  /** `YYYY-MM`. */
  month: z.string(),
  held: z.number(),
  planned: z.number(),
  /** `held` — enough were held; `warning` — the month runs out without one; `breach` — it ended without one. */
  state: z.enum(['before', 'held', 'planned', 'none', 'warning', 'breach']),
});
export type MonthOfMeetings = z.infer<typeof monthOfMeetings>;

export const listMeetings = defineRoute({
  id: 'working-group.list-meetings',
  method: 'GET',
  path: '/api/working-group/meetings',
  access: { permission: 'working-group.read' },
  summary: 'Заседания года и месяцы без заседаний',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2199).optional() }),
  reply: z.object({
    year: z.number(),
    /** Years there are meetings in, and the present one. */
    years: z.array(z.number()),
    meetings: z.array(listedMeeting),
    months: z.array(monthOfMeetings),
    /** The last day a meeting is due by; null while this month has had its own. */
    nextBy: isoDate.nullable(),
    rule: z.object({ perMonth: z.number(), warnOnDay: z.number(), clause: z.string() }),
    /** What a new meeting is proposed for: a working day, the group's own where it has one, at its usual hour and place. */
    proposed: z.object({ day: isoDate, startsAt: z.string(), place: z.string() }),
    can,
  }),
});

export const getMeeting = defineRoute({
  id: 'working-group.get-meeting',
  method: 'GET',
  path: '/api/working-group/meetings/:id',
  access: { permission: 'working-group.read' },
  summary: 'Карточка заседания',
  params: idParams,
  reply: meetingCard,
});

const startsAt = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Время в виде 10:00');
export const line = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);

const settings = {
  day: isoDate,
  startsAt,
  place: line(200).default(''),
  link: line(300).default(''),
  form: meetingForm.default('in_person'),
  topic: line(300).default(''),
  usesQuorum: z.boolean().default(false),
  usesVotes: z.boolean().default(false),
  voteUntil: instant.nullable().default(null),
  guests: z
    .array(z.object({ name: line(120).min(2, 'Укажите имя'), position: line(200).default('') }))
    .max(40)
    .default([]),
};

export const createMeeting = defineRoute({
  id: 'working-group.create-meeting',
  method: 'POST',
  path: '/api/working-group/meetings',
  access: { permission: 'working-group.keep' },
  summary: 'Назначить заседание рабочей группы',
  body: z.object(settings),
  reply: meetingCard,
});

export const planYear = defineRoute({
  id: 'working-group.plan-year',
  method: 'POST',
  path: '/api/working-group/plan',
  access: { permission: 'working-group.keep' },
  summary: 'План заседаний на год: по одному в каждый месяц, где ещё нет',
  body: z.object({
    year: z.number().int().min(2020).max(2100),
    /** The n-th such weekday of a month; a day off moves to the next working day. */
    ordinal: z.number().int().min(1).max(4),
    weekday: z.number().int().min(1).max(5),
    startsAt,
    place: line(200).default(''),
  }),
  reply: z.object({ made: z.number(), year: z.number() }),
});

export const seen = { version: z.number().int() };

export const changeMeeting = defineRoute({
  id: 'working-group.change-meeting',
  method: 'PATCH',
  path: '/api/working-group/meetings/:id',
  access: { permission: 'working-group.keep' },
  summary: 'Изменить день, место, форму, правила заседания',
  params: idParams,
  body: z.object({ ...seen, ...settings }),
  reply: meetingCard,
});

export const cancelMeeting = defineRoute({
  id: 'working-group.cancel-meeting',
  method: 'POST',
  path: '/api/working-group/meetings/:id/cancel',
  access: { permission: 'working-group.keep' },
  summary: 'Отменить заседание с причиной; приглашённым уходит отмена',
  params: idParams,
  body: z.object({ ...seen, reason: line(300).min(3, 'Назовите причину') }),
  reply: meetingCard,
});

export const removeMeeting = defineRoute({
  id: 'working-group.remove-meeting',
  method: 'DELETE',
  path: '/api/working-group/meetings/:id',
  access: { permission: 'working-group.keep' },
  summary: 'Убрать из плана заседание, о котором никого не извещали',
  params: idParams,
  query: z.object({ version: z.coerce.number().int() }),
  reply: done,
});

export const addPaper = defineRoute({
  id: 'working-group.add-paper',
  method: 'POST',
  path: '/api/working-group/meetings/:id/papers',
  access: { permission: 'working-group.keep' },
  summary: 'Приложить материал к заседанию',
  params: idParams,
  body: z.object({
    ...seen,
    fileId: id,
    token: z.string().max(200),
    title: line(200).min(2, 'Назовите материал'),
  }),
  reply: meetingCard,
});

export const removePaper = defineRoute({
  id: 'working-group.remove-paper',
  method: 'DELETE',
  path: '/api/working-group/meetings/:id/papers/:fileId',
  access: { permission: 'working-group.keep' },
  summary: 'Убрать материал заседания',
  params: z.object({ id, fileId: id }),
  query: z.object({ version: z.coerce.number().int() }),
  reply: meetingCard,
});
