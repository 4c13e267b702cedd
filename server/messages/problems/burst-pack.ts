import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** When a flow is a burst: packs/messages/early-warning. */
export const burstPack = defineDatedPack(
  'early-warning',
  'messages/early-warning/otklik-2026.json',
  {
    windowsHours: z.array(z.int().min(1).max(168)).min(1).max(4),
    weeks: z.int().min(3).max(26),
    leastCount: z.int().min(2),
    deviations: z.number().positive(),
    chance: z.number().positive().max(0.5),
    examples: z.int().min(1).max(20),
    /** Minutes a new warning waits for somebody to take it up. */
    acknowledgeMinutes: z.int().min(10).max(1440),
    rising: z.strictObject({
      lookBackDays: z.int().min(28).max(730),
      leastWindows: z.int().min(2).max(8),
      mostWindows: z.int().min(2).max(26),
      leastCount: z.int().min(2),
      leastGrowth: z.number().min(1),
      falseShare: z.number().positive().max(0.5),
    }),
  },
  'На этот день нет порогов раннего предупреждения.',
);

export type BurstRule = ReturnType<typeof burstPack.on>;
export type RisingRule = BurstRule['rising'];
