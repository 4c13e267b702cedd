import { z } from 'zod';

/** Cursor paging: `cursor` is opaque, taken from the previous reply's `next`. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** What a caller may do with an object: names of actions the client offers; it derives no rule itself. */
export const can = z.array(z.string());

export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Дата в виде ГГГГ-ММ-ДД');
/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime();
