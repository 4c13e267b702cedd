import type { z } from 'zod';
import { parseJson } from './ask-network.ts';

/** A cursor as it was written; one that cannot be read begins anew: what is read twice has the same keys. */
export function openCursor<T extends z.ZodType, F>(schema: T, cursor: string, fresh: F): z.output<T> | F {
  const parsed = schema.safeParse(parseJson(cursor));
  return parsed.success ? parsed.data : fresh;
}
