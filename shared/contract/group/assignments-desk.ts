import { z } from 'zod';
import { done, id, idParams } from '../base/person-fields.ts';
import { caseNumber, outcome } from '../messages/cases.ts';
import { can, isoDate } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { assignmentCard, assignmentState, boardFilter } from './assignments.ts';

/** The secretary's desk: answers and a post after a fulfilled assignment, messages behind decisions, reminders, templates, export. */

const seen = { version: z.number().int() };
const words = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);
const byControl = { access: { permission: 'assignments.control' } } as const;

export const getOutcome = defineRoute({
  id: 'assignments.get-outcome',
  method: 'GET',
  path: '/api/assignments/:id/outcome',
  access: { permission: 'assignments.take-part' },
  summary: 'Что сказать жителям по исполненному поручению: ответы и черновик публикации',
  params: idParams,
  reply: z.object({
    /** Cases behind the links: those that wait for an answer, those that have one, those of other blocks. */
    waiting: z.number(),
    answered: z.number(),
    hidden: z.number(),
    people: z.number(),
    answerText: z.string(),
    postText: z.string(),
    answersAt: z.string().nullable(),
    version: z.number(),
    can,
  }),
});

export const proposeAnswers = defineRoute({
  id: 'assignments.propose-answers',
  method: 'POST',
  path: '/api/assignments/:id/answers',
  ...byControl,
  summary: 'Предложить ответы жителям связанных дел: каждый идёт через согласование',
  params: idParams,
  body: z.object({
    ...seen,
    text: words(20_000).min(20, 'Напишите, что сделано: ответ слишком короткий'),
    outcome: outcome.exclude(['planned'], 'Выберите результат'),
  }),
  reply: assignmentCard.extend({
    sent: z.number(),
    refused: z.array(z.object({ id: z.string(), number: z.string(), reason: z.string() })),
  }),
});

export const savePost = defineRoute({
  id: 'assignments.save-post',
  method: 'PUT',
  path: '/api/assignments/:id/post',
  ...byControl,
  summary: 'Сохранить черновик публикации «вы сообщили — мы сделали»',
  params: idParams,
  body: z.object({ ...seen, text: words(10_000).min(1, 'Черновик пуст') }),
  reply: assignmentCard,
});

const useRow = z.object({
  kind: z.enum(['case', 'problem']),
  title: z.string(),
  href: z.string().nullable(),
  people: z.number(),
  /** The item of the agenda it was heard under; empty where a paper of another kind bound it. */
  item: z.string(),
  meetingId: z.string().nullable(),
  basis: z.string(),
  basisOn: isoDate,
  /** Of the decision or the assignment. */
  text: z.string(),
  /** Null where the decision binds nobody. */
  assignment: z
    .object({
      id: z.string(),
      number: z.string(),
      state: assignmentState,
      dueOn: isoDate,
      result: z.string(),
    })
    .nullable(),
});
export type UseRow = z.infer<typeof useRow>;

export const listUse = defineRoute({
  id: 'assignments.list-use',
  method: 'GET',
  path: '/api/assignments/use',
  access: { permission: 'assignments.read' },
  summary: 'Учёт сообщений при принятии решений: сообщение — решение — поручение — результат',
  query: z.object({
    year: z.coerce.number().int().min(2000).max(2199).optional(),
    number: words(40).optional(),
  }),
  reply: z.object({
    year: z.number(),
    rows: z.array(useRow),
    /** Residents, decisions and fulfilled ones of the whole year. */
    totals: z.object({ people: z.number(), decisions: z.number(), fulfilled: z.number() }),
  }),
});

export const readUse = defineRoute({
  id: 'assignments.read-use',
  method: 'GET',
  path: '/api/messages/:number/decisions',
  access: 'public',
  summary: 'Решения, при которых учтено сообщение жителя; чужому — ничего',
  params: z.object({ number: caseNumber }),
  query: z.object({ k: z.string().max(200).optional() }),
  reply: z.object({
    decisions: z.array(
      z.object({
        basis: z.string(),
        state: z.enum(['running', 'done', 'cancelled']),
        /** The term of what runs, the day of what is done. */
        on: isoDate,
      }),
    ),
  }),
});

const countedDecision = z.object({
  basis: z.string(),
  state: assignmentState,
  /** The term of what runs, the day of what is done. */
  on: isoDate,
  /** Where the decision and the assignment open; null for who may not open them. */
  basisHref: z.string().nullable(),
  assignment: z.object({ id: z.string(), number: z.string() }).nullable(),
});
export type CountedDecision = z.infer<typeof countedDecision>;

export const listCaseDecisions = defineRoute({
  id: 'assignments.list-case-decisions',
  method: 'GET',
  path: '/api/cases/:number/decisions',
  access: { permission: 'cases.read' },
  summary: 'Решения, при которых учтено дело: для его карточки',
  params: z.object({ number: caseNumber }),
  reply: z.object({ decisions: z.array(countedDecision) }),
});

export const listReminders = defineRoute({
  id: 'assignments.list-reminders',
  method: 'GET',
  path: '/api/assignments/reminders',
  ...byControl,
  summary: 'Напоминания, которые пора отправить: по письму на исполнителя',
  query: z.object({ templateId: id.optional() }),
  reply: z.object({
    letters: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        /** Nobody to write to: no address. */
        isReachable: z.boolean(),
        subject: z.string(),
        text: z.string(),
        assignments: z.array(z.object({ id: z.string(), number: z.string(), why: z.string() })),
      }),
    ),
  }),
});

export const sendReminders = defineRoute({
  id: 'assignments.send-reminders',
  method: 'POST',
  path: '/api/assignments/reminders',
  ...byControl,
  summary: 'Отправить готовые напоминания одним нажатием',
  body: z.object({ templateId: id.nullable().default(null), personIds: z.array(id).min(1).max(300) }),
  reply: z.object({ sent: z.number() }),
});

export const templateKinds = ['agenda', 'decision', 'reminder'] as const;
export const templateKind = z.enum(templateKinds, 'Выберите, для чего шаблон');
export type TemplateKind = z.infer<typeof templateKind>;

const template = z.object({
  id: z.string(),
  kind: templateKind,
  title: z.string(),
  text: z.string(),
  version: z.number(),
});
export type Template = z.infer<typeof template>;
const templates = z.object({ templates: z.array(template) });

export const listTemplates = defineRoute({
  id: 'assignments.list-templates',
  method: 'GET',
  path: '/api/assignments/templates',
  ...byControl,
  summary: 'Шаблоны секретаря: вопросы, решения, напоминания',
  reply: templates,
});

export const saveTemplate = defineRoute({
  id: 'assignments.save-template',
  method: 'PUT',
  path: '/api/assignments/templates',
  ...byControl,
  summary: 'Сохранить шаблон секретаря',
  body: z.object({
    id: id.nullable().default(null),
    version: z.number().int().default(1),
    kind: templateKind,
    title: words(120).min(2, 'Назовите шаблон'),
    text: words(4000).min(3, 'Напишите текст'),
  }),
  reply: templates,
});

export const removeTemplate = defineRoute({
  id: 'assignments.remove-template',
  method: 'DELETE',
  path: '/api/assignments/templates/:id',
  ...byControl,
  summary: 'Убрать шаблон секретаря',
  params: idParams,
  reply: done,
});

export const exportAssignments = defineReportRoute({
  id: 'assignments.export-assignments',
  path: '/api/assignments/export',
  access: { permission: 'assignments.read' },
  summary: 'Контрольный список поручений файлом',
  query: boardFilter,
});
