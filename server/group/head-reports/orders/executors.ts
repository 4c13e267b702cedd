import { sql } from 'kysely';
import { listStaffRecipients } from '../../../base/identity/index.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { termRuns } from '../../../messages/cases/index.ts';

/** Cases an order is about. */
export interface Work {
  id: string;
  block: string;
  factId: string | null;
  /** A district or a part of one; null = of no district. */
  districtId: string | null;
}

export interface Executor {
  id: string;
  name: string;
}

/** The role of those who carry work out. */
const EXECUTOR = 'executor';

/**
 * Who is proposed to answer for each of these works: of the organisation that has most of its open cases now, those of the topic before
 * those of the sphere, the one who executes there today. Organisations where nobody at work would get the order are passed over; a work
 * nobody has cases of has nobody. Plan: case_file_open_due, once for all works.
 */
export async function findExecutors(
  ctx: Ctx,
  works: readonly Work[],
): Promise<ReadonlyMap<string, Executor>> {
  if (works.length === 0) return new Map();
  const { rows } = await sql<{ id: string; unit_id: string }>`
    SELECT work.id, executor_unit_id AS unit_id
    FROM json_to_recordset(${JSON.stringify(works)}::json) AS work(id text, block text, "factId" text, "districtId" text)
    JOIN cases.v_case ON cases.v_case.block = work.block AND (district_id = work."districtId"
      OR starts_with(district_id, work."districtId" || '.') OR work."districtId" IS NULL AND district_id IS NULL)
    WHERE ${termRuns('cases.v_case')} AND executor_unit_id IS NOT NULL
    GROUP BY work.id, executor_unit_id
    ORDER BY work.id, count(*) FILTER (WHERE fact_id = work."factId") DESC, count(*) DESC, executor_unit_id`.execute(
    ctx.db,
  );
  const byUnit = await executorsByUnit(ctx);
  const found = new Map<string, Executor>();
  for (const { id, unit_id } of rows) {
    const executor = byUnit.get(unit_id);
    if (executor && !found.has(id)) found.set(id, executor);
  }
  return found;
}

/** One who executes for each organisation: the first by name who is here today. */
async function executorsByUnit(ctx: Ctx): Promise<ReadonlyMap<string, Executor>> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const here = [...staff.values()]
    .filter(({ grants, substituteId }) => !substituteId && grants.some(({ role }) => role === EXECUTOR))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru') || (a.id < b.id ? -1 : 1));
  const byUnit = new Map<string, Executor>();
  for (const { id, name, unitId } of here)
    if (unitId && !byUnit.has(unitId)) byUnit.set(unitId, { id, name });
  return byUnit;
}
