import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { conflictOutcomes } from '../monitoring/conflicts.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { effect } from './recommendations.ts';

/** Practices and their playbooks (decree 398 of 2021, chapter 2, clause 3.2.6). */

export const playbookStep = z.object({
  text: z.string().trim().min(3, 'Напишите, что делается').max(300, 'Не длиннее 300 знаков'),
  /** Working days from the start of the playbook. */
  days: z.number().int('Целое число').min(0, 'От 0 до 250').max(250, 'От 0 до 250'),
});
export type PlaybookStep = z.infer<typeof playbookStep>;

export const startedStep = z.object({
  text: z.string(),
  dueOn: isoDate,
  doneOn: isoDate.nullable(),
  /** The assignment the step became; null where it is a line of a list to be marked by hand. */
  assignment: z.object({ id: z.string(), number: z.string() }).nullable(),
});

export const adoption = z.object({
  id: z.string(),
  purpose: z.string(),
  responsible: z.string(),
  startedBy: z.string(),
  startedAt: instant,
  steps: z.array(startedStep.extend({ isLate: z.boolean() })),
  version: z.number(),
  can,
});
export type Adoption = z.infer<typeof adoption>;

/** A practice started on a conflict or on an incident, one of the two: what came of it comes by itself, from there. */
export const practiceRun = z.object({
  conflictId: z.string().nullable(),
  incidentId: z.string().nullable(),
  /** «К-2026-11-07», «И-2026-11-0188». */
  number: z.string(),
  startedAt: instant,
  startedBy: z.string(),
  closedAt: instant.nullable(),
  /** How the conflict ended; null = it runs, or it is an incident. */
  outcome: z.enum(conflictOutcomes).nullable(),
  steps: z.number(),
  done: z.number(),
  /** Done before they were due. */
  inTime: z.number(),
});
export type PracticeRun = z.infer<typeof practiceRun>;

export const practiceRow = z.object({
  id: z.string(),
  title: z.string(),
  problem: z.string(),
  result: z.string(),
  owner: z.string(),
  block: z.string().nullable(),
  steps: z.number(),
  adopted: z.number(),
});
export type PracticeRow = z.infer<typeof practiceRow>;

export const practiceCard = practiceRow.extend({
  action: z.string(),
  playbook: z.array(playbookStep),
  /** Effect of the recommendation it grew from. */
  measured: effect.nullable(),
  recommendationId: z.string().nullable(),
  adoptions: z.array(adoption),
  /** On conflicts and incidents the reader sees, the latest first. */
  runs: z.array(practiceRun),
  madeBy: z.string(),
  madeAt: instant,
  version: z.number(),
  can,
});
export type PracticeCard = z.infer<typeof practiceCard>;

const read = { permission: 'working-group.read' } as const;
const part = { permission: 'working-group.take-part' } as const;

export const listPractices = defineRoute({
  id: 'recommendations.list-practices',
  method: 'GET',
  path: '/api/practices',
  access: read,
  summary: 'Лучшие практики: проблема, результат в числах, кто перенял',
  reply: z.object({ rows: z.array(practiceRow), can }),
});

export const getPractice = defineRoute({
  id: 'recommendations.get-practice',
  method: 'GET',
  path: '/api/practices/:id',
  access: read,
  summary: 'Карточка практики: шаги, кто перенял',
  params: idParams,
  reply: practiceCard,
});

const words = (least: string) => z.string().trim().min(10, least).max(2000, 'Не длиннее 2000 знаков');
const practiceBody = {
  title: z.string().trim().min(5, 'Назовите коротко').max(200, 'Не длиннее 200 знаков'),
  problem: words('Опишите, в чём была проблема'),
  action: words('Напишите, что сделали'),
  /** With numbers: a practice without them is a story. */
  result: words('Напишите, что это дало').regex(/\d/u, 'Назовите результат числом'),
  owner: z.string().trim().max(200, 'Не длиннее 200 знаков').default(''),
  block: z.string().max(40).nullable().default(null),
  playbook: z.array(playbookStep).min(1, 'Добавьте хотя бы один шаг').max(20, 'Не больше двадцати шагов'),
  recommendationId: id.nullable().default(null),
};

export const addPractice = defineRoute({
  id: 'recommendations.add-practice',
  method: 'POST',
  path: '/api/practices',
  access: part,
  summary: 'Записать практику: проблема, действие, результат в числах, шаги',
  body: z.object(practiceBody),
  reply: practiceCard,
});

export const changePractice = defineRoute({
  id: 'recommendations.change-practice',
  method: 'PATCH',
  path: '/api/practices/:id',
  access: part,
  summary: 'Поправить практику; начатые по ней работы не меняются',
  params: idParams,
  body: z.object({ ...practiceBody, version: z.number().int() }),
  reply: practiceCard,
});

export const startPractice = defineRoute({
  id: 'recommendations.start-practice',
  method: 'POST',
  path: '/api/practices/:id/start',
  access: part,
  summary:
    'Начать по практике: шаги со сроками по рабочему календарю; кто выдаёт поручения, выдаёт их этими шагами',
  params: idParams,
  body: z.object({
    purpose: z.string().trim().min(5, 'Напишите, для чего начинаете').max(300, 'Не длиннее 300 знаков'),
    responsibleId: id,
    startsOn: isoDate,
  }),
  reply: practiceCard,
});

export const markStep = defineRoute({
  id: 'recommendations.mark-step',
  method: 'POST',
  path: '/api/practices/adoptions/:id/steps',
  access: part,
  summary: 'Отметить шаг выполненным или вернуть его: ответственный или секретарь',
  params: idParams,
  body: z.object({ version: z.number().int(), at: z.number().int().min(0).max(50), isDone: z.boolean() }),
  reply: practiceCard,
});
