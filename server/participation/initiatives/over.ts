import { sql } from 'kysely';
import { addDays } from '../../../shared/text/periods.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { topDistricts } from '../polls/index.ts';
import { hideDistricts } from './districts.ts';
import { initiativeReached } from './events.ts';
import { initiativeRulesToday } from './pack.ts';
import { type InitiativeRow, tellInitiativeAct, updateInitiative } from './rows.ts';
import { tellInitiativeJob } from './told.ts';

/** Support is over: what is left of the roll are numbers, few people hidden; who supported it is known to nobody any more. */
async function endSupport(
  ctx: Ctx,
  { id }: InitiativeRow,
): Promise<{ supports: number; by_district: string }> {
  const { rows } = await sql<{ district: string; count: number }>`
    SELECT coalesce(district_id, '') AS district, count(*)::int AS count FROM initiatives.supporter
    WHERE initiative_id = ${id}::uuid GROUP BY 1`.execute(ctx.db);
  await ctx.db.deleteFrom('initiatives.supporter').where('initiative_id', '=', id).execute();
  const countOf = (district: string): number => rows.find((row) => row.district === district)?.count ?? 0;
  const counts = [...topDistricts().map((one) => one.id), ''].map((one) => ({
    id: one,
    count: countOf(one),
  }));
  return {
    supports: rows.reduce((sum, { count }) => sum + count, 0),
    by_district: JSON.stringify(hideDistricts(counts, initiativeRulesToday(ctx))),
  };
}

/** Enough people support a locked initiative: the city owes an answer by a day. */
export async function reachInitiative(ctx: Ctx, row: InitiativeRow): Promise<void> {
  const { answerDays } = initiativeRulesToday(ctx);
  await updateInitiative(ctx, row, {
    ...(await endSupport(ctx, row)),
    state: 'reached',
    reached_at: ctx.now,
    due_on: addDays(cityDay(ctx.config, ctx.now), answerDays),
  });
  await tellInitiativeAct(ctx, row.id, 'reach-initiative', { what: 'набрала поддержку' });
  ctx.announce(initiativeReached, { initiativeId: row.id });
  ctx.enqueue(tellInitiativeJob, { initiativeId: row.id, news: 'reached' });
}

/** The term of a locked initiative is over, and too few support it. */
export async function endInitiative(ctx: Ctx, row: InitiativeRow): Promise<void> {
  await updateInitiative(ctx, row, { ...(await endSupport(ctx, row)), state: 'ended', due_on: null });
  await tellInitiativeAct(ctx, row.id, 'end-initiative', { what: 'не набрала поддержки' });
  ctx.enqueue(tellInitiativeJob, { initiativeId: row.id, news: 'ended' });
}
