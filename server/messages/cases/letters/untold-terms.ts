import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { tellMovedTerm } from './tell-stage.ts';

/** Cases one run takes; the rest waits for the next. */
const BATCH = 200;

/**
 * Terms that moved and were told by no stage: a corrected topic, another legal order, a date taken over from another system.
 * Nobody is left with a date that holds no longer, whatever moved it. Plan: case_file_term_untold, of which there are few.
 */
export async function tellUntoldTerms(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.case_file
    WHERE told_due_at <> due_at AND closed_at IS NULL AND answered_at IS NULL AND status NOT IN ('rejected', 'clarification')
    ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`.execute(ctx.db);
  for (const { id } of rows) await tellMovedTerm(ctx, id);
}
