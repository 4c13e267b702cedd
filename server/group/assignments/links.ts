import type { AssignmentCard } from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { lockForControl } from './amend.ts';
import { changeAssignmentRow } from './assignment-rows.ts';
import { readAssignmentCard } from './card.ts';
import { requireTarget } from './link-rows.ts';
import { listLinkWarnings } from './links/link-warnings.ts';

/** Route: a case of another topic or place, or of somebody's own life, is linked by who says so once more. */
export async function addLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.addLink>,
): Promise<AssignmentCard> {
  const row = await lockForControl(ctx, params.id, body.version);
  const targetId = await requireTarget(ctx, body.kind, body.target);
  const warnings = body.kind === 'case' ? await listLinkWarnings(ctx, row, targetId) : [];
  if (warnings.length > 0 && !body.despite)
    throw new AppError('lib.conflict', `${warnings.join(' ')} Если это всё же о том же, подтвердите связь.`);
  await ctx.db
    .insertInto('assignments.link')
    .values({
      assignment_id: row.id,
      kind: body.kind,
      target_id: targetId,
      by_name: nameOfActor(ctx),
      at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const data = { kind: body.kind, target: targetId, ...(warnings.length > 0 && { despite: true }) };
  await changeAssignmentRow(ctx, row, {}, { kind: 'link', data });
  ctx.audit({ action: 'assignments.link', object: 'assignment', objectId: row.id, data });
  return readAssignmentCard(ctx, row.id);
}

/** Route: a link put by mistake; the reason stays in the history. */
export async function removeLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.removeLink>,
): Promise<AssignmentCard> {
  const row = await lockForControl(ctx, params.id, body.version);
  const gone = await ctx.db
    .deleteFrom('assignments.link')
    .where('assignment_id', '=', row.id)
    .where('kind', '=', body.kind)
    .where('target_id', '=', body.target)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new AppError('lib.not-found', 'Такой связи нет. Обновите страницу.');
  await changeAssignmentRow(ctx, row, {}, { kind: 'unlink', text: body.reason });
  ctx.audit({
    action: 'assignments.unlink',
    object: 'assignment',
    objectId: row.id,
    data: { kind: body.kind, target: body.target, reason: body.reason },
  });
  return readAssignmentCard(ctx, row.id);
}
