import { z } from 'zod';
import { shortRules } from './questionnaire.ts';

/** Figures of a poll as they are told: counted once, the same for everybody. Null stands for few people, and for what would give them away. */

const told = z.number().nullable();

const optionFigures = z.object({
  /** `unsure` is «затрудняюсь ответить», `none` no answer. */
  id: z.string(),
  title: z.string(),
  count: told,
  /** Of those who were asked it and answered, 0…1; null where the count is. */
  share: told,
  /** The same by weights, in whole percents; null where it is not weighted. */
  weighted: told,
  /** By `districts` and `ages` of the figures, in their order. */
  byDistrict: z.array(told),
  byAge: z.array(told),
});
export type OptionFigures = z.infer<typeof optionFigures>;

/** Of «budget»: who gets the money. The order of voices is not told: it would tell counts that are hidden. */
const budgetFigures = z.object({
  total: z.number(),
  whenShort: z.enum(shortRules),
  /** Nobody has it, but for projects of a tie. */
  left: z.number(),
  projects: z.array(
    z.object({
      id: z.string(),
      cost: z.number(),
      /** `tied`: as many voices as others, and not enough for all of them; `waits`: after those. */
      state: z.enum(['funded', 'left', 'tied', 'waits']),
    }),
  ),
  /** Ties a person settled: which came first, why. */
  settled: z.array(
    z.object({ projects: z.array(z.string()), reason: z.string(), by: z.string(), at: z.string() }),
  ),
});
export type BudgetFigures = z.infer<typeof budgetFigures>;

export const questionFigures = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  /** Of a matrix: whose line it is; empty otherwise. */
  row: z.string(),
  /** The sentence that says what came out. */
  sentence: z.string(),
  answered: told,
  options: z.array(optionFigures),
  /** Of a scale: the average step; null where any of its counts is hidden. */
  average: told,
  /** Of «point»: cells of the map with how many put a point there, those of few left out. */
  cells: z.array(z.object({ lat: z.number(), lon: z.number(), count: z.number() })),
  /** Of «point»: how many points the cells do not show. */
  outside: told,
  /** Of «text»: how many wrote; what they wrote is shown once it was looked at. */
  texts: told,
  budget: budgetFigures.nullable().default(null),
});
export type QuestionFigures = z.infer<typeof questionFigures>;

const groupFigures = z.object({
  id: z.string(),
  title: z.string(),
  count: told,
  /** Who lives there or is of that age; null = not known. */
  residents: z.number().nullable(),
  /** Of them, 0…1. */
  turnout: told,
});

export const pollFigures = z.object({
  participants: z.number(),
  /** Fewer people than this are not told. */
  smallest: z.number(),
  districts: z.array(groupFigures),
  ages: z.array(groupFigures),
  /** Of a secret vote, whose ballots are of no district: who took one, by district. */
  turnout: z.array(groupFigures).default([]),
  /** How the result was brought to the make-up of the city; null = it was not, `why` says so. */
  weights: z
    .object({
      sides: z.array(z.enum(['district', 'age'])),
      /** How many times as wide the error is as it would be without weights, squared (Kish). */
      designEffect: z.number(),
      effective: z.number(),
      largest: z.number(),
      /** Percent points, of half of those asked, at 95 %. */
      margin: z.number(),
    })
    .nullable(),
  whyUnweighted: z.string(),
  questions: z.array(questionFigures),
});
export type PollFigures = z.infer<typeof pollFigures>;
