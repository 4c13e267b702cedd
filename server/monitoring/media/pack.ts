import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const words = z.array(z.string().min(1)).min(1);

/** What the register may keep, for what, how long: packs/monitoring/media. */
export const mediaPack = defineDatedPack(
  'media-register',
  'monitoring/media/otklik-2026.json',
  {
    purposes: words,
    grounds: words,
    usualDays: z.number().int().min(1),
    mostDays: z.number().int().min(1),
    labels: words,
  },
  'На этот день нет правил реестра СМИ.',
);
