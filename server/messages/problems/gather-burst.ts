import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { HOUR } from '../../../shared/time.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../cases/index.ts';
import { findRunning, settleBurst } from './bursts.ts';
import { createByHand } from './create.ts';

/** Cases one problem is begun with: as many as one decision of a person takes. */
const MOST = 200;

/**
 * Route: the messages of a burst become one problem, those that stand in an open one already go first; the warning is seen with it.
 * Cases confirmed elsewhere and those that are answered stay where they are. Throws `lib.conflict` where fewer than two are left.
 */
export async function gatherBurst(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.gatherBurst>,
): Promise<contract.ProblemCard> {
  const burst = await findRunning(ctx, params.id);
  const since = new Date(burst.began_at.getTime() - burst.hours * HOUR);
  const { rows } = await sql<Found>`
    SELECT file.id, member.problem_id AS "problemId" FROM cases.v_matter AS file
    LEFT JOIN problems.member AS member ON member.case_id = file.id AND member.state = 'confirmed'
    LEFT JOIN problems.problem AS problem ON problem.id = member.problem_id
    WHERE file.id IN (SELECT id FROM cases.v_matter
        WHERE registered_at > ${since} AND coalesce(fact_id, suggestion -> 0 ->> 'factId') = ${burst.fact_id}
          AND split_part(coalesce(district_id, ''), '.', 1) = ${burst.district_id} AND status NOT IN ('rejected', 'answered')
          AND closed_at IS NULL AND answered_at IS NULL AND merged_into IS NULL AND ${ownCases(ctx.actor, 'cases.v_matter')})
      AND coalesce(problem.state, 'open') = 'open'
    ORDER BY (member.problem_id IS NULL), file.registered_at, file.id LIMIT ${MOST}`.execute(ctx.db);
  const [leadId, ...caseIds] = onlyOneProblem(rows);
  if (!leadId || caseIds.length === 0)
    throw new AppError('lib.conflict', 'Собирать нечего: открытых дел этого всплеска меньше двух.');
  const problem = await createByHand(ctx, { body: { leadId, caseIds } });
  await settleBurst(ctx, burst.id, problem.id);
  return problem;
}

/** A case, and the open problem it is confirmed in. */
interface Found {
  id: string;
  problemId: string | null;
}

/** Of cases confirmed in several problems those of the first alone: what a person joined is not torn apart. */
export function onlyOneProblem(found: readonly Found[]): string[] {
  const first = found.find(({ problemId }) => problemId !== null)?.problemId ?? null;
  return found.flatMap(({ id, problemId }) => (problemId === null || problemId === first ? [id] : []));
}
