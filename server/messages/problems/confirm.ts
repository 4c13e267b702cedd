import { sql } from 'kysely';
import { knownIn } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import {
  cannotFollow,
  type DecisionCase,
  followLead,
  lockForDecision,
  triageFollower,
  waitsForTriage,
} from '../cases/index.ts';
import { changeProblem, type Locked, listWaiting } from './locked.ts';
import { problemStateAfter } from './workflow.ts';

/**
 * Makes cases parts of the problem: they follow the main one, and are sorted as it was when it has been sorted. What was closed or
 * merged meanwhile leaves the proposal and holds nobody up; where it was the main one, the first of the rest leads.
 */
export async function confirmMembers(ctx: Ctx, problem: Locked, ids: readonly string[]): Promise<void> {
  const asked = await listWaiting(ctx, problem.id, [...ids, problem.lead_id]);
  const files = new Map<string, DecisionCase>();
  for (const id of asked) files.set(id, await lockForDecision(ctx, id));
  const over = asked.filter((id) => cannotFollow.has(knownIn(files, id).status));
  const fresh = asked.filter((id) => !over.includes(id));
  await leaveProposal(ctx, problem, over);
  const lead = await chooseLead(ctx, problem, fresh);
  for (const id of fresh) {
    if (id === lead.id) continue;
    const file = knownIn(files, id);
    await followLead(ctx, file, { id: lead.id, number: lead.number, title: problem.title });
    const isSorted = lead.fact_id !== null && lead.executor_unit_id !== null && !waitsForTriage(lead.status);
    if (isSorted && waitsForTriage(file.status))
      await triageFollower(ctx, id, lead.fact_id!, lead.executor_unit_id!);
  }
  await ctx.db
    .updateTable('problems.member')
    .set({ state: 'confirmed', decided_by: nameOfActor(ctx), decided_at: ctx.now })
    .where('problem_id', '=', problem.id)
    .where(sql<boolean>`case_id = ANY(${fresh}::uuid[])`)
    .execute();
  const opens = problem.state === 'proposed';
  const opened = opens
    ? { state: problemStateAfter('proposed', 'open'), opened_at: ctx.now, opened_by: nameOfActor(ctx) }
    : {};
  await changeProblem(ctx, problem, { lead_id: lead.id, ...opened }, opens ? 'open' : 'extend');
}

/** The main case, or of a proposal whose main one is over the first that goes on: two are needed to be one problem. */
async function chooseLead(ctx: Ctx, problem: Locked, fresh: readonly string[]): Promise<DecisionCase> {
  const lead = await lockForDecision(ctx, problem.lead_id);
  if (!cannotFollow.has(lead.status) && (problem.state !== 'proposed' || fresh.length > 1)) return lead;
  const [next, ...others] = problem.state === 'proposed' ? fresh : [];
  if (next && others.length > 0) return lockForDecision(ctx, next);
  throw new AppError(
    'lib.conflict',
    `Объединять не с чем: ${problem.state === 'proposed' ? 'остальные дела' : `дело № ${lead.number}`} уже закрыты или объединены. Ответьте «нет».`,
  );
}

/** Plan: the key of members. */
async function leaveProposal(ctx: Ctx, problem: Locked, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .updateTable('problems.member')
    .set({ state: 'left', decided_by: nameOfActor(ctx), decided_at: ctx.now })
    .where('problem_id', '=', problem.id)
    .where(sql<boolean>`case_id = ANY(${[...ids]}::uuid[])`)
    .execute();
}
