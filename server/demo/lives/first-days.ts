import { sql } from 'kysely';
import { DAY } from '../../../shared/time.ts';
import { findStaffActor } from '../../base/identity/index.ts';
import { type DemoTargets, seedDemoAssignments } from '../../group/assignments/index.ts';
import { seedDemoReports } from '../../group/head-reports/index.ts';
import { measureJob } from '../../group/recommendations/index.ts';
import { seedDemoProtocols } from '../../group/working-group/index.ts';
import { cityDay } from '../../lib/city.ts';
import { type Caller, runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { seedDemoOutages } from '../../messages/outages/index.ts';
import { createProblem } from '../../messages/problems/index.ts';
import { findFlags } from '../../messages/quality/index.ts';

/** Days before the opening that were looked at for signs of work done for the figure. */
const WATCHED_DAYS = 14;
/** Mass problems the operator has opened; what else is alike is proposed by the program. */
const OPENED = 2;
const LEAST_OF_ONE = 3;
const MOST_OF_ONE = 8;

/** What staff of the new city have done besides cases: mass problems opened, outages written, protocols signed, decisions made assignments, a report to the head, days looked at for signs of gaming. */
export async function playFirstDays(services: Services, operatorId: string): Promise<void> {
  const now = services.now();
  const caller = { requestId: 'demo', ip: '' };
  const operator = await findStaffActor(services.database, operatorId, cityDay(services.config, now));
  if (operator) {
    for (const caseIds of await findAlike(services))
      await openProblem(services, { ...caller, actor: operator }, caseIds);
    await runMutation(services, { ...caller, actor: operator }, seedDemoOutages);
  }
  const watcher: Caller = { ...caller, actor: { kind: 'system', name: 'demo' } };
  await runMutation(services, watcher, seedDemoProtocols);
  const targets = await findTargets(services);
  await runMutation(services, watcher, (ctx) => seedDemoAssignments(ctx, targets));
  await runMutation(services, watcher, seedDemoReports);
  await runMutation(services, watcher, async (ctx) => {
    for (let ago = WATCHED_DAYS; ago > 0; ago -= 1) {
      const day = cityDay(services.config, new Date(now.getTime() - ago * DAY));
      ctx.enqueue(findFlags, { day }, { key: `${findFlags.name}:${day}` });
    }
    // An effect whose day has come is counted, as every night does.
    ctx.enqueue(measureJob, {});
  });
}

async function openProblem(services: Services, caller: Caller, caseIds: string[]): Promise<void> {
  const [leadId = '', ...others] = caseIds;
  await runMutation(services, caller, (ctx) => createProblem(ctx, { body: { leadId, caseIds: others } }));
}

/** Open cases of one topic on one street, oldest first; the largest heaps. */
async function findAlike({ database }: Services): Promise<string[][]> {
  const { rows } = await sql<{ ids: string[] }>`
    SELECT (array_agg(id ORDER BY registered_at, id))[1:${sql.lit(MOST_OF_ONE)}] AS ids FROM cases.case_file
    WHERE status IN ('assigned', 'in_work') AND fact_id IS NOT NULL AND street_id IS NOT NULL
      AND answered_at IS NULL AND merged_into IS NULL AND follows_id IS NULL
    GROUP BY fact_id, street_id HAVING count(*) >= ${LEAST_OF_ONE}
    ORDER BY count(*) DESC, min(registered_at) LIMIT ${OPENED}`.execute(database);
  return rows.map(({ ids }) => ids);
}

/** What decisions of the group answer for: cases answered and in work, those everybody may read first, the problems opened. */
async function findTargets({ database }: Services): Promise<DemoTargets> {
  const pick = async (where: ReturnType<typeof sql>) => {
    const { rows } = await sql<DemoTargets['answered'][number]>`
      SELECT id, block, to_char(registered_at, 'YYYY-MM-DD') AS day FROM cases.case_file
      WHERE ${where} AND merged_into IS NULL AND follows_id IS NULL
      ORDER BY published_at IS NULL, registered_at, id LIMIT 400`.execute(database);
    return rows;
  };
  const { rows: problems } = await sql<{ id: string }>`
    SELECT id FROM problems.problem WHERE state = 'open' ORDER BY touched_at, id LIMIT 1`.execute(database);
  return {
    answered: await pick(sql`status = 'closed' AND block IS NOT NULL`),
    waiting: await pick(sql`status IN ('assigned', 'in_work')`),
    problems: problems.map(({ id }) => id),
  };
}
