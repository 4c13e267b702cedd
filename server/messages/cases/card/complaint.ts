import { sql } from 'kysely';
import type { nameComplained } from '../../../../shared/contract/messages/cases-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { readCaseCard } from './card.ts';
import { changeColumns, lockCase } from './move.ts';

type Name = typeof nameComplained;

/** Route: whom the complaint is about; the list replaces the former one. */
export async function markComplained(
  ctx: Ctx,
  { params, body }: HandlerInput<Name>,
): Promise<RouteReplyInput<Name>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.triage');
  if (caseWorkflow.states[file.status].isTerminal)
    throw new AppError('cases.illegal-transition', 'Дело закрыто: исправить его нельзя.');
  const ids = [...new Set([...body.bodyIds, ...body.unitIds])];
  await ctx.db.deleteFrom('cases.complaint_subject').where('case_id', '=', file.id).execute();
  const { rows } = await sql<{ title: string }>`
    INSERT INTO cases.complaint_subject (case_id, subject_id, kind, title, noted_by, noted_at)
    SELECT ${file.id}, id, kind, title, ${isStaff(ctx.actor) ? ctx.actor.name : ''}, ${ctx.now}
    FROM (SELECT id, 'body' AS kind, title FROM cases.outside_body WHERE id = ANY(${body.bodyIds}::uuid[])
      UNION ALL SELECT id, 'unit', title FROM identity.v_unit WHERE id = ANY(${body.unitIds}::uuid[])) AS named
    RETURNING title`.execute(ctx.db);
  if (rows.length !== ids.length)
    throw new AppError('lib.bad-input', 'Такого органа или подразделения нет. Выберите из списка.');
  await changeColumns(ctx, file, {});
  const text = rows.length > 0 ? `Жалоба на: ${rows.map(({ title }) => title).join('; ')}` : 'Жалобы нет';
  await addEvents(ctx, [{ caseId: file.id, kind: 'complaint', visibility: 'staff', text }]);
  ctx.audit({
    action: 'cases.name-complained',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, subjects: ids },
  });
  return readCaseCard(ctx, file.id);
}

/**
 * Refuses to give a complaint to those it is about: «запрещается направлять жалобу на рассмотрение в орган или
 * должностному лицу, решение или действие которых обжалуется» (59-ФЗ, ст. 8 ч. 6). A unit below the one complained about
 * is the same body.
 */
export async function requireNotComplained(
  ctx: Ctx,
  caseId: string,
  receiver: { bodyId: string } | { unitId: string },
): Promise<void> {
  const id = 'bodyId' in receiver ? receiver.bodyId : receiver.unitId;
  const { rows } = await sql<{ title: string }>`
    WITH RECURSIVE up AS (
      SELECT ${id}::uuid AS id UNION
      SELECT unit.parent_id FROM identity.v_unit AS unit JOIN up ON unit.id = up.id WHERE unit.parent_id IS NOT NULL
    )
    SELECT title FROM cases.complaint_subject WHERE case_id = ${caseId} AND subject_id IN (SELECT id FROM up)
    LIMIT 1`.execute(ctx.db);
  const [subject] = rows;
  if (!subject) return;
  const text = `Это жалоба на получателя: ${subject.title}. Передать её ему нельзя (59-ФЗ, ст. 8 ч. 6). Выберите другого.`;
  throw new AppError('cases.complained-about', text, {
    fields: { ['bodyId' in receiver ? 'bodyIds' : 'unitId']: 'Жалоба на этого получателя' },
  });
}
