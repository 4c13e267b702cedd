import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';

/** The log of what cases were counted as before they changed (migration 0052): written by a trigger, read by figures. */

export const pruneChangesJob = defineJob('cases.prune-changes', z.object({}));

const KEPT_DAYS = 3;

/** Forgets changes older than three days; whoever has not read as far sees it by the mark and counts anew. */
export async function pruneChanges(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  await sql`
    WITH gone AS (DELETE FROM cases.change WHERE id <= (SELECT max(id) FROM cases.change WHERE changed_at < ${before}) RETURNING id)
    UPDATE cases.change_pruned SET up_to = greatest(up_to, (SELECT max(id) FROM gone))`.execute(ctx.db);
}
