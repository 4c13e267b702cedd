import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { leaveLead, lockForDecision } from '../cases/index.ts';
import { readProblem } from './card.ts';
import { changeProblem, confirmedIds, lockProblem } from './locked.ts';
import { problemStateAfter } from './workflow.ts';

type TakeOut = typeof contract.takeOut;

/** Route: cases leave, or the whole problem is taken apart; everything done to them as parts is taken back. */
export async function takeOut(
  ctx: Ctx,
  { params, body }: HandlerInput<TakeOut>,
): Promise<RouteReplyInput<TakeOut>> {
  const problem = await lockProblem(ctx, params.id, body.version);
  const members = await confirmedIds(ctx, problem.id);
  const asked = body.caseIds.length > 0 ? members.filter((id) => body.caseIds.includes(id)) : members;
  if (asked.length === 0) throw new AppError('lib.bad-input', 'Этих дел в проблеме нет.');
  if (asked.includes(problem.lead_id) && asked.length < members.length) {
    throw new AppError(
      'lib.conflict',
      'Это главное дело: на него ответят всем. Выньте остальные или разберите проблему целиком.',
    );
  }
  const isWhole = members.length - asked.length < 2;
  const leaving = isWhole ? members : asked;
  const kept: string[] = [];
  for (const id of leaving) {
    if (id === problem.lead_id) continue;
    const file = await lockForDecision(ctx, id);
    const how = await leaveLead(ctx, id, `Вынуто из массовой проблемы «${problem.title}»`);
    if (how === 'kept') kept.push(file.number);
  }
  await ctx.db
    .updateTable('problems.member')
    .set({ state: 'left', decided_by: nameOfActor(ctx), decided_at: ctx.now })
    .where('problem_id', '=', problem.id)
    .where(sql<boolean>`case_id = ANY(${leaving}::uuid[])`)
    .execute();
  const ended = isWhole ? { state: problemStateAfter(problem.state, 'dissolve'), ended_at: ctx.now } : {};
  await changeProblem(ctx, problem, ended, isWhole ? 'dissolve' : 'take-out');
  return { ...(await readProblem(ctx, problem.id)), kept };
}
