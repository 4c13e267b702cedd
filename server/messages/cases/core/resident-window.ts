import { sql } from 'kysely';
import { startTerm } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Rule of the time in which the resident may rate and return an answer, or dispute a refusal. */
export const RATING_RULE = 'pos-rating';
/** Rule of the time in which the resident answers a question. */
export const QUESTION_RULE = 'pos-clarification';

/** Until when the resident answers a question put now; then the message is closed unsolved. */
export const questionUntil = (askedAt: Date): Date => startTerm(QUESTION_RULE, askedAt).dueAt;

/** End of a window that opens now: of an answer just given, of a refusal just made. */
export const windowFrom = (now: Date): Date => startTerm(RATING_RULE, now).dueAt;

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
