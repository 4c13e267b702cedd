import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { lockForDecision } from '../cases/index.ts';
import { beginProblem } from './begin.ts';
import { readProblem } from './card.ts';
import { confirmMembers } from './confirm.ts';
import { changeProblem, lockProblem } from './locked.ts';

type Create = typeof contract.createProblem;

/**
 * Route: a person says that cases are one matter. When one of them stands in an open problem already, the rest are added to
 * it; else a problem begins with the named main case.
 */
export async function createByHand(
  ctx: Ctx,
  { body }: Pick<HandlerInput<Create>, 'body'>,
): Promise<RouteReplyInput<Create>> {
  const ids = [...new Set([body.leadId, ...body.caseIds])];
  if (ids.length < 2) throw new AppError('lib.bad-input', 'Отметьте хотя бы два дела об одном.');
  const known = await memberships(ctx, ids);
  const open = [...known.values()].find(({ state }) => state === 'confirmed');
  const proposal = known.get(body.leadId);
  const problemId =
    open?.problem_id ?? proposal?.problem_id ?? (await beginProblem(ctx, body.leadId, body.title));
  const problem = await lockProblem(ctx, problemId);
  const lead = problem.state === 'proposed' ? body.leadId : problem.lead_id;
  const others = ids.filter((id) => known.get(id)?.problem_id !== problemId);
  try {
    for (const id of others) await moveIn(ctx, problemId, id, known.get(id));
  } catch (error) {
    if (!isTaken(error, 'member_case')) throw error;
    throw new AppError(
      'lib.conflict',
      'Пока вы отмечали, одно из этих дел вошло в другую группу похожих. Повторите: дела отмечены по-прежнему, и ваше решение важнее предложения программы.',
    );
  }
  await confirmMembers(ctx, { ...problem, lead_id: lead }, ids);
  return readProblem(ctx, problemId);
}

interface Membership {
  case_id: string;
  problem_id: string;
  state: string;
}

async function memberships(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Membership>> {
  const rows = await ctx.db
    .selectFrom('problems.member')
    .select(['case_id', 'problem_id', 'state'])
    .where(sql<boolean>`case_id = ANY(${[...ids]}::uuid[])`)
    .where('state', 'in', ['proposed', 'confirmed'])
    .execute();
  return new Map(rows.map((row) => [row.case_id, row]));
}

/** A person's word outweighs a proposal elsewhere; a case confirmed in another problem is not torn out of it. */
async function moveIn(
  ctx: Ctx,
  problemId: string,
  caseId: string,
  known: Membership | undefined,
): Promise<void> {
  if (known?.state === 'confirmed') {
    throw new AppError(
      'lib.conflict',
      'Одно из дел уже в другой массовой проблеме. Сначала выньте его оттуда.',
    );
  }
  if (known) {
    await ctx.db
      .deleteFrom('problems.member')
      .where('problem_id', '=', known.problem_id)
      .where('case_id', '=', caseId)
      .execute();
    await declineIfEmpty(ctx, known.problem_id);
  }
  await ctx.db
    .insertInto('problems.member')
    .values({ problem_id: problemId, case_id: caseId, state: 'proposed', rule: 'person', added_at: ctx.now })
    .onConflict((conflict) =>
      conflict.columns(['problem_id', 'case_id']).doUpdateSet({ state: 'proposed', rule: 'person' }),
    )
    .execute();
}

/** A proposal with fewer than two cases proposes nothing. */
async function declineIfEmpty(ctx: Ctx, problemId: string): Promise<void> {
  await sql`
    WITH left_over AS (
      SELECT count(*) AS count FROM problems.member WHERE problem_id = ${problemId} AND state IN ('proposed', 'confirmed')
    ), gone AS (
      UPDATE problems.problem SET state = 'declined', ended_at = ${ctx.now}, version = version + 1
      WHERE id = ${problemId} AND state = 'proposed' AND (SELECT count FROM left_over) < 2 RETURNING id
    )
    UPDATE problems.member SET state = 'left', decided_at = ${ctx.now}
    WHERE problem_id IN (SELECT id FROM gone) AND state = 'proposed'`.execute(ctx.db);
}

type Rename = typeof contract.renameProblem;

/** Route. */
export async function renameProblem(
  ctx: Ctx,
  { params, body }: HandlerInput<Rename>,
): Promise<RouteReplyInput<Rename>> {
  const problem = await lockProblem(ctx, params.id, body.version);
  await lockForDecision(ctx, problem.lead_id);
  await changeProblem(ctx, problem, { title: body.title }, 'rename');
  return readProblem(ctx, problem.id);
}
