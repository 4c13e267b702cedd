import { z } from 'zod';
import { defineDatedPack } from '../../../lib/dated-pack.ts';

const words = z.string().min(1);
const month = z.number().int().min(1).max(12);

const named = { title: words, basis: words, month };
const fixedDay = z.strictObject({ ...named, day: z.number().int().min(1).max(31) });
const movingDay = z.strictObject({
  ...named,
  weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  /** 1 = the first of the month, −1 = the last. */
  place: z.union([z.number().int().min(1).max(4), z.literal(-1)]),
});
const memorableDay = z.union([fixedDay, movingDay]);
export type MemorableDay = z.infer<typeof memorableDay>;

/** Days pages write of besides holidays: packs/pages/memorable-days. */
export const memorablePack = defineDatedPack(
  'memorable-days',
  'pages/memorable-days/otklik-2026.json',
  { shownDays: z.number().int().min(1).max(366), days: z.array(memorableDay).min(1) },
  'На этот день нет памятных дат.',
);
