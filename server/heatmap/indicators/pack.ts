import { z } from 'zod';
import { indicatorIds, indicatorUnits } from '../../../shared/contract/heatmap/indicators.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const indicator = z.strictObject({
  id: z.enum(indicatorIds),
  title: z.string().min(1),
  formula: z.string().min(1),
  unit: z.enum(indicatorUnits),
  better: z.enum(['up', 'down']),
  target: z.number().nullable(),
  owner: z.string().min(1),
  source: z.string().min(1),
});

/** What K1–K20 are in words: packs/heatmap/figures/indicators. */
export const indicatorPack = defineDatedPack(
  'indicators',
  'heatmap/indicators/otklik-2026.json',
  {
    repeatDays: z.int().min(1),
    performance: z.strictObject({
      smallest: z.int().min(1),
      leastRanked: z.int().min(1),
      z: z.number().min(0.5).max(4),
    }),
    indicators: z.array(indicator).length(indicatorIds.length),
  },
  'На этот день показатели не определены.',
);
export type IndicatorRules = ReturnType<typeof indicatorPack.on>;
