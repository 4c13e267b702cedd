import { z } from 'zod';
import { indicatorIds, indicatorUnits } from '../heatmap/indicators.ts';
import { instant, isoDate } from '../paging.ts';
import { assignmentState } from './assignments.ts';

const flow = z.object({
  received: z.number(),
  answered: z.number(),
  inTime: z.number(),
  /** Mean of the ratings; null = nobody rated. */
  rating: z.number().nullable(),
  rated: z.number(),
});
export type Flow = z.infer<typeof flow>;

export const sectorFigures = flow.extend({
  code: z.string(),
  title: z.string(),
  /** Under way now, and of them past the term. */
  open: z.number(),
  overdue: z.number(),
  /** Red zones that run. */
  zones: z.number().optional(),
});
export type SectorFigures = z.infer<typeof sectorFigures>;

const pain = z.object({ title: z.string(), note: z.string(), href: z.string() });
export type Pain = z.infer<typeof pain>;

const lateAssignment = z.object({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  responsible: z.string(),
  dueOn: isoDate,
  lateDays: z.number(),
});

const zoneLine = z.object({
  id: z.string(),
  /** «Синарский район, Дороги». */
  title: z.string(),
  openedOn: isoDate,
  reason: z.string(),
  owner: z.string().nullable(),
  exitOn: isoDate.nullable(),
  /** The day of exit is past. */
  isLate: z.boolean(),
});

/** Red now, whatever the period; opened and closed in it. */
const zoneFigures = z.object({
  red: z.number(),
  opened: z.number(),
  closed: z.number(),
  running: z.array(zoneLine),
});

/** An indicator as it stood: of the city and of each sector, in the order of the report's sectors. */
const indicatorLine = z.object({
  id: z.enum(indicatorIds),
  title: z.string(),
  unit: z.enum(indicatorUnits),
  better: z.enum(['up', 'down']),
  target: z.number().nullable(),
  value: z.number().nullable(),
  /** Cases behind the number; null where there are none to open. */
  cases: z.number().nullable(),
  bySector: z.array(z.number().nullable()),
  /** By month, as `trendMonths` of the report. */
  trend: z.array(z.number().nullable()).optional(),
});
export type IndicatorLine = z.infer<typeof indicatorLine>;

/** An assignment given in the period, and where it stands. */
const madeAssignment = z.object({
  id: z.string(),
  number: z.string(),
  basis: z.string(),
  text: z.string(),
  responsible: z.string(),
  dueOn: isoDate,
  state: assignmentState,
});

/** What residents wrote of most, for the plan of posts; former = in as many days before. */
const socialFigures = z.object({
  fromNetworks: z.number(),
  topics: z.array(z.object({ title: z.string(), received: z.number(), former: z.number() })),
  /** Fulfilled in the period: each has a draft «вы сообщили — мы сделали». */
  drafts: z.number(),
  /** What pages told of in the period; null = of no page anything is known. Reports signed before do not have it. */
  posts: z
    .object({
      count: z.number(),
      unsure: z.number(),
      /** Of enough posts the topic is known to compare. */
      isJudged: z.boolean(),
      /** Topics told of too little beside how much is written of them. */
      under: z.array(z.object({ title: z.string(), received: z.number(), posts: z.number() })),
    })
    .nullable()
    .optional(),
});

/** All that a report holds in numbers. What was added later is not in those signed before. */
export const reportFigures = z.object({
  sectors: z.array(sectorFigures),
  total: flow.extend({ open: z.number(), overdue: z.number() }),
  pains: z.array(pain),
  decisions: z.object({
    meetings: z.number(),
    issued: z.number(),
    accepted: z.number(),
    open: z.number(),
    overdue: z.number(),
    late: z.array(lateAssignment),
    made: z.array(madeAssignment).optional(),
  }),
  recommendations: z.object({
    proposed: z.number(),
    accepted: z.number(),
    applied: z.number(),
    measured: z.number(),
    waiting: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  roadmap: z.object({ readiness: z.number(), done: z.number(), total: z.number(), overdue: z.number() }),
  correspondence: z.object({ waiting: z.number(), overdue: z.number() }),
  zones: zoneFigures.optional(),
  indicators: z.array(indicatorLine).optional(),
  /** Months of the trends, `YYYY-MM`, the oldest first; the last one up to the end of the period. */
  trendMonths: z.array(z.string()).optional(),
  social: socialFigures.optional(),
  countedAt: instant,
});
export type ReportFigures = z.infer<typeof reportFigures>;
