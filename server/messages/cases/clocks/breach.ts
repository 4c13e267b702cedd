import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';

/** Counts anew whether a case, and the one it is merged into, broke a term: after a merge is made or taken back. */
export async function recountBreach(ctx: Ctx, caseId: string): Promise<void> {
  await sql`SELECT cases.recount_breach(${caseId}::uuid)`.execute(ctx.db);
}
