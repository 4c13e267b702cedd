import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { lockForDecision } from '../cases/index.ts';
import { readProblem } from './card.ts';
import { confirmMembers } from './confirm.ts';
import { changeProblem, confirmedIds, type Locked, listWaiting, lockProblem } from './locked.ts';
import { problemStateAfter } from './workflow.ts';

type Decide = typeof contract.decideMembers;

/** Route: «да» opens the problem or adds to it; «нет» is kept for every pair it is said of and never asked again. */
export async function decideMembers(
  ctx: Ctx,
  { params, body }: HandlerInput<Decide>,
): Promise<RouteReplyInput<Decide>> {
  const problem = await lockProblem(ctx, params.id, body.version);
  const yes = await listWaiting(ctx, problem.id, body.yes);
  const no = await listWaiting(ctx, problem.id, body.no);
  if (yes.length + no.length === 0) throw new AppError('lib.bad-input', 'Отметьте дела, о которых решаете.');
  for (const id of [...yes, ...no].toSorted()) await lockForDecision(ctx, id);
  if (no.length > 0) await refusePairs(ctx, problem, no);
  const confirmed = await confirmedIds(ctx, problem.id);
  if (problem.state === 'proposed' && yes.length + confirmed.length < 2) {
    await declineAll(ctx, problem);
    return readProblem(ctx, problem.id);
  }
  const keepsLead = yes.includes(problem.lead_id) || confirmed.includes(problem.lead_id);
  if (yes.length > 0)
    await confirmMembers(ctx, keepsLead ? problem : { ...problem, lead_id: firstOf(yes) }, yes);
  else await changeProblem(ctx, problem, {}, 'decide');
  return readProblem(ctx, problem.id);
}

/** Every pair of a refused case with the others of the problem is remembered. */
async function refusePairs(ctx: Ctx, problem: Locked, no: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO problems.refused_pair (first_id, second_id, by_name, at)
    SELECT DISTINCT least(refused.id, other.case_id), greatest(refused.id, other.case_id), ${nameOfActor(ctx)}, ${ctx.now}::timestamptz
    FROM unnest(${[...no]}::uuid[]) AS refused(id)
    JOIN problems.member AS other ON other.problem_id = ${problem.id} AND other.case_id <> refused.id
      AND other.state IN ('proposed', 'confirmed')
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  await ctx.db
    .updateTable('problems.member')
    .set({ state: 'declined', decided_by: nameOfActor(ctx), decided_at: ctx.now })
    .where('problem_id', '=', problem.id)
    .where(sql<boolean>`case_id = ANY(${[...no]}::uuid[])`)
    .execute();
}

async function declineAll(ctx: Ctx, problem: Locked): Promise<void> {
  await ctx.db
    .updateTable('problems.member')
    .set({ state: 'left', decided_by: nameOfActor(ctx), decided_at: ctx.now })
    .where('problem_id', '=', problem.id)
    .where('state', '=', 'proposed')
    .execute();
  await changeProblem(
    ctx,
    problem,
    { state: problemStateAfter(problem.state, 'decline'), ended_at: ctx.now },
    'decline',
  );
}
