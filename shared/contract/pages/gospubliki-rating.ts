import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The monthly mark of official pages by an open formula: what it was counted from stands beside it. */

export const ratingTermIds = ['norm', 'checks', 'known', 'reach'] as const;
export type RatingTermId = (typeof ratingTermIds)[number];

const termValue = z.object({
  id: z.enum(ratingTermIds),
  /** 0…1; null: it is not known, and the others share its weight. */
  value: z.number().nullable(),
  /** What was divided by what; null where one of them is not known. */
  part: z.number().nullable(),
  whole: z.number().nullable(),
  /** Its weight in the formula, 0…1. */
  weight: z.number(),
});
export type RatingTerm = z.infer<typeof termValue>;

export const ratedPage = z.object({
  pageId: z.string(),
  title: z.string(),
  /** What its grade is called. */
  grade: z.string(),
  /** 0…100; null where no term is known. */
  score: z.number().nullable(),
  terms: z.array(termValue),
});
export type RatedPage = z.infer<typeof ratedPage>;

/** What is kept of a page in a frozen month. */
export const frozenMark = ratedPage.omit({ pageId: true, score: true });

export const getRating = defineRoute({
  id: 'gospubliki.get-rating',
  method: 'GET',
  path: '/api/gospubliki/rating',
  access: { permission: 'gospubliki.read' },
  summary: 'Оценка страниц за месяц по открытой формуле: из чего сложилась; закрытые месяцы не меняются',
  query: z.object({
    /** First day of the month; none = the present one. */
    month: isoDate.optional(),
  }),
  reply: z.object({
    month: isoDate,
    /** Null: it goes on, and is counted as of now. */
    frozenAt: instant.nullable(),
    snapshot: z.string(),
    formula: z.array(
      z.object({ id: z.enum(ratingTermIds), title: z.string(), about: z.string(), weight: z.number() }),
    ),
    /** Mean reach of a post ÷ followers that is worth the whole term. */
    fullReach: z.number(),
    /** The highest first. */
    pages: z.array(ratedPage),
    /** Months there is something to see of, the latest first. */
    months: z.array(isoDate),
  }),
});
