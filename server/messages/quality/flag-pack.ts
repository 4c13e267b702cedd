import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** From which counts of a day a coincidence is worth a look: packs/messages/quality. */
export const flagPack = defineDatedPack(
  'quality-flags',
  'messages/quality/flags-2026.json',
  {
    massClosing: z.int().min(1),
    massShare: z.number().min(0).max(1),
    lastHours: z.int().min(1).max(240),
    dueMoved: z.int().min(1),
    ratingBurst: z.int().min(2),
    spotChecks: z.int().min(0).max(100),
  },
  'На этот день нет порогов для признаков накрутки.',
);

export type FlagLimits = ReturnType<typeof flagPack.on>;
