import { z } from 'zod';
import { done } from '../base/person-fields.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { personText } from './cases.ts';

/** Double-blind review of answers, signs of gaming. */

const errorKind = z.object({ id: z.string(), title: z.string() });

export const drawSample = defineRoute({
  id: 'quality.draw-sample',
  method: 'POST',
  path: '/api/quality/samples',
  access: { permission: 'quality.read' },
  summary: 'Случайная выборка ответов на проверку, поровну по блокам',
  body: z.object({ size: z.number().int().min(1).max(200), from: isoDate, to: isoDate }),
  reply: z.object({ drawn: z.number(), asked: z.number() }),
});

export const nextReview = defineRoute({
  id: 'quality.next-review',
  method: 'GET',
  path: '/api/quality/reviews/next',
  access: { permission: 'quality.review' },
  summary: 'Следующий ответ на проверку вслепую',
  reply: z.object({
    sample: z.object({ id: z.uuid(), question: z.string(), answer: z.string() }).nullable(),
    errors: z.array(errorKind),
    waiting: z.number(),
  }),
});

export const giveReview = defineRoute({
  id: 'quality.give-review',
  method: 'POST',
  path: '/api/quality/samples/:id/reviews',
  access: { permission: 'quality.review' },
  summary: 'Вынести решение о качестве ответа',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    verdict: z.enum(['good', 'flawed']),
    errors: z.array(z.string().max(40)).max(20),
    note: personText(1000),
  }),
  reply: done,
});

export const readQuality = defineRoute({
  id: 'quality.read-quality',
  method: 'GET',
  path: '/api/quality/summary',
  access: { permission: 'quality.read' },
  summary: 'Качество ответов: доля с ошибками по органам и месяцам, согласие проверяющих',
  reply: z.object({
    reviewed: z.number(),
    disputed: z.number(),
    /** Cohen's kappa of the first two seats; null while there is too little. */
    kappa: z.number().nullable(),
    byUnit: z.array(
      z.object({ unit: z.string(), month: z.string(), reviewed: z.number(), flawed: z.number() }),
    ),
    byError: z.array(z.object({ id: z.string(), title: z.string(), count: z.number() })),
  }),
});

export const flagKinds = [
  'mass-closing',
  'reopened',
  'due-moved',
  'photo-reused',
  'rating-burst',
  'pressure',
  'spot-check',
] as const;

export const qualityFlag = z.object({
  id: z.uuid(),
  kind: z.enum(flagKinds),
  day: z.string(),
  unit: z.string().nullable(),
  words: z.string(),
  cases: z.array(z.object({ number: z.string(), title: z.string() })),
  caseCount: z.number(),
  state: z.enum(['open', 'confirmed', 'dismissed']),
  note: z.string(),
  decidedByName: z.string().nullable(),
});
export type QualityFlag = z.infer<typeof qualityFlag>;

export const listFlags = defineRoute({
  id: 'quality.list-flags',
  method: 'GET',
  path: '/api/quality/flags',
  access: { permission: 'quality.read' },
  summary: 'Признаки работы на показатель и случайные проверки',
  query: z.object({ state: z.enum(['open', 'decided']).default('open'), kind: z.enum(flagKinds).optional() }),
  reply: z.object({ flags: z.array(qualityFlag) }),
});

export const decideFlag = defineRoute({
  id: 'quality.decide-flag',
  method: 'POST',
  path: '/api/quality/flags/:id/decision',
  access: { permission: 'quality.read' },
  summary: 'Подтвердить признак или снять его с причиной',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    state: z.enum(['confirmed', 'dismissed']),
    note: personText(1000).min(3, 'Напишите, что выяснили'),
  }),
  reply: done,
});
