import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { refusedRow } from './list-rows.ts';

/** Streets and houses from a spreadsheet, in place of the list in force: looked at first, then written. */
export const importAddresses = defineRoute({
  id: 'territory.import-addresses',
  method: 'POST',
  path: '/api/territory/addresses/import',
  access: { permission: 'territory.manage' },
  summary: 'Улицы и дома списком: проверить таблицу, а с write=yes заменить ею справочник',
  query: z.object({ write: z.enum(['yes']).optional() }),
  upload: true,
  reply: z.object({
    isWritten: z.boolean(),
    rows: z.number(),
    streets: z.number(),
    houses: z.number(),
    /** Houses with a point on the map. */
    placed: z.number(),
    /** The first of the streets, to look at. */
    shown: z.array(z.object({ title: z.string(), houses: z.number() })),
    refusedCount: z.number(),
    /** The first of them. */
    refused: z.array(refusedRow),
    /** What the list takes the place of. */
    former: z.object({ streets: z.number(), houses: z.number() }),
  }),
});
