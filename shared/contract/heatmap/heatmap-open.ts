import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** What everybody sees of the heat map: whole months, each counted and published once, without numbers of few people. */

/** What happened in a month, in events: an answer of October may be to a message of September. */
export const openMeasures = [
  ...(['received', 'answered', 'solved', 'due', 'late'] as const),
  ...(['rated', 'ratedWell', 'said', 'saidSolved'] as const),
] as const;
export type OpenMeasure = (typeof openMeasures)[number];

/** Whole months up to the last one published: one, three, twelve. */
export const openPeriods = ['month', 'quarter', 'year'] as const;
export type OpenPeriod = (typeof openPeriods)[number];
export const monthsOfPeriod = { month: 1, quarter: 3, year: 12 } as const satisfies Record<
  OpenPeriod,
  number
>;

/** null = nothing to count it from; `hidden` = too few people, or a neighbour's number would give them away. */
const openNumber = z.union([z.number(), z.literal('hidden'), z.null()]);
export type OpenNumber = z.infer<typeof openNumber>;

const openLine = z.object({
  /** A block or a district (`none` = not known), a month, or `all`. */
  id: z.string(),
  title: z.string(),
  counts: z.record(z.enum(openMeasures), openNumber),
  /** Of the terms that came, those kept; 0–1. */
  onTimeShare: openNumber,
  /** Calendar days from registration to the answer. */
  averageDays: openNumber,
  averageRating: openNumber,
  /** Residents who said «решено», of those who said anything; 0–1. */
  solvedShare: openNumber,
  /** Counts that leave out months in which they are hidden: so many or more. */
  atLeast: z.array(z.enum(openMeasures)),
});
export type OpenLine = z.infer<typeof openLine>;

/** How pages of the city answer in networks. */
const openNetworks = z.object({
  /** The first month counted, `YYYY-MM`: later than the period where the city had no page before. */
  since: z.string(),
  /** First answers. */
  answers: openNumber,
  /** Hours from the notice of the words to the first answer. */
  averageHours: openNumber,
  /** Comments under pages of the city that want an answer. */
  comments: openNumber,
  /** Of them those that had one when their month was over; 0–1. */
  answeredShare: openNumber,
});
export type OpenNetworks = z.infer<typeof openNetworks>;

export const getPublicFigures = defineRoute({
  id: 'heatmap.get-public-figures',
  method: 'GET',
  path: '/api/open-data/figures',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Как город отвечает: числа целых месяцев по темам и районам, малые скрыты',
  query: z.object({ period: z.enum(openPeriods).default('month') }),
  download: true,
  reply: z.object({
    /** Whole months, both days included; null until the first month is published. */
    period: z.object({ from: isoDate, to: isoDate }).nullable(),
    /** Local Monday of the edition these numbers are of; they do not change until the next one. */
    edition: isoDate,
    /** Numbers of fewer people are hidden. */
    smallest: z.number(),
    total: openLine,
    /** Unanswered beyond their term at the end of the last month, in the whole city. */
    overdue: openNumber,
    blocks: z.array(openLine),
    districts: z.array(openLine),
    /** Null where the city had no page in the period. */
    networks: openNetworks.nullable(),
    /** Months of a year, `YYYY-MM`, the oldest first. */
    months: z.array(openLine),
    /** How many numbers of the period are hidden, of how many; of months, blocks and districts alone. */
    hidden: z.object({ count: z.number(), of: z.number() }),
  }),
});
export type PublicFigures = z.infer<typeof getPublicFigures.reply>;

export const openFormats = ['csv', 'json', 'passport'] as const;

export const getOpenData = defineRoute({
  id: 'heatmap.get-open-data',
  method: 'GET',
  path: '/api/open-data/messages',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Открытые данные: сообщения по месяцам, темам и районам (CSV, JSON) и паспорт набора',
  query: z.object({ format: z.enum(openFormats).default('csv') }),
  download: true,
  reply: z.unknown(),
});
