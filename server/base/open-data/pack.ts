import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { localDate } from '../deadlines/index.ts';

/** Who answers for open data and under what licence it is given: packs/base/open-data. */
export const openDataPack = defineDatedPack(
  'open-data',
  'base/open-data/otklik-2026.json',
  {
    inn: z.string().regex(/^(\d{10})?$/u),
    responsible: z.object({ title: z.string().min(1), phone: z.string(), email: z.string() }),
    licence: z.object({ id: z.string().min(1), title: z.string().min(1), url: z.url() }),
  },
  'На этот день нет условий открытых данных.',
);

export const openTermsOn = (ctx: Pick<Ctx, 'now'>) => openDataPack.on(localDate(ctx.now));
