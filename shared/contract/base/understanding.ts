import { z } from 'zod';
import { suggestedFact } from '../messages/cases.ts';
import { defineRoute } from '../route.ts';

export const suggestTopic = defineRoute({
  id: 'understanding.suggest-topic',
  method: 'POST',
  path: '/api/taxonomy/suggest',
  access: 'public',
  summary: 'Подсказать тему по тексту',
  readOnly: true,
  body: z.object({ text: z.string().max(100_000) }),
  reply: z.object({ facts: z.array(suggestedFact) }),
});

const figures = z.object({
  accuracy: z.number(),
  macroF1: z.number(),
  top3: z.number(),
  coverage95: z.number(),
  ece: z.number(),
});
const groups = z.array(z.object({ id: z.string(), count: z.number(), right: z.number() }));

/** What a version is worth on cases kept aside; shares 0–1. */
export const modelFigures = z.object({
  count: z.number(),
  block: figures,
  /** Shares of cases whose fact and category were named right; null where the texts have none. */
  fact: z.number().nullable(),
  category: z.number().nullable(),
  blocks: groups,
  categories: groups,
  confusion: z.array(z.object({ truth: z.string(), said: z.string(), count: z.number() })),
  curve: z.array(z.object({ from: z.number(), coverage: z.number(), precision: z.number() })),
});
export type ModelFigures = z.infer<typeof modelFigures>;

export const modelVersion = z.object({
  id: z.string(),
  number: z.number(),
  kind: z.enum(['shipped', 'taught']),
  madeAt: z.string(),
  madeBy: z.string(),
  /** Cases it learned from, and those kept aside for judging. */
  examples: z.number(),
  heldOut: z.number(),
  isChampion: z.boolean(),
  promotedAt: z.string().nullable(),
  promotedBy: z.string().nullable(),
  verdict: z.string(),
  block: z.number(),
  fact: z.number().nullable(),
  /** The champion of that day on the same cases. */
  former: z.object({ number: z.number(), block: z.number(), fact: z.number().nullable() }).nullable(),
});
export type ModelVersion = z.infer<typeof modelVersion>;

export const training = z.object({
  stage: z.enum(['queued', 'reading', 'learning', 'judging', 'done', 'failed']),
  share: z.number(),
  examples: z.number(),
  askedAt: z.string(),
  askedBy: z.string(),
  finishedAt: z.string().nullable(),
  tookMs: z.number().nullable(),
  error: z.string().nullable(),
});
export type Training = z.infer<typeof training>;

export const getModel = defineRoute({
  id: 'understanding.get-model',
  method: 'GET',
  path: '/api/understanding/model',
  access: { permission: 'understanding.read' },
  summary: 'Модель тем: версии, обучение, сколько новых исправлений',
  reply: z.object({
    versions: z.array(modelVersion),
    training: training.nullable(),
    /** Cases sorted by people: all, and since the last training; of those, how many were sorted otherwise than proposed. */
    examples: z.object({ all: z.number(), fresh: z.number(), corrected: z.number() }),
    leastExamples: z.number(),
    promotesByRule: z.boolean(),
  }),
});

const byVersion = z.object({ id: z.uuid() });

export const getModelVersion = defineRoute({
  id: 'understanding.get-version',
  method: 'GET',
  path: '/api/understanding/versions/:id',
  access: { permission: 'understanding.read' },
  summary: 'Показатели версии модели',
  params: byVersion,
  reply: z.object({ version: modelVersion, figures: modelFigures, former: modelFigures.nullable() }),
});

export const listJudgements = defineRoute({
  id: 'understanding.list-judgements',
  method: 'GET',
  path: '/api/understanding/versions/:id/judgements',
  access: { permission: 'understanding.read' },
  summary: 'Дела одной клетки: что выбрал человек и что сказала модель',
  params: byVersion,
  query: z.object({ truth: z.string().max(40), said: z.string().max(40) }),
  reply: z.object({
    judgements: z.array(
      z.object({
        /** Null when the case's words were erased since. */
        number: z.string().nullable(),
        truthFact: z.string(),
        saidFact: z.string().nullable(),
        confidence: z.number(),
      }),
    ),
    total: z.number(),
  }),
});

export const promoteVersion = defineRoute({
  id: 'understanding.promote-version',
  method: 'POST',
  path: '/api/understanding/versions/:id/promote',
  access: { permission: 'understanding.manage' },
  summary: 'Сделать версию действующей',
  params: byVersion,
  reply: z.object({ number: z.number() }),
});

export const startTraining = defineRoute({
  id: 'understanding.start-training',
  method: 'POST',
  path: '/api/understanding/trainings',
  access: { permission: 'understanding.manage' },
  summary: 'Обучить на разобранных делах',
  reply: z.object({ ok: z.literal(true) }),
});

export const setPromotion = defineRoute({
  id: 'understanding.set-promotion',
  method: 'PUT',
  path: '/api/understanding/promotion',
  access: { permission: 'understanding.manage' },
  summary: 'Включить или выключить правило, по которому новая версия становится действующей сама',
  body: z.object({ byRule: z.boolean() }),
  reply: z.object({ byRule: z.boolean() }),
});

export const thresholdScope = z
  .string()
  .max(160)
  .regex(/^(fact|category|block):[a-z0-9.-]+$/);

export const listThresholds = defineRoute({
  id: 'understanding.list-thresholds',
  method: 'GET',
  path: '/api/understanding/thresholds',
  access: { permission: 'understanding.read' },
  summary: 'С какой уверенности подсказка считается надёжной',
  reply: z.object({
    /** Right among the sure ones that a learned threshold aims at. */
    precision: z.number(),
    overall: z.number(),
    thresholds: z.array(
      z.object({
        scope: z.string(),
        /** Measured on cases kept aside; null = taken from above. */
        learned: z.number().nullable(),
        set: z.number().nullable(),
        setBy: z.string().nullable(),
        setAt: z.string().nullable(),
      }),
    ),
  }),
});

export const setThreshold = defineRoute({
  id: 'understanding.set-threshold',
  method: 'PUT',
  path: '/api/understanding/thresholds',
  access: { permission: 'understanding.manage' },
  summary: 'Задать порог уверенности темы, категории или блока; без значения — вернуть измеренный',
  body: z.object({ scope: thresholdScope, value: z.number().min(0).max(1).nullable() }),
  reply: z.object({ ok: z.literal(true) }),
});
