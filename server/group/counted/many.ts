import { sql } from 'kysely';
import { z } from 'zod';
import type * as contract from '../../../shared/contract/group/counted.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { inDistrict } from '../../base/territory/index.ts';
import { readCity } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob, nameOfActor } from '../../lib/module/context.ts';
import { ownCases } from '../../messages/cases/index.ts';
import { readGroundCard } from './card.ts';
import { listWarnings, requireReason } from './links.ts';
import { lockGround } from './rows.ts';
import type { Matter } from './subjects.ts';

/** So many cases of one selection, and so many of them in one transaction. */
const MOST = 5000;
const STEP = 200;

export const countManyJob = defineJob('counted.count-many', z.object({ runId: z.uuid() }));

type Filter = HandlerInput<typeof contract.countManyIn>['body'];

/** Cases of the selection that the caller may see; what was merged is counted with what it was merged into. */
async function selectCases(ctx: Ctx, { block, factId, districtId, from, to }: Filter) {
  const { zone } = readCity(ctx.config);
  const { rows } = await sql<Matter & { id: string }>`
    SELECT id, fact_id AS "factId", block, street_id AS "streetId", district_id AS "districtId" FROM cases.v_matter
    WHERE block = ${block} AND merged_into IS NULL AND ${ownCases(ctx.actor, 'cases.v_matter')}
      AND registered_at >= (${from}::date)::timestamp AT TIME ZONE ${zone}
      AND registered_at < (${to}::date + 1)::timestamp AT TIME ZONE ${zone}
      ${factId ? sql`AND fact_id = ${factId}` : sql``} ${districtId ? sql`AND ${inDistrict(sql`district_id`, districtId)}` : sql``}
    ORDER BY registered_at, id LIMIT ${MOST + 1}`.execute(ctx.db);
  return rows;
}

/** Route: all cases of a selection as it is now; how far it is stands on the card. */
export async function countManyIn(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.countManyIn>,
): Promise<contract.GroundCard> {
  if (body.to < body.from) throw badField('to', 'Раньше начала');
  const row = await lockGround(ctx, { id: params.id });
  const running = await ctx.db
    .selectFrom('counted.run')
    .select('id')
    .where('ground_id', '=', row.id)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  if (running) throw new AppError('lib.conflict', 'Прежний отбор ещё учитывается. Дождитесь его конца.');
  const cases = await selectCases(ctx, body);
  if (cases.length === 0) throw badField('block', 'В этом отборе нет дел, которые вы видите.');
  if (cases.length > MOST) throw badField('to', `В отборе больше ${MOST} дел: сузьте срок или район.`);
  const warnings = await listWarnings(ctx, row, cases);
  requireReason(warnings, body.despite);
  const runId = newId();
  const { despite, ...filter } = body;
  await ctx.db
    .insertInto('counted.run')
    .values({
      id: runId,
      ground_id: row.id,
      filter: JSON.stringify(filter),
      case_ids: cases.map(({ id }) => id),
      warnings: warnings.join(' '),
      reason: warnings.length > 0 ? despite : '',
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  ctx.audit({
    action: 'counted.link-many',
    object: 'ground',
    objectId: row.id,
    data: { ...filter, cases: cases.length, ...(warnings.length > 0 && { warnings, reason: despite }) },
  });
  ctx.enqueue(countManyJob, { runId });
  return readGroundCard(ctx, row.id);
}

/** A step of a run: links that are there already stay as they are. */
export async function countMany(ctx: Ctx, { runId }: z.output<typeof countManyJob.payload>): Promise<void> {
  const run = await ctx.db
    .selectFrom('counted.run')
    .selectAll()
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst();
  if (!run || run.finished_at !== null) return;
  const ids = run.case_ids.slice(run.done, run.done + STEP);
  const made = await ctx.db
    .insertInto('counted.link')
    .values(
      ids.map((caseId) => ({
        id: newId(),
        ground_id: run.ground_id,
        kind: 'case' as const,
        target_id: caseId,
        warnings: run.warnings,
        reason: run.reason,
        made_at: run.made_at,
        made_by_name: run.made_by_name,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['ground_id', 'kind', 'target_id']).where('removed_at', 'is', null).doNothing(),
    )
    .returning('id')
    .execute();
  const done = run.done + ids.length;
  const isOver = done >= run.case_ids.length;
  await ctx.db
    .updateTable('counted.run')
    .set({ done, added: run.added + made.length, finished_at: isOver ? ctx.now : null })
    .where('id', '=', run.id)
    .execute();
  if (!isOver) ctx.enqueue(countManyJob, { runId });
}
