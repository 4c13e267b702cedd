import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { answerTogether } from '../cases/index.ts';
import { readProblem } from './card.ts';
import { changeProblem, lockProblem } from './locked.ts';
import { problemStateAfter } from './workflow.ts';

type Answer = typeof contract.answerProblem;

/** Route: one answer for all members in work; each goes through review and approval as its own. */
export async function answerProblem(
  ctx: Ctx,
  { params, body }: HandlerInput<Answer>,
): Promise<RouteReplyInput<Answer>> {
  const problem = await lockProblem(ctx, params.id, body.version);
  const state = problemStateAfter(problem.state, 'answer');
  const { sent, refused } = await answerTogether(ctx, problem.lead_id, body);
  if (sent === 0) {
    throw new AppError(
      'lib.conflict',
      refused[0]?.reason ?? 'Ни одно дело проблемы не в работе: сначала назначьте исполнителя.',
    );
  }
  await changeProblem(ctx, problem, { state }, 'answer');
  return { ...(await readProblem(ctx, problem.id)), sent, refused };
}

/** Listener: the problem is answered when its last member is; a member returned by its resident opens it again. */
export async function settleProblem(ctx: Ctx, { caseId }: { caseId: string }): Promise<void> {
  await sql`
    UPDATE problems.problem AS problem SET
      state = CASE WHEN counted.waiting = 0 THEN 'answered' WHEN problem.state = 'answered' THEN 'open' ELSE problem.state END,
      touched_at = ${ctx.now}, version = problem.version + 1
    FROM (
      SELECT own.problem_id, count(*) FILTER (WHERE file.answered_at IS NULL AND file.closed_at IS NULL) AS waiting
      FROM problems.member AS own
      JOIN problems.member AS other ON other.problem_id = own.problem_id AND other.state = 'confirmed'
      JOIN cases.v_matter AS file ON file.id = other.case_id
      WHERE own.case_id = ${caseId} AND own.state = 'confirmed' GROUP BY own.problem_id
    ) AS counted
    WHERE problem.id = counted.problem_id AND problem.state IN ('open', 'answering', 'answered')
      AND (counted.waiting = 0) <> (problem.state = 'answered')`.execute(ctx.db);
}
