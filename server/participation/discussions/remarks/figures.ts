import { sql } from 'kysely';
import type { RemarkFigures } from '../../../../shared/contract/participation/discussions.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** How many remarks there are and what became of them. Plan: the unique key of the numbers. */
export async function readRemarkFigures(ctx: Ctx, discussionId: string): Promise<RemarkFigures> {
  const { rows } = await sql<RemarkFigures>`
      SELECT count(*)::int AS remarks,
        count(*) FILTER (WHERE answer.id IS NULL)::int AS unanswered,
        count(*) FILTER (WHERE remark.shown = 'waiting')::int AS waiting,
        count(*) FILTER (WHERE answer.verdict = 'accepted')::int AS accepted,
        count(*) FILTER (WHERE answer.verdict = 'accepted-partly')::int AS "acceptedPartly",
        count(*) FILTER (WHERE answer.verdict = 'rejected')::int AS rejected,
        count(*) FILTER (WHERE answer.verdict = 'not-on-subject')::int AS "notOnSubject",
        count(*) FILTER (WHERE remark.is_local)::int AS local,
        count(DISTINCT remark.person_id)::int AS people,
        (SELECT count(*)::int FROM discussions.support JOIN discussions.remark AS held ON held.id = support.remark_id
          WHERE held.discussion_id = ${discussionId}::uuid) AS supports
      FROM discussions.remark LEFT JOIN discussions.answer ON answer.id = remark.answer_id
      WHERE remark.discussion_id = ${discussionId}::uuid`.execute(ctx.db);
  return firstRow(rows);
}

/** Remarks nobody has answered; for the refusal and its list. Plan: remark_unanswered. */
export async function countUnanswered(ctx: Ctx, discussionId: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('discussions.remark')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('discussion_id', '=', discussionId)
    .where('answer_id', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}
