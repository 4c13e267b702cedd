import type { Cursor } from '../../../lib/http/cursor.ts';

/** A page of cases in its order, and where the next begins; null on the last. */
export interface CasePage {
  ids: string[];
  next: Cursor | null;
}
