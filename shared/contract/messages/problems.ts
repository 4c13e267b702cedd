import { z } from 'zod';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { caseId, outcome, personText, status } from './cases.ts';

/** Mass problems: what several residents tell of one matter, joined by a person's «да», answered once for all. */

export const problemStates = ['proposed', 'open', 'answering', 'answered', 'declined', 'dissolved'] as const;
export const problemState = z.enum(problemStates);
export type ProblemState = z.infer<typeof problemState>;

const growthPoint = z.object({ at: z.string(), count: z.number() });

export const problemRow = z.object({
  id: z.string(),
  title: z.string(),
  state: problemState,
  block: z.string().nullable(),
  factId: z.string().nullable(),
  districtId: z.string().nullable(),
  address: z.string().nullable(),
  leadNumber: z.string(),
  /** Cases a person said «да» to, and cases that wait for a word. */
  members: z.number(),
  proposed: z.number(),
  /** People: authors and who joined. */
  people: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  /** Messages of each of the last fourteen local days, the oldest first. */
  days: z.array(z.number()),
  unit: z.string().nullable(),
  dueAt: z.string().nullable(),
  version: z.number(),
});
export type ProblemRow = z.infer<typeof problemRow>;

/** Why a case is proposed: beside which one, what words both have, how far and how long apart. */
export const pairReason = z.object({
  besideNumber: z.string(),
  besideTitle: z.string(),
  rule: z.enum(['place', 'near', 'words', 'named', 'copy', 'person']),
  words: z.array(z.object({ first: z.string(), second: z.string() })),
  metres: z.number().nullable(),
  hours: z.number().nullable(),
  score: z.number().nullable(),
});
export type PairReason = z.infer<typeof pairReason>;

export const problemMember = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  text: z.string(),
  status,
  registeredAt: z.string(),
  address: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  isLead: z.boolean(),
  isConfirmed: z.boolean(),
  dueAt: z.string().nullable(),
  rating: z.number().nullable(),
  reason: pairReason.nullable(),
});
export type ProblemMember = z.infer<typeof problemMember>;

export const problemCard = problemRow.extend({
  memberList: z.array(problemMember),
  /** Cases of other blocks or territories, which the reader may not see. */
  hidden: z.number(),
  openedBy: z.string().nullable(),
  foundAt: z.string(),
  /** From the first message to the moment the program proposed it. */
  leadHours: z.number(),
  growth: z.object({ hours: z.array(growthPoint), days: z.array(growthPoint) }),
  can,
});
export type ProblemCard = z.infer<typeof problemCard>;

const byId = z.object({ id: z.uuid() });
const seen = { version: z.number().int() };
const caseIds = z.array(caseId).max(300);

export const listProblems = defineRoute({
  id: 'problems.list-problems',
  method: 'GET',
  path: '/api/problems',
  access: { permission: 'cases.read' },
  summary: 'Массовые проблемы: предложенные, в работе, с ответом',
  query: z.object({ view: z.enum(['proposed', 'open', 'answered', 'ended']).default('proposed') }),
  reply: z.object({
    rows: z.array(problemRow),
    counts: z.object({ proposed: z.number(), open: z.number() }),
  }),
});

export const getProblem = defineRoute({
  id: 'problems.get-problem',
  method: 'GET',
  path: '/api/problems/:id',
  access: { permission: 'cases.read' },
  summary: 'Карточка массовой проблемы: участники, причины, рост',
  params: byId,
  reply: problemCard,
});

export const createProblem = defineRoute({
  id: 'problems.create-problem',
  method: 'POST',
  path: '/api/problems',
  access: { permission: 'cases.triage' },
  summary: 'Объединить дела в массовую проблему или добавить к ней',
  body: z.object({ leadId: caseId, caseIds: caseIds.min(1), title: personText(200).optional() }),
  reply: problemCard,
});

export const decideMembers = defineRoute({
  id: 'problems.decide-members',
  method: 'POST',
  path: '/api/problems/:id/decide',
  access: { permission: 'cases.triage' },
  summary: '«Да» и «нет» на предложенные дела',
  params: byId,
  body: z.object({ ...seen, yes: caseIds, no: caseIds }),
  reply: problemCard,
});

export const renameProblem = defineRoute({
  id: 'problems.rename-problem',
  method: 'PATCH',
  path: '/api/problems/:id',
  access: { permission: 'cases.triage' },
  summary: 'Назвать проблему иначе',
  params: byId,
  body: z.object({ ...seen, title: personText(200).min(3, 'Назовите тремя буквами или длиннее') }),
  reply: problemCard,
});

export const takeOut = defineRoute({
  id: 'problems.take-out',
  method: 'POST',
  path: '/api/problems/:id/take-out',
  access: { permission: 'cases.triage' },
  summary: 'Вынуть дела из проблемы, вернуть прежнее состояние',
  params: byId,
  /** No ids: the whole problem is taken apart. */
  body: z.object({ ...seen, caseIds }),
  reply: problemCard.extend({
    /** Numbers of cases that stay where they are: somebody has worked on them since. */
    kept: z.array(z.string()),
  }),
});

export const answerProblem = defineRoute({
  id: 'problems.answer-problem',
  method: 'POST',
  path: '/api/problems/:id/answer',
  access: { permission: 'cases.answer' },
  summary: 'Один ответ на все дела проблемы, каждому своё письмо через согласование',
  params: byId,
  body: z.object({
    ...seen,
    text: personText(20_000).min(1, 'Напишите ответ'),
    outcome: outcome.exclude(['planned']),
  }),
  reply: problemCard.extend({
    sent: z.number(),
    refused: z.array(z.object({ id: z.string(), number: z.string(), reason: z.string() })),
  }),
});

/** The problem a case belongs to; null when to none. */
export const findProblemOfCase = defineRoute({
  id: 'problems.find-of-case',
  method: 'GET',
  path: '/api/problems/of-case/:id',
  access: { permission: 'cases.read' },
  summary: 'Массовая проблема дела',
  params: byId,
  reply: z.object({
    problem: z
      .object({
        id: z.string(),
        title: z.string(),
        state: problemState,
        members: z.number(),
        isConfirmed: z.boolean(),
      })
      .nullable(),
  }),
});

export const burst = z.object({
  id: z.string(),
  factId: z.string(),
  fact: z.string(),
  block: z.string(),
  districtId: z.string().nullable(),
  /** Length of the window, and what came in it. */
  hours: z.number(),
  count: z.number(),
  usual: z.number(),
  threshold: z.number(),
  ruleVersion: z.string(),
  beganAt: z.string(),
  seenAt: z.string(),
  notedBy: z.string().nullable(),
  /** The mass problem its messages were gathered into. */
  problemId: z.string().nullable(),
  examples: z.array(z.object({ id: z.string(), number: z.string(), title: z.string() })),
  can,
});
export type Burst = z.infer<typeof burst>;

export const listBursts = defineRoute({
  id: 'problems.list-bursts',
  method: 'GET',
  path: '/api/problems/bursts',
  access: { permission: 'cases.read' },
  summary: 'Раннее предупреждение: всплески по теме и району',
  reply: z.object({ bursts: z.array(burst) }),
});

export const noteBurst = defineRoute({
  id: 'problems.note-burst',
  method: 'POST',
  path: '/api/problems/bursts/:id/note',
  access: { permission: 'cases.triage' },
  summary: 'Отметить всплеск увиденным',
  params: byId,
  reply: z.object({ bursts: z.array(burst) }),
});

export const gatherBurst = defineRoute({
  id: 'problems.gather-burst',
  method: 'POST',
  path: '/api/problems/bursts/:id/gather',
  access: { permission: 'cases.triage' },
  summary: 'Собрать сообщения всплеска в одну массовую проблему',
  params: byId,
  reply: problemCard,
});
