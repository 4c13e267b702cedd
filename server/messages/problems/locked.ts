import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { ownCases } from '../cases/index.ts';

type State = contract.ProblemState;

export interface Locked {
  id: string;
  title: string;
  state: State;
  lead_id: string;
  version: number;
}

const problemRecord: RecordKind = { words: 'Массовую проблему', object: 'problem', module: 'problems' };

/** Locks a problem for a change. Throws on a stale version. */
export async function lockProblem(ctx: Ctx, id: string, seenVersion?: number): Promise<Locked> {
  const row = await ctx.db
    .selectFrom('problems.problem')
    .select(['id', 'title', 'state', 'lead_id', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  // Whoever does not see the main case does not see the problem.
  const lead =
    row &&
    (await ctx.db
      .selectFrom('cases.v_matter')
      .select('id')
      .where('id', '=', row.lead_id)
      .where(ownCases(ctx.actor, 'cases.v_matter'))
      .executeTakeFirst());
  if (!row || !lead) throw new AppError('lib.not-found', 'Такой проблемы нет или её ведут другие.');
  refuseStale(problemRecord, row, seenVersion);
  return row;
}

export async function changeProblem(
  ctx: Ctx,
  problem: Locked,
  set: Record<string, unknown>,
  action: string,
): Promise<void> {
  await ctx.db
    .updateTable('problems.problem')
    .set({ ...set, touched_at: ctx.now, version: problem.version + 1 })
    .where('id', '=', problem.id)
    .execute();
  ctx.audit({
    action: `problems.${action}`,
    object: 'problem',
    objectId: problem.id,
    data: { title: problem.title },
  });
}

/** Those of the ids that still wait for a word. */
export async function listWaiting(ctx: Ctx, problemId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('problems.member')
    .select('case_id')
    .where('problem_id', '=', problemId)
    .where('state', '=', 'proposed')
    .where(sql<boolean>`case_id = ANY(${[...ids]}::uuid[])`)
    .orderBy('case_id')
    .execute();
  return rows.map((row) => row.case_id);
}

export async function confirmedIds(ctx: Ctx, problemId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('problems.member')
    .select('case_id')
    .where('problem_id', '=', problemId)
    .where('state', '=', 'confirmed')
    .orderBy('case_id')
    .execute();
  return rows.map((row) => row.case_id);
}
