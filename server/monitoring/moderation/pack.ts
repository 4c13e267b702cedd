import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** The starting set of published rules, and the terms of objections: packs/monitoring/moderation. */
export const moderationPack = defineDatedPack(
  'comment-rules',
  'monitoring/moderation/otklik-2026.json',
  {
    /** Calendar days the author may object. */
    appealDays: z.number().int().min(1),
    /** Days the evidence stays after the last moment anything may follow from it. */
    keptDays: z.number().int().min(1),
    /** Words no rule may forbid, in any form. */
    never: z.array(z.string().min(1)),
    rules: z
      .array(
        z.strictObject({
          number: z.number().int().min(1),
          title: z.string().min(1).max(100),
          text: z.string().min(1).max(600),
          needsSecond: z.boolean(),
        }),
      )
      .min(1),
  },
  'На этот день нет правил комментариев.',
);
