import { z } from 'zod';
import { inRegion } from '../../base/our-city/index.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const code = z.string().regex(/^[a-z-]{2,40}$/u);

/** Correspondents and systems of the decree: packs/group/interaction. */
export const interactionPack = defineDatedPack(
  'interaction',
  'group/interaction/otklik-2026.json',
  {
    answerWorkingDays: z.int().min(1).max(60),
    partners: z.array(z.strictObject({ code, title: z.string().min(1), clause: z.string() })).min(1),
    systems: z.array(
      z.strictObject({
        code,
        title: z.string().min(1),
        clause: z.string(),
        source: z.enum(['reconcile', 'none']),
      }),
    ),
  },
  'На этот день корреспонденты и системы не названы.',
);

/** Correspondents of a local day, those of the region by its name. */
export const partnersOn = (localDay: string) =>
  interactionPack.on(localDay).partners.map((one) => ({ ...one, title: inRegion(one.title) }));
