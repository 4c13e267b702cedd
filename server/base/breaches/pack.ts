import { z } from 'zod';
import { breachFieldIds } from '../../../shared/contract/base/breaches.ts';
import { cityDay } from '../../lib/city.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';

const words = z.string().min(1);
const hours = z
  .number()
  .int()
  .min(1)
  .max(24 * 365);

/** What a notice says of the operator, out of the card of the city. */
const operatorFactIds = ['name', 'inn', 'address', 'email'] as const;
export type BreachOperatorFact = (typeof operatorFactIds)[number];

const notice = z.strictObject({
  title: words,
  /** What it says, in its order; without what is required it is not sent. */
  fields: z
    .array(z.strictObject({ id: z.enum(breachFieldIds), title: words, isRequired: z.boolean() }))
    .min(1),
});

/** By when Roskomnadzor is told of a breach and of what came of it, what the notices say, what is done. packs/base/breaches. */
export const breachPack = defineDatedPack(
  'breaches',
  'base/breaches/otklik-2026.json',
  {
    /** By the clock, from the discovery. */
    initialHours: hours,
    resultsHours: hours,
    addressee: z.array(words).min(1),
    sendTo: z.strictObject({ title: words, address: z.url(), words }),
    operator: z.array(z.strictObject({ id: z.enum(operatorFactIds), title: words })).min(1),
    notices: z.strictObject({ initial: notice, results: notice }),
    steps: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(60),
          title: words,
          words,
          link: z.strictObject({ path: z.string().startsWith('/staff/'), title: words }).nullable(),
        }),
      )
      .min(1),
  },
  'На этот день нет порядка действий при инциденте с персональными данными.',
);

export type BreachRules = ReturnType<typeof breachPack.on>;

/** The rules a breach goes by: those of the day it was discovered. */
export const breachRulesOf = (ctx: Pick<Ctx, 'config'>, discoveredAt: Date): BreachRules =>
  breachPack.on(cityDay(ctx.config, discoveredAt));
