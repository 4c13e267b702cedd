import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { outcomeTitles, riskTitles } from '../../../shared/text/monitoring/conflicts.ts';
import { joinWords } from '../../../shared/text/words.ts';
import { findUnit } from '../../base/identity/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { type Ctx, isStaff, nameOfActor } from '../../lib/module/context.ts';
import { errorKinds } from '../../messages/quality/index.ts';
import { findIncident, holdIncident, refuseInConflict } from './around-incident.ts';
import { readConflictCard } from './card.ts';
import { onConflict } from './on-conflict.ts';
import { isLeader } from './rows.ts';
import { aboutIncident } from './signals/around.ts';
import { insertConflict, putPart, tellAct, termOf } from './store.ts';

type Card = contract.ConflictCard;

async function requireUnit(ctx: Ctx, unitId: string | null): Promise<void> {
  if (unitId === null) return;
  const unit = await findUnit(ctx.db, unitId);
  if (!unit?.isActive) throw badField('unitId', 'Такого подразделения нет');
}

/** An incident whose sphere and place a conflict takes over; refuses one the actor does not see, and one that went into another. */
async function requireIncident(ctx: Ctx, id: string, field: string) {
  const found = await findIncident(ctx, id);
  if (!found) throw badField(field, 'Такого инцидента нет, или его ведёт другое подразделение');
  if (found.merged_into !== null) throw badField(field, 'Этот инцидент слит с другим: откройте тот');
  return aboutIncident(ctx, id, null);
}

/** Route: a conflict that no signal has found, of an incident or by itself. */
export async function openConflict(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.openConflict>,
): Promise<Card> {
  await requireUnit(ctx, body.unitId);
  const about = body.incidentId === null ? null : await requireIncident(ctx, body.incidentId, 'incidentId');
  if (body.incidentId !== null) {
    await holdIncident(ctx, body.incidentId);
    await refuseInConflict(ctx, body.incidentId);
  }
  const id = await insertConflict(ctx, {
    title: body.title,
    trigger: body.trigger,
    risk: body.risk,
    block: about?.block ?? null,
    fact_id: about?.factId ?? null,
    address: about?.address ?? null,
    district_id: about?.districtId ?? null,
    unit_id: body.unitId ?? about?.unitId ?? null,
    wrong: body.wrong,
  });
  if (body.incidentId !== null) await putPart(ctx, id, 'incident', [body.incidentId]);
  await tellAct(ctx, { id }, 'open', {
    what: 'Конфликт заведён',
    data: { trigger: body.trigger, risk: body.risk },
  });
  return readConflictCard(ctx, id);
}

/** Route: another risk has another term, from the same beginning; one that is broken stays broken. */
export const changeConflict = onConflict(
  'change',
  'change',
  async (ctx, conflict, { body }: HandlerInput<typeof contract.changeConflict>) => {
    const { title, risk, wrong, unitId } = body;
    await requireUnit(ctx, unitId);
    const isOtherRisk = risk !== conflict.risk;
    const term = isOtherRisk && conflict.due_at >= ctx.now ? termOf(risk, conflict.term_from) : {};
    return {
      set: { title, risk, wrong, unit_id: unitId, ...term },
      what: isOtherRisk ? `Исправлен: ${riskTitles[risk]}` : 'Исправлен',
      data: { risk, unitId },
    };
  },
);

/** Route. */
export const takeConflict = onConflict('take', 'take', async (ctx, conflict) => {
  if (!isStaff(ctx.actor)) throw new AppError('lib.forbidden', 'Конфликт ведёт сотрудник.');
  if (isLeader(ctx, conflict.leader_id)) throw new AppError('lib.conflict', 'Вы уже ведёте этот конфликт.');
  const name = nameOfActor(ctx);
  return { set: { state: 'led', leader_id: ctx.actor.id, leader_name: name }, what: `Ведёт ${name}` };
});

/** Route: which errors there were; that there was none is a review too. */
export const reviewConflict = onConflict(
  'review',
  'review',
  async (ctx, _, { body }: HandlerInput<typeof contract.reviewConflict>) => {
    const kinds = new Map(errorKinds().map(({ id, title }) => [id, title]));
    const errors = [...new Set(body.errors)];
    if (errors.some((id) => !kinds.has(id))) throw badField('errors', 'Такой ошибки нет в справочнике');
    return {
      set: { errors, reviewed_at: ctx.now, reviewed_by_name: nameOfActor(ctx) },
      what: errors.length > 0 ? 'Разобраны ошибки' : 'Разобран: ошибок нет',
      note: joinWords(errors.map((id) => (kinds.get(id) ?? id).toLocaleLowerCase('ru'))),
      data: { errors },
    };
  },
);

/** Route: nothing is closed that nobody has reviewed; steps not done by then are no more to be done. */
export const closeConflict = onConflict(
  'close',
  'close',
  async (ctx, { id, errors }, { body: { outcome, note } }: HandlerInput<typeof contract.closeConflict>) => {
    if (errors === null)
      throw new AppError('lib.conflict', 'Сначала отметьте, что было не так, или что ошибок не было.');
    await ctx.db
      .updateTable('conflicts.task')
      .set({ is_void: true })
      .where('conflict_id', '=', id)
      .where('done_at', 'is', null)
      .execute();
    return {
      set: { state: 'closed', outcome, outcome_note: note, closed_at: ctx.now },
      what: `Закрыт: ${outcomeTitles[outcome]}`,
      note,
      data: { outcome },
    };
  },
);

/** Route: a new term begins; what was not done of a playbook stays not done. */
export const reopenConflict = onConflict('reopen', 'reopen', async (ctx, { leader_id: leaderId, risk }) => ({
  set: {
    state: leaderId === null ? 'open' : 'led',
    outcome: null,
    outcome_note: '',
    closed_at: null,
    ...termOf(risk, ctx.now),
  },
  what: 'Открыт снова',
}));

/** Route. */
export const addPart = onConflict(
  'part',
  'add-part',
  async (ctx, { id }, { body: { kind, targetId } }: HandlerInput<typeof contract.addPart>) => {
    if (kind === 'incident') await requireIncident(ctx, targetId, 'targetId');
    else {
      const page = await ctx.db
        .selectFrom('networks.v_page')
        .select('id')
        .where('id', '=', targetId)
        .executeTakeFirst();
      if (!page) throw badField('targetId', 'Такой страницы нет. Выберите из списка');
    }
    await putPart(ctx, id, kind, [targetId]);
    return {
      what: kind === 'incident' ? 'Добавлен инцидент' : 'Добавлена страница',
      data: { kind, target: targetId },
    };
  },
);

/** Route. */
export const removePart = onConflict(
  'part',
  'remove-part',
  async (ctx, { id }, { body: { kind, targetId } }: HandlerInput<typeof contract.removePart>) => {
    const removed = await ctx.db
      .deleteFrom('conflicts.part')
      .where('conflict_id', '=', id)
      .where('kind', '=', kind)
      .where('target_id', '=', targetId)
      .returning('target_id')
      .executeTakeFirst();
    if (!removed) throw new AppError('lib.conflict', 'Среди участников этого уже нет. Обновите страницу.');
    return {
      what: kind === 'incident' ? 'Убран инцидент' : 'Убрана страница',
      data: { kind, target: targetId },
    };
  },
);
