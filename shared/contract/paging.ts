import { z } from 'zod';

/** Cursor paging: `cursor` is opaque, taken from the previous reply's `next`. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** What a caller may do with an object: names of actions the client offers; it derives no rule itself. */
export const can = z.array(z.string());

/** A day that is in the calendar, of a century a person may mean: clocks and calendars count no others. */
function isRealDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && text >= '1900' && text < '2200'
  );
}

export const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Дата в виде ГГГГ-ММ-ДД')
  .refine(isRealDay, 'Такого дня нет');
/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** A moment as a caller may say it: ISO 8601 in any zone, «…+05:00» too. */
export const saidInstant = z.iso.datetime({ offset: true });
