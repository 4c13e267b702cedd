import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** What everybody sees of the heat map: aggregated numbers without small ones, and the same as open data. */

export const openPeriods = [30, 90, 365] as const;

/** null = nothing to count it from; `hidden` = too few people, or a neighbour's number would give them away. */
const openNumber = z.union([z.number(), z.literal('hidden'), z.null()]);
export type OpenNumber = z.infer<typeof openNumber>;

const openLine = z.object({
  /** A block or a district; `none` = not known. */
  id: z.string(),
  title: z.string(),
  received: openNumber,
  answered: openNumber,
  /** Answered in time, of the answered and of those whose term is over without an answer; 0–1. */
  onTimeShare: openNumber,
  /** Calendar days from registration to the answer. */
  averageDays: openNumber,
  averageRating: openNumber,
  /** Residents who said «решено», of those who said anything; 0–1. */
  solvedShare: openNumber,
});
export type OpenLine = z.infer<typeof openLine>;

export const getPublicFigures = defineRoute({
  id: 'heatmap.get-public-figures',
  method: 'GET',
  path: '/api/open-data/figures',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Как город отвечает: числа за период по темам и районам, малые скрыты',
  query: z.object({
    days: z.coerce
      .number()
      .pipe(z.union(openPeriods.map((days) => z.literal(days))))
      .default(30),
  }),
  download: true,
  reply: z.object({
    /** Whole local days, both included: up to yesterday. */
    from: isoDate,
    to: isoDate,
    /** Numbers of fewer people are hidden. */
    smallest: z.number(),
    total: openLine,
    blocks: z.array(openLine),
    districts: z.array(openLine),
    /** Whole calendar months, `YYYY-MM`, the oldest first. */
    months: z.array(openLine),
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
