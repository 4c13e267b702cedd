import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/** Counts what was asked then as of now; throws where the question has no sense any more. */
export type Recount = (ctx: Ctx, query: Record<string, unknown>) => Promise<SnapshotTable[]>;

/** How numbers of a kind are counted anew, so that their page can say what has changed since. */
export const recountOf = definePort<Recount>('snapshots.recount');
