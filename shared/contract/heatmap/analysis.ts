import { z } from 'zod';
import { outcome } from '../messages/cases.ts';
import { caseFields } from '../messages/cases-list.ts';
import { isoDate } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { countedKinds, sliceFilter } from './objects.ts';

/** «Анализ»: what grows, why, what residents write of alike; each number opens the list of its cases. */

const example = z.object({ number: z.string(), title: z.string() });

const confidence = z.enum(['sure', 'likely', 'maybe']);
export type Confidence = z.infer<typeof confidence>;

export const risingTopic = z.object({
  factId: z.string(),
  block: z.string().nullable(),
  count: z.number(),
  /** Median of like former periods, and what the season adds. */
  expected: z.number(),
  usual: z.number(),
  /** How many more these weeks brought a year ago than those before them; 0 = none, or nothing known. */
  season: z.number(),
  growth: z.number(),
  confidence,
  /** Chance of so many or more, were all as usual. */
  chance: z.number(),
  /** Former periods, the oldest first. */
  former: z.array(z.number()),
  /** Districts that brought most above their usual; null = without a district. */
  districts: z.array(z.object({ districtId: z.string().nullable(), count: z.number(), usual: z.number() })),
  examples: z.array(example),
});
export type RisingTopic = z.infer<typeof risingTopic>;

export const rising = z.object({
  topics: z.array(risingTopic),
  /** Topics looked at, cases counted, cases of the period nobody has given a topic. */
  tested: z.number(),
  total: z.number(),
  untold: z.number(),
  /** Days of the period so far, and former periods they are compared with. */
  days: z.number(),
  windows: z.number(),
  /** The same weeks a year ago are known and taken into account. */
  hasSeason: z.boolean(),
  /** Too few former periods are known to call anything a rise. */
  isYoung: z.boolean(),
  ruleVersion: z.string(),
});
export type Rising = z.infer<typeof rising>;

export const listRising = defineRoute({
  id: 'analysis.list-rising',
  method: 'GET',
  path: '/api/analysis/rising',
  access: { permission: 'cases.read' },
  summary: 'Растущие темы: против таких же прежних периодов и сезона, с уверенностью и примерами',
  query: sliceFilter,
  reply: rising,
});

export const causeKinds = ['reject', 'refuse', 'forward', 'reopen', 'prolong'] as const;
export type CauseKind = (typeof causeKinds)[number];

export const causes = z.object({
  /** What the answered cases came to. */
  outcomes: z.array(z.object({ outcome, count: z.number(), factId: z.string().nullable() })),
  causes: z.array(
    z.object({
      kind: z.enum(causeKinds),
      /** For the filter `cause` of the case list. */
      key: z.string(),
      title: z.string(),
      count: z.number(),
      factId: z.string().nullable(),
    }),
  ),
  total: z.number(),
});
export type Causes = z.infer<typeof causes>;

export const listCauses = defineRoute({
  id: 'analysis.list-causes',
  method: 'GET',
  path: '/api/analysis/causes',
  access: { permission: 'cases.read' },
  summary: 'Причины: чем кончились дела, основания отказов, передач, возвратов, продлений',
  query: sliceFilter,
  reply: causes,
});

export const textCluster = z.object({
  /** Words of the residents themselves, six at most, without names. */
  name: z.string(),
  count: z.number(),
  /** Cases of the group, the newest first, for the filter `numbers` of the case list: at most two hundred. */
  numbers: z.array(z.string()),
  factId: z.string().nullable(),
  factCount: z.number(),
  places: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  examples: z.array(example),
});
export type TextCluster = z.infer<typeof textCluster>;

export const clusters = z.object({
  clusters: z.array(textCluster),
  /** Texts read of those of the period; fewer than all when there are too many for one look. */
  read: z.number(),
  total: z.number(),
});
export type Clusters = z.infer<typeof clusters>;

export const listClusters = defineRoute({
  id: 'analysis.list-clusters',
  method: 'GET',
  path: '/api/analysis/clusters',
  access: { permission: 'cases.read' },
  summary: 'О чём пишут: группы похожих текстов с именем из слов жителей',
  query: sliceFilter,
  reply: clusters,
});

/** By what the completeness of fields is told. */
export const fullnessSides = ['channel', 'block', 'district', 'unit'] as const;

/** Cases a field is asked of, and of them those that have it. */
const fieldCount = z.object({ asked: z.number(), has: z.number() });
const fullnessLine = z.object({
  /** For the filter of the case list; `none` = of no topic, place or executor. */
  key: z.string(),
  title: z.string(),
  total: z.number(),
  fields: z.record(z.enum(caseFields), fieldCount),
});

export const fullness = z.object({
  by: z.enum(fullnessSides),
  lines: z.array(fullnessLine),
  whole: fullnessLine,
});
export type Fullness = z.infer<typeof fullness>;

export const listFullness = defineRoute({
  id: 'analysis.list-fullness',
  method: 'GET',
  path: '/api/analysis/fullness',
  access: { permission: 'cases.read' },
  summary:
    'Полнота полей: у скольких дел периода есть тема, место, исполнитель, контакт, фото, результат, оценка',
  query: sliceFilter.extend({ by: z.enum(fullnessSides).default('channel') }),
  reply: fullness,
});

/** Weeks after its own at whose end a cohort is looked at, and the ages by which what is open is told apart. */
export const cohortAges = [0, 1, 2, 4, 8, 13] as const;

/** Of a week from Monday to Sunday: what came of its cases since, and how old what was open on its Sunday was. */
const ageingWeek = z.object({
  from: isoDate,
  to: isoDate,
  /** Cases that came in it, merged ones too. */
  received: z.number(),
  /** Of them, those open at the end of the Sunday so many weeks later, by `cohortAges`; null = that day is not over. */
  open: z.array(z.number().nullable()),
  /** All that was open at the end of its Sunday, and by age: each of `cohortAges` begins a band. */
  stock: z.number(),
  byAge: z.array(z.number()),
});
export type AgeingWeek = z.infer<typeof ageingWeek>;

export const listAgeing = defineRoute({
  id: 'analysis.list-ageing',
  method: 'GET',
  path: '/api/analysis/ageing',
  access: { permission: 'cases.read' },
  summary: 'Возраст дел: сколько поступивших за неделю открыто через 1–13 недель, сколько открытым недель',
  query: sliceFilter,
  reply: z.object({
    /** Whole weeks that are over: those of the period, fourteen at least; none before the first case of the slice. */
    weeks: z.array(ageingWeek),
  }),
});

export const exportAnalysis = defineReportRoute({
  id: 'analysis.export-analysis',
  path: '/api/analysis/export',
  access: { permission: 'analysis.export' },
  summary: 'Часть анализа файлом',
  query: {
    ...sliceFilter.shape,
    part: z.enum(['rising', 'causes', 'clusters', 'objects', 'fullness', 'ageing']).default('rising'),
    kind: z.enum(countedKinds).default('house'),
    /** Lines of the completeness of fields. */
    by: z.enum(fullnessSides).default('channel'),
  },
});
