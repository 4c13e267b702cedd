import { type RawBuilder, sql } from 'kysely';
import type { AppealCard, JournalLine } from '../../../shared/contract/messages/office.ts';
import { filled } from '../../../shared/known.ts';
import { deedClocks } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { clockTitle } from '../cases/index.ts';

export interface NextTerm {
  kind: string;
  dueAt: string;
}

/** The nearest running term beside the answer. Plan: clock_case for each line of the page. */
export const nextTerm = (): RawBuilder<NextTerm | null> => sql<NextTerm | null>`(
  SELECT jsonb_build_object('kind', term.kind, 'dueAt', term.due_at) FROM cases.v_term AS term
  WHERE term.case_id = appeal.case_id AND term.stopped_at IS NULL
    AND term.kind = ANY(${deedClocks().map(({ clock }) => clock)})
  ORDER BY term.due_at LIMIT 1)`;

export const presentNext = (ctx: Ctx, next: NextTerm | null): JournalLine['nextTerm'] =>
  next && {
    title: clockTitle(next.kind),
    dueAt: new Date(next.dueAt).toISOString(),
    isOverdue: new Date(next.dueAt) < ctx.now,
  };

/** Terms of an appeal, the nearest running first, then those that are over. Plan: clock_case. */
export async function listTerms(ctx: Ctx, caseId: string): Promise<AppealCard['terms']> {
  const rows = await ctx.db
    .selectFrom('cases.v_term')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy(sql`stopped_at IS NOT NULL`)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  const terms = rows.map((row) => filled(row, 'id', 'kind', 'rule_id', 'due_at'));
  return terms.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: clockTitle(row.kind, row.rule_id),
    dueAt: row.due_at.toISOString(),
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    isOverdue: (row.stopped_at ?? ctx.now) > row.due_at,
    note: row.note,
  }));
}
