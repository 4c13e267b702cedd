import { z } from 'zod';
import { can, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import {
  answerVersion,
  deadline,
  fileRef,
  outcome,
  personText,
  photo,
  place,
  status,
  timelineEvent,
} from './cases.ts';
import { answerCheck, refusalWords } from './cases-answers.ts';

/** The executor's page by a one-time link: one case, no sign-in, no personal data of the resident. */
export const executorPage = z.object({
  number: z.string(),
  title: z.string(),
  text: z.string(),
  block: z.string().nullable(),
  factId: z.string().nullable(),
  unit: z.string(),
  status,
  place,
  deadline: deadline.nullable(),
  photos: z.array(photo),
  answers: z.array(answerVersion),
  timeline: z.array(timelineEvent),
  expiresAt: z.string(),
  /** Grounds of «не наше». */
  grounds: z.array(z.object({ id: z.string(), title: z.string() })),
  templates: z.array(z.object({ title: z.string(), text: z.string() })),
  /** What a co-executor is asked for; null = the link answers the case. */
  part: z
    .object({
      task: z.string(),
      dueOn: z.string(),
      askedByName: z.string(),
      isGiven: z.boolean(),
      text: z.string().nullable(),
      returnReason: z.string().nullable(),
    })
    .nullable(),
  can,
});
export type ExecutorPage = z.infer<typeof executorPage>;

const params = z.object({ token: z.string().min(20).max(100) });

export const getExecutorPage = defineRoute({
  id: 'cases.get-executor-page',
  method: 'GET',
  path: '/api/executor/:token',
  access: 'link',
  summary: 'Дело по ссылке исполнителя',
  params,
  reply: executorPage,
});

export const sendExecutorAnswer = defineRoute({
  id: 'cases.send-executor-answer',
  method: 'POST',
  path: '/api/executor/:token/answer',
  access: 'link',
  summary: 'Отправить ответ на согласование',
  params,
  body: z.object({
    text: personText(20_000).min(1, 'Напишите ответ'),
    outcome,
    promisedOn: isoDate.optional(),
    files: z.array(fileRef).max(10).default([]),
    /** Pictures of the former version that this one leaves out. */
    dropFiles: z.array(z.uuid()).max(50).default([]),
  }),
  reply: executorPage,
});

export const sendPartByLink = defineRoute({
  id: 'cases.send-part-by-link',
  method: 'POST',
  path: '/api/executor/:token/part',
  access: 'link',
  summary: 'Дать свою часть ответа по ссылке соисполнителя',
  params,
  body: z.object({ text: personText(20_000).min(1, 'Напишите свою часть') }),
  reply: executorPage,
});

export const checkByLink = defineRoute({
  id: 'cases.check-by-link',
  method: 'POST',
  path: '/api/executor/:token/answer-check',
  access: 'link',
  summary: 'Проверить текст ответа до отправки',
  readOnly: true,
  params,
  body: z.object({
    text: personText(20_000),
    outcome: z.union([outcome, z.literal('')]),
    hasPhotoAfter: z.boolean(),
  }),
  reply: z.object({ checks: z.array(answerCheck) }),
});

export const refuseExecution = defineRoute({
  id: 'cases.refuse-execution',
  method: 'POST',
  path: '/api/executor/:token/refusal',
  access: 'link',
  summary: 'Вернуть: не наше',
  params,
  body: z.object(refusalWords),
  reply: executorPage,
});
