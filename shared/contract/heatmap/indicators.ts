import { z } from 'zod';
import { channel } from '../messages/cases.ts';
import { flagKinds } from '../messages/quality-reviews.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { sliceFilter } from './objects.ts';

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
  /** `none` = of no topic. */
  factId: z.string().max(100).optional(),
  /** `none` = nobody has it. */
  unitId: z.union([z.uuid(), z.literal('none')]).optional(),
});
export type IndicatorSlice = z.input<typeof indicatorSlice>;

/** A number beside the main one: «среднее», «из них». */
const part = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.enum(indicatorUnits),
  value: z.number().nullable(),
});

/** Cases behind a number: of the whole city, and those the reader may open, which are the list. */
const listed = z.object({ all: z.number(), own: z.number() });
export type Listed = z.infer<typeof listed>;

export const indicatorValue = z.object({
  id: z.enum(indicatorIds),
  /** null = nothing to count in the period, or no data at all: then `lacks` says which. */
  value: z.number().nullable(),
  lacks: z.string().nullable(),
  parts: z.array(part),
  /** Events behind the number: two ratings of one case are two; null where it has none to open. */
  cases: z.number().nullable(),
  /** Cases of these events, which the list shows; null in what is no screen of somebody who reads cases. */
  listed: listed.nullable(),
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
  scope: 'figures.read',
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

const indicatorTrend = z.object({
  /** Twelve calendar months, `YYYY-MM`, the oldest first. */
  months: z.array(z.string()),
  /** Its last month ends with the period; otherwise the last value is of a part of it. */
  isLastWhole: z.boolean(),
  trends: z.array(z.object({ id: z.enum(indicatorIds), values: z.array(z.number().nullable()) })),
});
export type IndicatorTrend = z.infer<typeof indicatorTrend>;

export const listIndicatorTrend = defineRoute({
  id: 'indicators.list-trend',
  method: 'GET',
  path: '/api/indicators/trend',
  access: { permission: 'heatmap.read' },
  summary: 'Показатели К1–К20 по месяцам за год до конца периода, того же среза',
  query: indicatorSlice,
  reply: indicatorTrend,
});

export const performanceSides = ['channel', 'block', 'district', 'unit', 'fact'] as const;
export type PerformanceSide = (typeof performanceSides)[number];

/** Numbers of one line of the views of performance: how fast, how well, what was promised, what came back. */
export const performanceFigures = [
  ...(['median', 'slowest', 'overdue', 'confirmed', 'good', 'kept', 'prolonged'] as const),
  ...(['promises', 'rework', 'reopened', 'unsolved', 'social'] as const),
] as const;
export type PerformanceFigure = (typeof performanceFigures)[number];

const performanceLine = z.object({
  /** What the line is of, as the slice takes it; '' = the whole slice. */
  id: z.string(),
  title: z.string(),
  answered: z.number(),
  figures: z.record(
    z.enum(performanceFigures),
    z.object({
      value: z.number().nullable(),
      /** Of so many: below `smallest` the number is not coloured and not compared. */
      of: z.number(),
      /** Events behind it, and the cases of them. */
      cases: z.number(),
      listed: listed.nullable(),
    }),
  ),
  /** Where the confirmed share lies, by the confidence of the rules (Wilson); null of nothing. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /**
   * Place among organisations by the lower end of the interval, cases with an undismissed sign counted as not confirmed; null = too
   * few closed, or no organisation.
   */
  rank: z.number().nullable(),
  /** Cases with such a sign, at most as many as are confirmed: they lower the place until somebody has looked. */
  doubted: z.number(),
  /** Signs of work done for the figure in the period, by kind. */
  flags: z.array(z.object({ kind: z.enum(flagKinds), count: z.number() })),
});
export type PerformanceLine = z.infer<typeof performanceLine>;

export const listPerformance = defineRoute({
  id: 'indicators.list-performance',
  method: 'GET',
  path: '/api/indicators/performance',
  access: { permission: 'heatmap.read' },
  summary: 'Как обслуживают каналы, блоки, территории и организации: скорость, сроки, обещания, переделки',
  query: indicatorSlice.extend({ by: z.enum(performanceSides) }),
  reply: z.object({
    lines: z.array(performanceLine),
    whole: performanceLine,
    rules: z.object({ smallest: z.number(), leastRanked: z.number() }),
    ruleVersion: z.string(),
    asOf: z.string(),
  }),
});

export const performanceViews = ['equity', 'promise', 'rework', 'league'] as const;
export type PerformanceView = (typeof performanceViews)[number];

export const exportPerformance = defineReportRoute({
  id: 'indicators.export-performance',
  path: '/api/indicators/performance/export',
  access: { permission: 'heatmap.export' },
  summary: 'Как обслуживают каналы, блоки, территории и организации, файлом',
  query: {
    ...indicatorSlice.shape,
    by: z.enum(performanceSides),
    view: z.enum(performanceViews),
  },
});

export const networkSides = ['page', 'unit', 'block', 'district'] as const;
export type NetworkSide = (typeof networkSides)[number];

/** How a page, an organisation, a topic or a territory is answered in networks: K7 and K18, with the lists behind them. */
const networkLine = z.object({
  /** What the line is of; `none` = of nothing of the kind, '' = the whole slice. */
  id: z.string(),
  title: z.string(),
  /** Incidents that had their first answer in the period, and how long it took, minutes. */
  answers: z.number(),
  median: z.number().nullable(),
  /** The same within the hours of duty. */
  watched: z.number().nullable(),
  /** Nine of ten were answered sooner. */
  slowest: z.number().nullable(),
  /** Comments of the period under own pages that want an answer; those without one; hours to the answer of the others. */
  comments: z.number(),
  unanswered: z.number(),
  commentHours: z.number().nullable(),
  /** Incidents of the two lists; null for who reads none. */
  listed: z.object({ K7: listed, K18: listed }).nullable(),
});
export type NetworkLine = z.infer<typeof networkLine>;

export const listNetworkAnswers = defineRoute({
  id: 'indicators.list-network-answers',
  method: 'GET',
  path: '/api/indicators/networks',
  access: { permission: 'heatmap.read' },
  summary: 'Как отвечают в соцсетях: по страницам, исполнителям, блокам и территориям',
  query: indicatorSlice.extend({ by: z.enum(networkSides) }),
  reply: z.object({
    lines: z.array(networkLine),
    whole: networkLine,
    rules: z.object({ smallest: z.number() }),
    /** There is a page of ours in a network, or was. */
    isKept: z.boolean(),
    asOf: z.string(),
  }),
});

export const exportNetworkAnswers = defineReportRoute({
  id: 'indicators.export-network-answers',
  path: '/api/indicators/networks/export',
  access: { permission: 'heatmap.export' },
  summary: 'Как отвечают в соцсетях, файлом',
  query: { ...indicatorSlice.shape, by: z.enum(networkSides) },
});

/** Indicators whose list is of incidents, and not of cases. */
export const incidentLists = ['K7', 'K18'] as const;
export type IncidentListId = (typeof incidentLists)[number];

/** Lists of cases beside those of the indicators. */
export const performanceLists = ['kept', 'prolonged', 'broken', 'unsolved', 'flagged'] as const;
export type CaseListId = IndicatorId | (typeof performanceLists)[number];
export const caseListIds: readonly CaseListId[] = [...indicatorIds, ...performanceLists];

/** The definition of a list, as the filter `told` of the case list takes it. */
export const tellList = (
  id: CaseListId,
  { from, to }: { from: string; to: string },
  unitId?: string,
): string => [id, from, to, ...(unitId ? [unitId] : [])].join(':');
