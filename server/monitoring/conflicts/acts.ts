import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { outcomeTitles, riskTitles } from '../../../shared/text/monitoring/conflicts.ts';
import { joinWords } from '../../../shared/text/words.ts';
import { findUnit } from '../../base/identity/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { type Ctx, isStaff, nameOfActor } from '../../lib/module/context.ts';
import { errorKinds } from '../../messages/quality/index.ts';
import { readConflictCard } from './card.ts';
import { lockConflict } from './rows.ts';
import { aboutIncident } from './signals/around.ts';
import { insertConflict, putPart, tellAct, termOf, updateConflict } from './store.ts';

type Card = contract.ConflictCard;

async function requireUnit(ctx: Ctx, unitId: string | null): Promise<void> {
  if (unitId === null) return;
  const unit = await findUnit(ctx.db, unitId);
  if (!unit?.isActive) throw badField('unitId', 'Такого подразделения нет');
}

/** An incident whose sphere and place a conflict takes over; refuses one that is not there. */
async function requireIncident(ctx: Ctx, id: string, field: string) {
  const about = await aboutIncident(ctx, id, null);
  if (about.incidentId === null) throw badField(field, 'Такого инцидента нет. Обновите страницу');
  return about;
}

/** Route: a conflict that no signal has found, of an incident or by itself. */
export async function openConflict(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.openConflict>,
): Promise<Card> {
  await requireUnit(ctx, body.unitId);
  const about = body.incidentId === null ? null : await requireIncident(ctx, body.incidentId, 'incidentId');
  const id = await insertConflict(ctx, {
    title: body.title,
    trigger: 'manual',
    risk: body.risk,
    block: about?.block ?? null,
    fact_id: about?.factId ?? null,
    address: about?.address ?? null,
    district_id: about?.districtId ?? null,
    unit_id: body.unitId ?? about?.unitId ?? null,
    wrong: body.wrong,
  });
  if (body.incidentId !== null) await putPart(ctx, id, 'incident', [body.incidentId]);
  await tellAct(ctx, { id }, 'open', { what: 'Конфликт заведён', data: { risk: body.risk } });
  return readConflictCard(ctx, id);
}

/** Route: another risk has another term, from the same beginning; one that is broken stays broken. */
export async function changeConflict(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeConflict>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'change');
  await requireUnit(ctx, body.unitId);
  const isOtherRisk = body.risk !== conflict.risk;
  const term = isOtherRisk && conflict.due_at >= ctx.now ? termOf(body.risk, conflict.term_from) : {};
  await updateConflict(ctx, conflict, {
    title: body.title,
    risk: body.risk,
    wrong: body.wrong,
    unit_id: body.unitId,
    ...term,
  });
  await tellAct(ctx, conflict, 'change', {
    what: isOtherRisk ? `Исправлен: ${riskTitles[body.risk]}` : 'Исправлен',
    data: { risk: body.risk, unitId: body.unitId },
  });
  return readConflictCard(ctx, conflict.id);
}

/** Route. */
export async function takeConflict(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.takeConflict>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'take');
  if (!isStaff(ctx.actor)) throw new AppError('lib.forbidden', 'Конфликт ведёт сотрудник.');
  if (conflict.leader_id === ctx.actor.id) throw new AppError('lib.conflict', 'Вы уже ведёте этот конфликт.');
  await updateConflict(ctx, conflict, {
    state: 'led',
    leader_id: ctx.actor.id,
    leader_name: nameOfActor(ctx),
  });
  await tellAct(ctx, conflict, 'take', { what: `Ведёт ${nameOfActor(ctx)}` });
  return readConflictCard(ctx, conflict.id);
}

/** Route: which errors there were; that there was none is a review too. */
export async function reviewConflict(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.reviewConflict>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'review');
  const kinds = new Map(errorKinds().map(({ id, title }) => [id, title]));
  const errors = [...new Set(body.errors)];
  if (errors.some((id) => !kinds.has(id))) throw badField('errors', 'Такой ошибки нет в справочнике');
  await updateConflict(ctx, conflict, {
    errors,
    reviewed_at: ctx.now,
    reviewed_by_name: nameOfActor(ctx),
  });
  await tellAct(ctx, conflict, 'review', {
    what: errors.length > 0 ? 'Разобраны ошибки' : 'Разобран: ошибок нет',
    note: joinWords(errors.map((id) => (kinds.get(id) ?? id).toLocaleLowerCase('ru'))),
    data: { errors },
  });
  return readConflictCard(ctx, conflict.id);
}

/** Route: nothing is closed that nobody has reviewed; steps not done by then are no more to be done. */
export async function closeConflict(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.closeConflict>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'close');
  if (conflict.errors === null)
    throw new AppError('lib.conflict', 'Сначала отметьте, что было не так, или что ошибок не было.');
  await ctx.db
    .updateTable('conflicts.task')
    .set({ is_void: true })
    .where('conflict_id', '=', conflict.id)
    .where('done_at', 'is', null)
    .execute();
  await updateConflict(ctx, conflict, {
    state: 'closed',
    outcome: body.outcome,
    outcome_note: body.note,
    closed_at: ctx.now,
  });
  await tellAct(ctx, conflict, 'close', {
    what: `Закрыт: ${outcomeTitles[body.outcome]}`,
    note: body.note,
    data: { outcome: body.outcome },
  });
  return readConflictCard(ctx, conflict.id);
}

/** Route: a new term begins; what was not done of a playbook stays not done. */
export async function reopenConflict(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.reopenConflict>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'reopen');
  await updateConflict(ctx, conflict, {
    state: conflict.leader_id === null ? 'open' : 'led',
    outcome: null,
    outcome_note: '',
    closed_at: null,
    ...termOf(conflict.risk, ctx.now),
  });
  await tellAct(ctx, conflict, 'reopen', { what: 'Открыт снова' });
  return readConflictCard(ctx, conflict.id);
}

/** Route. */
export async function addPart(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.addPart>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'part');
  if (body.kind === 'incident') await requireIncident(ctx, body.targetId, 'targetId');
  else {
    const page = await ctx.db
      .selectFrom('networks.v_page')
      .select('id')
      .where('id', '=', body.targetId)
      .executeTakeFirst();
    if (!page) throw badField('targetId', 'Такой страницы нет. Выберите из списка');
  }
  await putPart(ctx, conflict.id, body.kind, [body.targetId]);
  await updateConflict(ctx, conflict, {});
  await tellAct(ctx, conflict, 'add-part', {
    what: body.kind === 'incident' ? 'Добавлен инцидент' : 'Добавлена страница',
    data: { kind: body.kind, target: body.targetId },
  });
  return readConflictCard(ctx, conflict.id);
}

/** Route. */
export async function removePart(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.removePart>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'part');
  const removed = await ctx.db
    .deleteFrom('conflicts.part')
    .where('conflict_id', '=', conflict.id)
    .where('kind', '=', body.kind)
    .where('target_id', '=', body.targetId)
    .returning('target_id')
    .executeTakeFirst();
  if (!removed) throw new AppError('lib.conflict', 'Среди участников этого уже нет. Обновите страницу.');
  await updateConflict(ctx, conflict, {});
  await tellAct(ctx, conflict, 'remove-part', {
    what: body.kind === 'incident' ? 'Убран инцидент' : 'Убрана страница',
    data: { kind: body.kind, target: body.targetId },
  });
  return readConflictCard(ctx, conflict.id);
}
