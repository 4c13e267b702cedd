import { z } from 'zod';
import { systemList, systemParams } from '../base/exchange.ts';
import { done, id, idParams } from '../base/person-fields.ts';
import { can, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { assignmentState } from './assignments.ts';

/** Tasks and letters of ЦУР, departments, regional bodies; their meetings; connected systems (decree 398: 2.1, 2.2, 3.5). */

export const paperDirections = ['in', 'out'] as const;
export const paperDirection = z.enum(paperDirections, 'Выберите: входящий или исходящий');
export const paperKinds = ['task', 'letter', 'request', 'report'] as const;
export const paperKind = z.enum(paperKinds, 'Выберите вид');
export type PaperKind = z.infer<typeof paperKind>;

/** `waiting` — an answer is asked for, there is none yet; `overdue` — its day is past; `noted` — none is asked for. */
export const paperStates = ['waiting', 'overdue', 'answered', 'answered-late', 'closed', 'noted'] as const;
export const paperState = z.enum(paperStates);
export type PaperState = z.infer<typeof paperState>;

export const paper = z.object({
  id: z.string(),
  direction: paperDirection,
  kind: paperKind,
  partner: z.string(),
  partnerName: z.string(),
  number: z.string(),
  datedOn: isoDate,
  subject: z.string(),
  text: z.string(),
  responsibleId: z.string().nullable(),
  responsible: z.string().nullable(),
  dueOn: isoDate.nullable(),
  /** Working days to the due day; negative = past it. null where nothing is awaited. */
  workingDaysLeft: z.number().nullable(),
  state: paperState,
  answer: z.object({ id: z.string(), number: z.string(), datedOn: isoDate }).nullable(),
  replyTo: z.object({ id: z.string(), number: z.string(), datedOn: isoDate }).nullable(),
  closedWords: z.string().nullable(),
  version: z.number(),
});
export type Paper = z.infer<typeof paper>;

export const partner = z.object({ code: z.string(), title: z.string(), clause: z.string() });

const read = { permission: 'working-group.read' } as const;
const keep = { permission: 'working-group.keep' } as const;

export const listPapers = defineRoute({
  id: 'interaction.list-papers',
  method: 'GET',
  path: '/api/interaction/papers',
  access: read,
  summary: 'Задачи и переписка с ЦУР, департаментами, органами области',
  query: z.object({
    direction: paperDirection.optional(),
    partner: z.string().max(40).optional(),
    state: z.enum(['waiting', 'overdue']).optional(),
    q: z.string().trim().max(200).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  reply: z.object({
    papers: z.array(paper),
    total: z.number(),
    pageSize: z.number(),
    waiting: z.number(),
    overdue: z.number(),
    partners: z.array(partner),
    /** Offered as the term of an answer. */
    suggestedDue: isoDate,
    legal: z.string(),
    can,
  }),
});

const paperBody = {
  direction: paperDirection,
  kind: paperKind,
  partner: z.string().min(1, 'Выберите, с кем').max(40),
  partnerName: z.string().trim().max(200, 'Не длиннее 200 знаков').default(''),
  number: z.string().trim().min(1, 'Укажите номер').max(60, 'Не длиннее 60 знаков'),
  datedOn: isoDate,
  subject: z.string().trim().min(3, 'Напишите, о чём').max(300, 'Не длиннее 300 знаков'),
  text: z.string().trim().max(5000, 'Не длиннее 5000 знаков').default(''),
  responsibleId: id.nullable().default(null),
  dueOn: isoDate.nullable().default(null),
  replyToId: id.nullable().default(null),
};

export const addPaper = defineRoute({
  id: 'interaction.add-paper',
  method: 'POST',
  path: '/api/interaction/papers',
  access: keep,
  summary: 'Записать входящий или исходящий документ; ответ закрывает то, на что отвечает',
  body: z.object(paperBody),
  reply: paper,
});

export const changePaper = defineRoute({
  id: 'interaction.change-paper',
  method: 'PATCH',
  path: '/api/interaction/papers/:id',
  access: keep,
  summary: 'Поправить запись о документе, срок, ответственного',
  params: idParams,
  body: z.object({ ...paperBody, version: z.number().int() }),
  reply: paper,
});

export const closePaper = defineRoute({
  id: 'interaction.close-paper',
  method: 'POST',
  path: '/api/interaction/papers/:id/close',
  access: keep,
  summary: 'Снять с контроля без письменного ответа, с объяснением',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    words: z.string().trim().min(5, 'Объясните, почему ответа не будет').max(500, 'Не длиннее 500 знаков'),
  }),
  reply: paper,
});

export const eventStates = ['planned', 'attended', 'missed', 'cancelled'] as const;
export const eventState = z.enum(eventStates, 'Выберите, состоялось ли');
export type EventState = z.infer<typeof eventState>;

export const outsideEvent = z.object({
  id: z.string(),
  day: isoDate,
  startsAt: z.string(),
  partner: z.string(),
  partnerName: z.string(),
  title: z.string(),
  place: z.string(),
  attendeeId: z.string(),
  attendee: z.string(),
  state: eventState,
  outcome: z.string(),
  /** Its day is past and nobody told how it went. */
  needsOutcome: z.boolean(),
  /** What was given by its outcome. */
  assignments: z.array(
    z.object({ id: z.string(), number: z.string(), text: z.string(), state: assignmentState }),
  ),
  version: z.number(),
});
export type OutsideEvent = z.infer<typeof outsideEvent>;

export const listEvents = defineRoute({
  id: 'interaction.list-events',
  method: 'GET',
  path: '/api/interaction/events',
  access: read,
  summary: 'Совещания ЦУР и департаментов, в которых участвует руководитель',
  query: z.object({ year: z.coerce.number().int().min(2020).max(2100).optional() }),
  reply: z.object({
    events: z.array(outsideEvent),
    year: z.number(),
    on: isoDate,
    partners: z.array(partner),
    /** Who attends unless another is named: the chair of the group. */
    chair: z.object({ id: z.string(), name: z.string() }).nullable(),
    can,
  }),
});

const eventBody = {
  day: isoDate,
  startsAt: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/u, 'Время в виде ЧЧ:ММ'),
  partner: z.string().min(1, 'Выберите, кто проводит').max(40),
  partnerName: z.string().trim().max(200, 'Не длиннее 200 знаков').default(''),
  title: z.string().trim().min(3, 'Напишите, о чём совещание').max(300, 'Не длиннее 300 знаков'),
  place: z.string().trim().max(200, 'Не длиннее 200 знаков').default(''),
  attendeeId: id,
};

export const addEvent = defineRoute({
  id: 'interaction.add-event',
  method: 'POST',
  path: '/api/interaction/events',
  access: keep,
  summary: 'Записать совещание департамента или ЦУР',
  body: z.object(eventBody),
  reply: outsideEvent,
});

export const tellOutcome = defineRoute({
  id: 'interaction.tell-outcome',
  method: 'POST',
  path: '/api/interaction/events/:id/outcome',
  access: keep,
  summary: 'Записать, чем кончилось совещание',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    state: z.enum(['attended', 'missed', 'cancelled'], 'Выберите, состоялось ли'),
    outcome: z.string().trim().min(3, 'Напишите, чем кончилось').max(3000, 'Не длиннее 3000 знаков'),
  }),
  reply: outsideEvent,
});

export const issueOutcome = defineRoute({
  id: 'interaction.issue-outcome',
  method: 'POST',
  path: '/api/interaction/events/:id/assignments',
  access: { permission: 'assignments.control' },
  summary: 'Выдать поручение по итогу совещания: оно сразу на контроле и помнит, откуда взялось',
  params: idParams,
  body: z.object({
    text: z.string().trim().min(5, 'Напишите, что сделать').max(2000, 'Не длиннее 2000 знаков'),
    responsibleId: id,
    dueOn: isoDate.nullable().default(null),
    expectedResult: z
      .string()
      .trim()
      .min(3, 'Напишите, по чему видно, что сделано')
      .max(500, 'Не длиннее 500 знаков'),
  }),
  reply: outsideEvent,
});

export const removeEvent = defineRoute({
  id: 'interaction.remove-event',
  method: 'DELETE',
  path: '/api/interaction/events/:id',
  access: keep,
  summary: 'Убрать совещание, записанное по ошибке',
  params: idParams,
  query: z.object({ version: z.coerce.number().int() }),
  reply: done,
});

/** `silent` — connected, and nothing came for long; `none` — not connected. */
export const listSystems = defineRoute({
  id: 'interaction.list-systems',
  method: 'GET',
  path: '/api/interaction/systems',
  access: read,
  summary: 'Подключённые системы: последний обмен, очередь, ошибки, ответственный',
  reply: systemList,
});

export const setSystemOwner = defineRoute({
  id: 'interaction.set-system-owner',
  method: 'PUT',
  path: '/api/interaction/systems/:code/owner',
  access: keep,
  summary: 'Назначить ответственного за обмен с системой',
  params: systemParams,
  body: z.object({ personId: id, note: z.string().trim().max(300, 'Не длиннее 300 знаков').default('') }),
  reply: done,
});
