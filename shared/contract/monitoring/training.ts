import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { dismissReasons } from './incidents.ts';

/** An hour at the feed played for learning: nothing of it is of the city, nothing reaches figures, letters or networks. */

export const trainingActs = ['answer', 'join', 'dismiss', 'flag'] as const;
export type TrainingAct = (typeof trainingActs)[number];

export const trainingMistakes = [
  'missed',
  'contradiction-missed',
  'late',
  'wrong-act',
  'wrong-reason',
  'wrong-target',
  'troll-by-name',
  'too-much',
  'no-substance',
  'needless',
] as const;
export type TrainingMistake = (typeof trainingMistakes)[number];

export const trainingSpeeds = [1, 2, 5, 10] as const;

const result = z.object({
  points: z.number(),
  most: z.number(),
  /** Per cent of the points. */
  share: z.number(),
  isPassed: z.boolean(),
  /** Minutes of the scenario from appearing to the act, the middle one; null where nothing was done. */
  medianMinutes: z.number().nullable(),
  mistakes: z.array(z.object({ event: z.string(), minute: z.number(), mistake: z.enum(trainingMistakes) })),
});
export type TrainingResult = z.infer<typeof result>;

const shownEvent = z.object({
  id: z.string(),
  minute: z.number(),
  where: z.string(),
  author: z.string(),
  text: z.string(),
  isOfficial: z.boolean(),
  /** What the learner did; null = nothing yet. */
  done: z
    .object({
      act: z.enum(trainingActs),
      reason: z.enum(dismissReasons).nullable(),
      toEvent: z.string().nullable(),
      words: z.string(),
      afterMinutes: z.number(),
    })
    .nullable(),
  /** Of an exam only once it is over. */
  mistakes: z.array(z.enum(trainingMistakes)).nullable(),
  why: z.string().nullable(),
});
export type TrainingEvent = z.infer<typeof shownEvent>;

const head = z.object({
  id: z.string(),
  title: z.string(),
  speed: z.number(),
  isExam: z.boolean(),
  startedAt: instant,
  /** When it runs out, or was ended. */
  endsAt: instant,
  isOver: z.boolean(),
  result: result.nullable(),
});

const session = head.extend({ minutes: z.number(), events: z.array(shownEvent) });
export type TrainingSession = z.infer<typeof session>;

const access = { permission: 'incidents.read' } as const;

export const listTraining = defineRoute({
  id: 'training.list-sessions',
  method: 'GET',
  path: '/api/training',
  access,
  summary: 'Учебные смены: сценарии и свои попытки',
  reply: z.object({
    scenarios: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        about: z.string(),
        minutes: z.number(),
        events: z.number(),
        pass: z.number(),
      }),
    ),
    sessions: z.array(head),
  }),
});

export const startTraining = defineRoute({
  id: 'training.start',
  method: 'POST',
  path: '/api/training/sessions',
  access,
  summary: 'Начать учебную смену или экзамен',
  body: z.object({
    scenario: z.string().max(60),
    speed: z.union([z.literal(1), z.literal(2), z.literal(5), z.literal(10)], 'Выберите скорость'),
    isExam: z.boolean(),
  }),
  reply: z.object({ id: z.string() }),
});

export const readTraining = defineRoute({
  id: 'training.read-session',
  method: 'GET',
  path: '/api/training/sessions/:id',
  access,
  summary: 'Учебная смена: что появилось к этой минуте',
  params: idParams,
  reply: session,
});

export const actInTraining = defineRoute({
  id: 'training.act',
  method: 'POST',
  path: '/api/training/sessions/:id/acts',
  access,
  summary: 'Что сделано с появившимся: один раз',
  params: idParams,
  body: z.object({
    event: z.string().max(60),
    act: z.enum(trainingActs),
    reason: z.enum(dismissReasons).nullable().default(null),
    toEvent: z.string().max(60).nullable().default(null),
    words: personText(2000).default(''),
  }),
  reply: session,
});

export const endTraining = defineRoute({
  id: 'training.end',
  method: 'POST',
  path: '/api/training/sessions/:id/end',
  access,
  summary: 'Закончить раньше времени',
  params: idParams,
  reply: session,
});

export const downloadCertificate = defineRoute({
  id: 'training.download-certificate',
  method: 'GET',
  path: '/api/training/sessions/:id/certificate',
  access,
  summary: 'Свидетельство о сданном экзамене, иначе его протокол: Word, PDF',
  params: idParams,
  query: z.object({ format: z.enum(['pdf', 'html', 'docx']).default('pdf') }),
  download: true,
  reply: z.unknown(),
});
