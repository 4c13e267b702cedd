import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Recommendations with measured effect (decree 398 of 2021, chapter 2, clauses 2.3, 3.2.5). Practices: practices.ts. */

export const recommendationStates = ['proposed', 'accepted', 'declined', 'applied', 'measured'] as const;
export const recommendationState = z.enum(recommendationStates);
export type RecommendationState = z.infer<typeof recommendationState>;

/** What may be measured: counted over the cases registered in the weeks before and after. */
export const effectIndicators = ['received', 'inTime', 'confirmed', 'returned', 'rating'] as const;
export const effectIndicator = z.enum(effectIndicators, 'Выберите показатель');
export type EffectIndicator = z.infer<typeof effectIndicator>;

const side = z.object({
  /** null = nothing to count. */
  value: z.number().nullable(),
  /** Cases the value stands on. */
  cases: z.number(),
});
export type EffectSide = z.infer<typeof side>;

/** `few` — too few cases to say; `noise` — such a change comes by itself. */
export const effectVerdicts = ['better', 'worse', 'noise', 'few'] as const;
export type EffectVerdict = (typeof effectVerdicts)[number];

export const effectLine = z.object({
  indicator: effectIndicator,
  before: side,
  after: side,
  verdict: z.enum(effectVerdicts),
});
export type EffectLine = z.infer<typeof effectLine>;

const period = z.object({ from: isoDate, to: isoDate });
export const effect = z.object({
  before: period,
  after: period,
  lines: z.array(effectLine),
  /** Of the pack by which the verdicts were given. */
  ruleVersion: z.string(),
});
export type Effect = z.infer<typeof effect>;

export const evidenceLine = z.object({
  title: z.string().trim().min(3, 'Напишите, что это').max(300, 'Не длиннее 300 знаков'),
  figure: z.string().trim().max(60, 'Не длиннее 60 знаков').default(''),
  /** A page of the workplace. */
  href: z
    .string()
    .trim()
    .max(500, 'Не длиннее 500 знаков')
    .regex(/^(\/staff(\/[^\s]*)?)?$/u, 'Адрес страницы «Отклика», начинается с /staff')
    .default(''),
});
export type EvidenceLine = z.infer<typeof evidenceLine>;

export const recommendationRow = z.object({
  id: z.string(),
  title: z.string(),
  state: recommendationState,
  addressee: z.string(),
  block: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: instant,
  appliedOn: isoDate.nullable(),
  /** Day on which the effect will be counted. */
  measureOn: isoDate.nullable(),
  effect: effect.nullable(),
});
export type RecommendationRow = z.infer<typeof recommendationRow>;

export const recommendationCard = recommendationRow.extend({
  text: z.string(),
  evidence: z.array(evidenceLine),
  addresseeId: z.string(),
  districtId: z.string().nullable(),
  indicators: z.array(effectIndicator),
  weeks: z.number(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  declineReason: z.string().nullable(),
  appliedNote: z.string(),
  measuredAt: instant.nullable(),
  version: z.number(),
  can,
});
export type RecommendationCard = z.infer<typeof recommendationCard>;

const read = { permission: 'working-group.read' } as const;
const part = { permission: 'working-group.take-part' } as const;

export const listRecommendations = defineRoute({
  id: 'recommendations.list-recommendations',
  method: 'GET',
  path: '/api/recommendations',
  access: read,
  summary: 'Рекомендации: состояние, кому, эффект',
  query: z.object({
    state: recommendationState.optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  reply: z.object({
    rows: z.array(recommendationRow),
    total: z.number(),
    pageSize: z.number(),
    counts: z.record(recommendationState, z.number()),
    /** Offered for a new one. */
    offered: z.object({
      weeks: z.number(),
      addressee: z.object({ id: z.string(), name: z.string() }).nullable(),
    }),
    legal: z.string(),
    can,
  }),
});

export const getRecommendation = defineRoute({
  id: 'recommendations.get-recommendation',
  method: 'GET',
  path: '/api/recommendations/:id',
  access: read,
  summary: 'Рекомендация: основания, решение, эффект',
  params: idParams,
  reply: recommendationCard,
});

const body = {
  title: z.string().trim().min(5, 'Назовите коротко').max(200, 'Не длиннее 200 знаков'),
  text: z.string().trim().min(10, 'Напишите, что рекомендуется').max(5000, 'Не длиннее 5000 знаков'),
  evidence: z.array(evidenceLine).min(1, 'Назовите хотя бы одно основание').max(10, 'Не больше десяти'),
  addresseeId: id,
  block: z.string().max(40).nullable().default(null),
  districtId: z.string().max(60).nullable().default(null),
  indicators: z
    .array(effectIndicator)
    .min(1, 'Выберите, по какому показателю судить об эффекте')
    .max(3, 'Не больше трёх: при многих случайная перемена найдётся всегда'),
  weeks: z.number().int().min(1, 'От 1 до 26 недель').max(26, 'От 1 до 26 недель'),
};

export const addRecommendation = defineRoute({
  id: 'recommendations.add-recommendation',
  method: 'POST',
  path: '/api/recommendations',
  access: part,
  summary: 'Предложить рекомендацию с основаниями и показателями эффекта',
  body: z.object(body),
  reply: recommendationCard,
});

export const changeRecommendation = defineRoute({
  id: 'recommendations.change-recommendation',
  method: 'PATCH',
  path: '/api/recommendations/:id',
  access: part,
  summary: 'Изменить рекомендацию, пока о ней не решено',
  params: idParams,
  body: z.object({ ...body, version: z.number().int() }),
  reply: recommendationCard,
});

export const decideRecommendation = defineRoute({
  id: 'recommendations.decide-recommendation',
  method: 'POST',
  path: '/api/recommendations/:id/decide',
  access: { permission: 'recommendations.decide' },
  summary: 'Принять рекомендацию или отклонить с причиной',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    accept: z.boolean(),
    reason: z.string().trim().max(1000, 'Не длиннее 1000 знаков').default(''),
  }),
  reply: recommendationCard,
});

export const applyRecommendation = defineRoute({
  id: 'recommendations.apply-recommendation',
  method: 'POST',
  path: '/api/recommendations/:id/apply',
  access: part,
  summary: 'Отметить, с какого дня рекомендация применяется: от него отсчитаны недели до и после',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    appliedOn: isoDate,
    note: z.string().trim().max(1000, 'Не длиннее 1000 знаков').default(''),
  }),
  reply: recommendationCard,
});
