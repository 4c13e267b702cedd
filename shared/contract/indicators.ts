import { z } from 'zod';
import { channel } from './cases.ts';
import { sliceFilter } from './objects.ts';
import { defineRoute } from './route.ts';

/** Indicators K1–K20: each defined once, counted for a slice and a period; each number opens its cases. */

export const indicatorIds = [
  ...(['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10'] as const),
  ...(['K11', 'K12', 'K13', 'K14', 'K15', 'K16', 'K17', 'K18', 'K19', 'K20'] as const),
] as const;
export type IndicatorId = (typeof indicatorIds)[number];

export const indicatorUnits = ['share', 'days', 'hours', 'minutes', 'score', 'times', 'count'] as const;
export type IndicatorUnit = (typeof indicatorUnits)[number];

/** A slice by what cases came to: territory, block, topic, channel, organisation. Local days, both included. */
export const indicatorSlice = sliceFilter.extend({
  channel: channel.optional(),
  factId: z.string().max(100).optional(),
  unitId: z.uuid().optional(),
});
export type IndicatorSlice = z.input<typeof indicatorSlice>;

/** A number beside the main one: «среднее», «из них». */
const part = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.enum(indicatorUnits),
  value: z.number().nullable(),
});

export const indicatorValue = z.object({
  id: z.enum(indicatorIds),
  /** null = nothing to count in the period, or no data at all: then `lacks` says which. */
  value: z.number().nullable(),
  lacks: z.string().nullable(),
  parts: z.array(part),
  /** Cases behind the number, of all readers' cases; null where it has none to open. */
  cases: z.number().nullable(),
});
export type IndicatorValue = z.infer<typeof indicatorValue>;

export const indicatorWords = z.object({
  id: z.enum(indicatorIds),
  title: z.string(),
  formula: z.string(),
  unit: z.enum(indicatorUnits),
  better: z.enum(['up', 'down']),
  target: z.number().nullable(),
  owner: z.string(),
  source: z.string(),
});
export type IndicatorWords = z.infer<typeof indicatorWords>;

export const listIndicators = defineRoute({
  id: 'indicators.list-indicators',
  method: 'GET',
  path: '/api/indicators',
  access: { permission: 'heatmap.read' },
  summary: 'Показатели К1–К20 за период и срез',
  query: indicatorSlice,
  reply: z.object({
    indicators: z.array(indicatorValue),
    words: z.array(indicatorWords),
    ruleVersion: z.string(),
    asOf: z.string(),
    /** Greatest relative error of a median or a percentile. */
    error: z.number(),
  }),
});

export const listIndicatorCases = defineRoute({
  id: 'indicators.list-cases',
  method: 'GET',
  path: '/api/indicators/:id/cases',
  access: { permission: 'cases.read' },
  summary: 'Дела за числом показателя, те из них, что читающий вправе видеть',
  params: z.object({ id: z.enum(indicatorIds) }),
  query: indicatorSlice,
  /** At most two hundred, for the filter `numbers` of the case list. */
  reply: z.object({ numbers: z.array(z.string()), total: z.number() }),
});
