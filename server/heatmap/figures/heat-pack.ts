import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** From what number on cells are coloured and shown to everybody, and the open data: packs/heatmap/figures. */
export const heatPack = defineDatedPack(
  'heatmap',
  'heatmap/figures/otklik-2026.json',
  {
    /** Cells with fewer messages are hatched, not coloured: chance would look like a pattern. */
    smallest: z.int().min(1),
    /** Steps of a case's age, whole days since registration, each to its number; the rest is older. */
    ages: z.array(z.int().min(1)).min(1),
    public: z.strictObject({
      /** Fewer people are not shown to everybody: a neighbour would know them. */
      smallest: z.int().min(2),
      /** A measure is told of blocks within districts in months with so many to a pair on the average; else of each alone. */
      perPair: z.int().min(1),
      months: z.int().min(1).max(36),
      cacheMinutes: z.int().min(1),
    }),
    licence: z.strictObject({ id: z.string(), title: z.string(), url: z.url() }),
  },
  'На этот день нет правил тепловой карты.',
);
