import { sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { cannotFollow, followLead, lockForDecision, triageFollower, waitsForTriage } from '../cases/index.ts';
import { change, type Locked, nameOf, waiting } from './locked.ts';
import { stateAfter } from './workflow.ts';

/** Makes cases parts of the problem: they follow the main one, and are sorted as it was when it has been sorted. */
export async function confirm(ctx: Ctx, problem: Locked, ids: readonly string[]): Promise<void> {
  const fresh = await waiting(ctx, problem.id, [...ids, problem.lead_id]);
  const lead = await lockForDecision(ctx, problem.lead_id);
  if (cannotFollow.has(lead.status)) {
    throw new AppError('lib.conflict', `Дело № ${lead.number} закрыто. Выберите главным другое.`);
  }
  for (const id of fresh) {
    if (id === lead.id) continue;
    const file = await lockForDecision(ctx, id);
    if (cannotFollow.has(file.status)) throw new AppError('lib.conflict', `Дело № ${file.number} закрыто.`);
    await followLead(ctx, file, { id: lead.id, number: lead.number, title: problem.title });
    const isSorted = lead.fact_id !== null && lead.executor_unit_id !== null && !waitsForTriage(lead.status);
    if (isSorted && waitsForTriage(file.status))
      await triageFollower(ctx, id, lead.fact_id!, lead.executor_unit_id!);
  }
  await ctx.db
    .updateTable('problems.member')
    .set({ state: 'confirmed', decided_by: nameOf(ctx), decided_at: ctx.now })
    .where('problem_id', '=', problem.id)
    .where(sql<boolean>`case_id = ANY(${fresh}::uuid[])`)
    .execute();
  const opens = problem.state === 'proposed';
  const opened = opens
    ? { state: stateAfter('proposed', 'open'), opened_at: ctx.now, opened_by: nameOf(ctx) }
    : {};
  await change(ctx, problem, { lead_id: lead.id, ...opened }, opens ? 'open' : 'extend');
}
