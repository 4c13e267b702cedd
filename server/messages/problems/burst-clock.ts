import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { burstPack } from './burst-pack.ts';

const MINUTE = 60_000;

/** Warnings that run and that nobody has taken up: each waits so long for somebody, then the ladder climbs. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { acknowledgeMinutes } = burstPack.on(localDate(ctx.now));
  const rows = await ctx.db
    .selectFrom('problems.burst')
    .select(['id', 'fact_id', 'block', 'district_id', 'began_at'])
    .where('ended_at', 'is', null)
    .where('noted_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    clock: 'burst',
    startedAt: row.began_at,
    dueAt: new Date(row.began_at.getTime() + acknowledgeMinutes * MINUTE),
    name: 'Всплеск сообщений',
    about: [
      findFact(row.fact_id)?.shortTitle ?? row.fact_id,
      row.district_id ? districtTitle(row.district_id) : 'район не указан',
    ].join(', '),
    path: '/staff/problems',
    block: row.block,
    districtId: row.district_id || null,
    whom: (word) =>
      word === 'owner' || word === 'coordinator'
        ? [{ role: 'operator' }, { may: 'cases.triage' }]
        : undefined,
  }));
}

/** Early warnings on the ladder: whoever sorts and whoever is on duty, then those above them. */
export const burstTerms: ToldSubject = {
  kind: 'burst',
  title: (clock) => (clock === 'burst' ? 'Всплеск сообщений' : undefined),
  terms,
};
