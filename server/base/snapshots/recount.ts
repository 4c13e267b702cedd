import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** Counts what was asked then as of now; throws where the question has no sense any more. */
export type Recount = (ctx: Ctx, query: Record<string, unknown>) => Promise<SnapshotTable[]>;

/** Rules, not state: each module gives its own once, when it is loaded. */
const recounts = new Map<string, Recount>();

/** Tells how numbers of a kind are counted anew, so that their page can say what has changed since. */
export function registerRecount(kind: string, recount: Recount): void {
  recounts.set(kind, recount);
}

export const findRecount = (kind: string): Recount | undefined => recounts.get(kind);
