import { z } from 'zod';
import { heatTermIds } from '../../../shared/contract/heatmap/zones.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** How hot is red and when a red zone is over: packs/heatmap/zones. */
export const zonePack = defineDatedPack(
  'zones',
  'heatmap/zones/otklik-2026.json',
  {
    minimum: z.int().min(1),
    windowDays: z.int().min(1).max(31),
    historyWeeks: z.int().min(8).max(104),
    leastHistoryWeeks: z.int().min(2),
    growthWeeks: z.int().min(2).max(26),
    repeatDays: z.int().min(7).max(366),
    terms: z
      .array(
        z.strictObject({
          id: z.enum(heatTermIds),
          title: z.string().min(1),
          weight: z.number().min(0).max(1),
          /** The measured value at which the term is full. */
          full: z.number().positive(),
        }),
      )
      .length(heatTermIds.length)
      .refine((terms) => Math.abs(terms.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9, {
        message: 'веса должны складываться в единицу',
      }),
    zones: z.strictObject({ yellow: z.number(), orange: z.number(), red: z.number() }),
    triggers: z.strictObject({
      onObject: z.int().min(2),
      onObjectHours: z.int().min(1),
      dangerHours: z.int().min(1),
      danger: z.int().min(1),
      beyond: z.int().min(1),
      termTimes: z.number().min(1),
    }),
    exit: z.strictObject({ below: z.number(), days: z.int().min(1).max(60) }),
  },
  'На этот день правила красных зон не определены.',
);
export type ZoneRule = ReturnType<typeof zonePack.on>;
