import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** How an effect is told: packs/group/recommendations. */
export const effectPack = defineDatedPack(
  'recommendations',
  'group/recommendations/otklik-2026.json',
  { weeks: z.int().min(1).max(26), leastCases: z.int().min(1), chance: z.number().gt(0).lt(1) },
  'На этот день не сказано, как измерять эффект.',
);

export type EffectRules = ReturnType<typeof effectPack.on>;
