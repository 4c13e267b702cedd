import { z } from 'zod';

/** A row of a list from a spreadsheet that is not taken, with everything that is wrong with it. */
export const refusedRow = z.object({ row: z.number(), name: z.string(), faults: z.array(z.string()) });
export type RefusedListRow = z.output<typeof refusedRow>;
