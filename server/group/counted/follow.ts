import { sql } from 'kysely';
import { z } from 'zod';
import { cityDay } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { findCountableMeasures } from '../roadmap/index.ts';
import { ripeUntil } from './rules.ts';
import { tellCountedJob } from './told.ts';

/** What is carried out elsewhere comes here by itself: assignments of decisions, measures of the roadmap. */
export const followGroundsJob = defineJob('counted.follow', z.object({}));

interface Result {
  id: string;
  on: string;
}

/** Decisions whose assignment was accepted, past the time an acceptance is taken back in. */
async function doneDecisions(ctx: Ctx): Promise<Result[]> {
  const before = ripeUntil(ctx.now);
  const { rows } = await sql<{ id: string; acceptedAt: Date }>`
    SELECT ground.id, assignment.accepted_at AS "acceptedAt" FROM counted.ground AS ground
    JOIN assignments.v_assignment AS assignment ON assignment.source = 'decision' AND assignment.source_id = ground.ref_id
    WHERE ground.kind = 'decision' AND ground.result_at IS NULL AND assignment.state = 'accepted' AND assignment.accepted_at <= ${before}`.execute(
    ctx.db,
  );
  return rows.map(({ id, acceptedAt }) => ({ id, on: cityDay(ctx.config, acceptedAt) }));
}

async function doneMeasures(ctx: Ctx): Promise<Result[]> {
  const rows = await ctx.db
    .selectFrom('counted.ground')
    .select(['id', 'ref_id'])
    .where('kind', '=', 'measure')
    .where('result_at', 'is', null)
    .execute();
  if (rows.length === 0) return [];
  const measures = await findCountableMeasures(ctx, { ids: rows.flatMap((row) => row.ref_id ?? []) });
  const doneOn = new Map(measures.map((one) => [one.id, one.doneOn]));
  return rows.flatMap(({ id, ref_id: ref }) => {
    const on = doneOn.get(ref ?? '');
    return on ? [{ id, on }] : [];
  });
}

/** The report of an executor and its evidence are the group's: residents read that it is done. */
export async function followGrounds(ctx: Ctx): Promise<void> {
  for (const { id, on } of [...(await doneDecisions(ctx)), ...(await doneMeasures(ctx))])
    await ctx.db
      .updateTable('counted.ground')
      .set((eb) => ({
        result_on: sql<string>`greatest(${on}::date, on_day)`,
        result_at: ctx.now,
        result_by_name: 'Отклик',
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
  ctx.enqueue(tellCountedJob, {}, { key: tellCountedJob.name });
}
