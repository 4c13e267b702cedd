import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { conflictRun, offeredPlaybook } from './conflict-runs.ts';
import { conflictRisk, evidence, signalKinds, signalLine } from './conflict-signals.ts';

/** Conflicts around what the administration answered (decree 398 of 2021, chapter 2, clause 3.2.4). */

export const conflictStates = ['open', 'led', 'closed'] as const;
export type ConflictState = (typeof conflictStates)[number];

export const conflictTriggers = [...signalKinds, 'manual'] as const;
export type ConflictTrigger = (typeof conflictTriggers)[number];

export const conflictOutcomes = ['corrected', 'apologised', 'explained', 'solved', 'groundless'] as const;
export const conflictOutcome = z.enum(conflictOutcomes, 'Выберите, чем кончилось');
export type ConflictOutcome = (typeof conflictOutcomes)[number];

export const conflictLine = z.object({
  id: z.string(),
  /** «К-2026-11-07». */
  number: z.string(),
  title: z.string(),
  trigger: z.enum(conflictTriggers),
  risk: conflictRisk,
  state: z.enum(conflictStates),
  block: z.string().nullable(),
  factTitle: z.string().nullable(),
  address: z.string().nullable(),
  unitId: z.string().nullable(),
  unitTitle: z.string().nullable(),
  leader: z.string().nullable(),
  signals: z.number(),
  openedAt: instant,
  dueAt: instant,
  closedAt: instant.nullable(),
  isLate: z.boolean(),
  outcome: z.enum(conflictOutcomes).nullable(),
});
export type ConflictLine = z.infer<typeof conflictLine>;

export const errorKind = z.object({ id: z.string(), title: z.string() });

export const conflictCard = conflictLine.extend({
  districtId: z.string().nullable(),
  factId: z.string().nullable(),
  wrong: z.string(),
  termFrom: instant,
  openedBy: z.string(),
  signalLines: z.array(signalLine),
  evidence: z.array(evidence),
  incidents: z.array(z.object({ id: z.string(), number: z.string(), title: z.string() })),
  pages: z.array(z.object({ id: z.string(), title: z.string(), network: z.string() })),
  /** Comments of the talks of its evidence, by quarters of an hour up to the latest; angry ones apart. */
  course: z
    .object({
      from: instant,
      minutes: z.number(),
      angry: z.array(z.number()),
      other: z.array(z.number()),
      /** When the official words were said, in order. */
      said: z.array(z.object({ at: instant, who: z.string() })),
    })
    .nullable(),
  /** Null = nobody has reviewed it. */
  errors: z.array(z.string()).nullable(),
  errorKinds: z.array(errorKind),
  reviewedBy: z.string().nullable(),
  reviewedAt: instant.nullable(),
  outcomeNote: z.string(),
  runs: z.array(conflictRun),
  playbooks: z.array(offeredPlaybook),
  duty: z.object({
    onDuty: z.array(z.object({ name: z.string(), until: instant })),
    calledAt: instant.nullable(),
  }),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type ConflictCard = z.infer<typeof conflictCard>;

const read = { permission: 'conflicts.read' } as const;
const lead = { permission: 'conflicts.lead' } as const;
const seen = { version: z.number().int() };

export const conflictTabs = ['open', 'closed'] as const;
export type ConflictTab = (typeof conflictTabs)[number];

export const listConflicts = defineRoute({
  id: 'conflicts.list-conflicts',
  method: 'GET',
  path: '/api/conflicts',
  access: read,
  summary: 'Реестр конфликтов: открытые по сроку, закрытые с последних',
  query: z.object({ ...pageQuery, tab: z.enum(conflictTabs).default('open'), unit: z.uuid().optional() }),
  reply: z.object({
    conflicts: z.array(conflictLine),
    next: z.string().nullable(),
    /** How the networks are called. */
    networks: z.array(z.object({ id: z.string(), title: z.string(), short: z.string() })),
    can,
  }),
});

export const countConflicts = defineRoute({
  id: 'conflicts.count-conflicts',
  method: 'GET',
  path: '/api/conflicts/counts',
  access: read,
  summary: 'Сколько конфликтов открыто и опоздало, сколько сигналов ждёт решения',
  query: z.object({ unit: z.uuid().optional() }),
  reply: z.object({
    open: z.number(),
    late: z.number(),
    signals: z.number(),
    /** Changes with every change of any of them: a screen asks again only then. */
    mark: z.string(),
  }),
});

export const readConflict = defineRoute({
  id: 'conflicts.read-conflict',
  method: 'GET',
  path: '/api/conflicts/:id',
  access: read,
  summary: 'Конфликт: что спорит, улики, ход, сценарии, разбор, история',
  params: idParams,
  reply: conflictCard,
});

const title = personText(200).min(5, 'Назовите конфликт коротко');

export const openConflict = defineRoute({
  id: 'conflicts.open-conflict',
  method: 'POST',
  path: '/api/conflicts',
  access: lead,
  summary: 'Завести конфликт самому: по инциденту, которого ни в одном открытом нет, или без него',
  body: z.object({
    title,
    /** What set it off, as whoever opens it sees it; `manual` = none of what rules look for. */
    trigger: z.enum(conflictTriggers).default('manual'),
    risk: conflictRisk,
    wrong: personText(1000).default(''),
    incidentId: z.uuid().nullable().default(null),
    unitId: z.uuid().nullable().default(null),
  }),
  reply: conflictCard,
});

export const changeConflict = defineRoute({
  id: 'conflicts.change-conflict',
  method: 'PATCH',
  path: '/api/conflicts/:id',
  access: lead,
  summary: 'Поправить: название, риск, чей ответ, что ответили не так',
  params: idParams,
  body: z.object({
    ...seen,
    title,
    risk: conflictRisk,
    wrong: personText(1000),
    unitId: z.uuid().nullable(),
  }),
  reply: conflictCard,
});

export const takeConflict = defineRoute({
  id: 'conflicts.take-conflict',
  method: 'POST',
  path: '/api/conflicts/:id/take',
  access: lead,
  summary: 'Вести самому',
  params: idParams,
  body: z.object(seen),
  reply: conflictCard,
});

export const reviewConflict = defineRoute({
  id: 'conflicts.review-conflict',
  method: 'POST',
  path: '/api/conflicts/:id/review',
  access: lead,
  summary: 'Разбор: какие ошибки общения были; ни одной — тоже разбор',
  params: idParams,
  body: z.object({ ...seen, errors: z.array(z.string().max(40)).max(20) }),
  reply: conflictCard,
});

export const closeConflict = defineRoute({
  id: 'conflicts.close-conflict',
  method: 'POST',
  path: '/api/conflicts/:id/close',
  access: lead,
  summary: 'Закрыть: чем кончилось',
  params: idParams,
  body: z.object({
    ...seen,
    outcome: conflictOutcome,
    note: personText(500).min(3, 'Напишите, что вышло'),
  }),
  reply: conflictCard,
});

export const reopenConflict = defineRoute({
  id: 'conflicts.reopen-conflict',
  method: 'POST',
  path: '/api/conflicts/:id/reopen',
  access: lead,
  summary: 'Открыть снова',
  params: idParams,
  body: z.object(seen),
  reply: conflictCard,
});

const part = { kind: z.enum(['incident', 'page']), targetId: z.uuid() };

export const addPart = defineRoute({
  id: 'conflicts.add-part',
  method: 'POST',
  path: '/api/conflicts/:id/parts',
  access: lead,
  summary: 'Добавить инцидент или страницу, которые участвуют',
  params: idParams,
  body: z.object({ ...seen, ...part }),
  reply: conflictCard,
});

export const removePart = defineRoute({
  id: 'conflicts.remove-part',
  method: 'POST',
  path: '/api/conflicts/:id/parts/remove',
  access: lead,
  summary: 'Убрать инцидент или страницу',
  params: idParams,
  body: z.object({ ...seen, ...part }),
  reply: conflictCard,
});

export const startPlaybook = defineRoute({
  id: 'conflicts.start-playbook',
  method: 'POST',
  path: '/api/conflicts/:id/runs',
  access: lead,
  summary: 'Начать сценарий: его шаги — задачи со сроками',
  params: idParams,
  body: z.object({ ...seen, playbook: z.string().max(80) }),
  reply: conflictCard,
});

export const markTask = defineRoute({
  id: 'conflicts.mark-task',
  method: 'POST',
  path: '/api/conflicts/:id/tasks',
  access: lead,
  summary: 'Отметить шаг сценария сделанным или вернуть его',
  params: idParams,
  body: z.object({
    ...seen,
    runId: z.uuid(),
    serial: z.number().int().min(1).max(50),
    isDone: z.boolean(),
  }),
  reply: conflictCard,
});

export const callDuty = defineRoute({
  id: 'conflicts.call-duty',
  method: 'POST',
  path: '/api/conflicts/:id/call',
  access: lead,
  summary: 'Позвать дежурного: письмо сразу, ночью тоже',
  params: idParams,
  body: z.object(seen),
  reply: conflictCard,
});
