import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';
import { type ConflictRow, seenRows } from './rows.ts';
import { addLine, updateConflict } from './store.ts';

/** A conflict as modules above speak of it. */
export interface ToldConflict {
  id: string;
  number: string;
  title: string;
  block: string | null;
  factId: string | null;
  districtId: string | null;
  isRunning: boolean;
}

/** Conflicts the reader sees: these, or so many of those that run, the nearest term first. */
export async function tellConflicts(
  ctx: Ctx,
  given: { ids: readonly string[] } | { running: number },
): Promise<ToldConflict[]> {
  const which =
    'ids' in given ? sql`conflict.id = ANY(${[...given.ids]}::uuid[])` : sql`conflict.state <> 'closed'`;
  const most = 'ids' in given ? given.ids.length : given.running;
  const { rows } = await sql<ConflictRow>`
    SELECT conflict.* FROM conflicts.conflict AS conflict
    WHERE ${which} AND ${seenRows(ctx.actor, 'conflict')} ORDER BY conflict.due_at, conflict.id LIMIT ${most}`.execute(
    ctx.db,
  );
  return rows.map(({ id, number, title, block, fact_id: factId, district_id: districtId, state }) => ({
    id,
    number,
    title,
    block,
    factId,
    districtId,
    isRunning: state !== 'closed',
  }));
}

/** What was done about a conflict elsewhere, in its history. */
export async function addConflictLine(ctx: Ctx, conflictId: string, what: string): Promise<void> {
  await updateConflict(ctx, { id: conflictId }, {});
  await addLine(ctx, conflictId, what);
}
