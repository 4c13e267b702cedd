import { z } from 'zod';

/** A day in the text that differs from what was said officially of the same matter. */
export const factNote = z.object({
  /** Null: in the common text. */
  pageId: z.string().nullable(),
  words: z.string(),
  /** The earlier answer, post or notice, and where it opens. */
  source: z.object({ title: z.string(), link: z.string() }),
});
export type FactNote = z.infer<typeof factNote>;
