import { z } from 'zod';

/** What a list tells of the words that were looked for. */

/** A piece of a text, one that was looked for or one between. */
export const segment = z.object({ text: z.string(), isHit: z.boolean() });
export type Segment = z.infer<typeof segment>;

/** Where the words looked for stand in a case; null where they do not. */
export const foundIn = z.object({
  id: z.string(),
  title: z.array(segment).nullable(),
  excerpt: z.object({ source: z.enum(['text', 'answer']), segments: z.array(segment) }).nullable(),
});
export type FoundIn = z.infer<typeof foundIn>;

/** How the phrase was understood. */
export const searchTold = z.object({
  /** `hidden`: somebody's phone or e-mail, asked by one who may not see contacts. */
  kind: z.enum(['words', 'number', 'contact', 'hidden', 'nothing']),
  /** Words that occur nowhere, and the ones shown in their place. */
  replaced: z.array(z.object({ typed: z.string(), shown: z.string() })),
  /** The phrase with those words in place; null where none was replaced, or the address tells it. */
  shown: z.string().nullable(),
  /** The address the phrase names. */
  place: z.string().nullable(),
  /** Too many to compare: the best of the newest ones. */
  isNewestOnly: z.boolean(),
});
export type SearchTold = z.infer<typeof searchTold>;
