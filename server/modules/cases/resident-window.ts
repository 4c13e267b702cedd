import { sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { startTerm } from '../deadlines/index.ts';

/** Rule of the time in which the resident may rate and return an answer, or dispute a refusal. */
export const RATING_RULE = 'pos-rating';

/** End of the window in which the answer may be returned; null before an answer. */
export function returnUntil(file: { answered_at: Date | null }): Date | null {
  return file.answered_at && startTerm(RATING_RULE, file.answered_at).dueAt;
}

/** End of the window in which a refusal may be disputed. */
export const disputeUntil = (file: { status_since: Date }): Date =>
  startTerm(RATING_RULE, file.status_since).dueAt;

/** Whether the refusal of this case was disputed before: it may be once. Plan: event_case, the case's own lines. */
export async function wasDisputed(ctx: Ctx, caseId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('cases.event')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'status')
    .where(sql<boolean>`data->>'move' = 'appeal-rejection'`)
    .executeTakeFirst();
  return row !== undefined;
}
