import { sql } from 'kysely';
import type {
  listRoutingRules,
  RoutingInput,
  RoutingRule,
  saveRoutingRule,
  switchRoutingRule,
} from '../../../../shared/contract/messages/routing.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { localDate, localTime } from '../../../base/deadlines/index.ts';
import { findUnit } from '../../../base/identity/index.ts';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { findHouseKeeper, type HousePlace, MANAGING_KIND } from './house-keeper.ts';
import { pickRoute, type Routed } from './routing-rule.ts';

/** Rules, the first asked first. Plan: a table of tens of rows. */
export async function selectRules(ctx: Ctx, id?: string): Promise<RoutingRule[]> {
  const rows = await ctx.db
    .selectFrom('cases.routing_rule as rule')
    .innerJoin('identity.v_unit as unit', 'unit.id', 'rule.unit_id')
    .leftJoin('identity.v_person as person', 'person.id', 'rule.person_id')
    .selectAll('rule')
    .select(['unit.title as unit_title', 'person.short_name as person_name'])
    .select([
      sql<string>`rule.valid_from::text`.as('from_day'),
      sql<string | null>`rule.valid_to::text`.as('to_day'),
      sql<string | null>`to_char(rule.from_time, 'HH24:MI')`.as('from_clock'),
      sql<string | null>`to_char(rule.to_time, 'HH24:MI')`.as('to_clock'),
    ])
    .$if(id !== undefined, (select) => select.where('rule.id', '=', id ?? ''))
    .orderBy('rule.priority')
    .orderBy('rule.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    priority: row.priority,
    factId: row.fact_id,
    block: row.block,
    districtId: row.district_id,
    importance: row.importance,
    weekdays: row.weekdays,
    fromTime: row.from_clock,
    toTime: row.to_clock,
    unitId: row.unit_id,
    personId: row.person_id,
    validFrom: row.from_day,
    validTo: row.to_day,
    note: row.note,
    isOn: row.is_on,
    unit: row.unit_title ?? '',
    person: row.person_name,
    authorName: row.author_name,
  }));
}

/** Route: every rule, switched off ones too. */
export const listRules = async (ctx: Ctx): Promise<RouteReplyInput<typeof listRoutingRules>> => ({
  rules: await selectRules(ctx),
});

/**
 * Unit and person a case goes to by the table, else by its house where the topic is a managing company's; undefined when neither
 * names one and its topic's executor kind decides.
 */
export async function routeCase(
  ctx: Ctx,
  file: HousePlace & {
    factId: string;
    block: string;
    districtId: string | null;
    importance: string;
    registeredAt: Date;
  },
): Promise<{ unitId: string; personId: string | null } | undefined> {
  const rules = (await selectRules(ctx)).filter(({ isOn }) => isOn);
  const route = rules.length === 0 ? undefined : pickRoute(rules, describeRouted(file));
  if (route) return route;
  const unitId = await findManager(ctx, file.factId, file);
  return unitId === undefined ? undefined : { unitId, personId: null };
}

/** The company of the house, for a topic that is such a company's. */
export async function findManager(ctx: Ctx, factId: string, place: HousePlace): Promise<string | undefined> {
  return isManaged(factId) ? findHouseKeeper(ctx.db, place) : undefined;
}

export const isManaged = (factId: string): boolean => findFact(factId)?.executorKind === MANAGING_KIND;

export const describeRouted = (file: {
  factId: string;
  block: string;
  districtId: string | null;
  importance: string;
  registeredAt: Date;
}): Routed => ({ ...file, day: localDate(file.registeredAt), time: localTime(file.registeredAt) });

type Save = typeof saveRoutingRule;

/** Route: writes a rule switched off: it is tried first, then switched on. */
export async function saveRule(ctx: Ctx, { body }: HandlerInput<Save>): Promise<RouteReplyInput<Save>> {
  await requireSound(ctx, body);
  const id = body.id ?? newId();
  const values = {
    priority: body.priority,
    fact_id: body.factId,
    block: body.factId ? null : body.block,
    district_id: body.districtId,
    importance: body.importance,
    weekdays: body.weekdays,
    from_time: body.fromTime,
    to_time: body.toTime,
    unit_id: body.unitId,
    person_id: body.personId,
    valid_from: body.validFrom,
    valid_to: body.validTo,
    note: body.note,
    is_on: false,
    author_name: ctx.actor.kind === 'staff' ? ctx.actor.name : 'Система',
  };
  if (body.id) {
    const changed = await ctx.db
      .updateTable('cases.routing_rule')
      .set(values)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw new AppError('lib.not-found', 'Такого маршрута нет. Обновите список.');
  } else
    await ctx.db
      .insertInto('cases.routing_rule')
      .values({ id, ...values, created_at: ctx.now })
      .execute();
  ctx.audit({
    action: 'cases.routing-saved',
    object: 'routing-rule',
    objectId: id,
    data: { priority: body.priority, unitId: body.unitId },
  });
  return { rule: firstOf(await selectRules(ctx, id)) };
}

export async function requireSound(ctx: Ctx, body: RoutingInput): Promise<void> {
  if (body.factId && !findFact(body.factId)) throw badField('factId', 'Такой темы нет в рубрикаторе');
  if (body.block && !findBlock(body.block)) throw badField('block', 'Такого блока нет в рубрикаторе');
  if ((body.fromTime === null) !== (body.toTime === null))
    throw badField('toTime', 'Назовите оба времени: с и до');
  if (body.validTo && body.validTo < body.validFrom)
    throw badField('validTo', 'Последний день раньше первого');
  const unit = await findUnit(ctx.db, body.unitId);
  if (!unit?.isActive) throw badField('unitId', 'Такого подразделения нет или оно закрыто');
  if (!body.personId) return;
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select(['unit_id', 'is_active'])
    .where('id', '=', body.personId)
    .executeTakeFirst();
  if (!person?.is_active || person.unit_id !== body.unitId)
    throw badField('personId', 'Этот сотрудник не работает в выбранном подразделении');
}

/** Route: switches a rule on or off. */
export async function switchRule(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof switchRoutingRule>,
): Promise<{ done: true }> {
  const changed = await ctx.db
    .updateTable('cases.routing_rule')
    .set({ is_on: body.isOn })
    .where('id', '=', params.id)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new AppError('lib.not-found', 'Такого маршрута нет. Обновите список.');
  ctx.audit({
    action: body.isOn ? 'cases.routing-on' : 'cases.routing-off',
    object: 'routing-rule',
    objectId: params.id,
  });
  return { done: true };
}

/** The unit the table, or its house, names for a case of a topic that is not assigned yet; null when they name none. */
export async function routeFor(
  ctx: Ctx,
  file: {
    district_id: string | null;
    importance: string;
    registered_at: Date;
    executor_unit_id: string | null;
    street_id: string | null;
    house: string | null;
  },
  fact: { id: string; block: string } | null,
): Promise<string | null> {
  if (!fact || file.executor_unit_id) return null;
  const { district_id: districtId, importance, registered_at: registeredAt, house } = file;
  const routed = await routeCase(ctx, {
    factId: fact.id,
    block: fact.block,
    districtId,
    importance,
    registeredAt,
    streetId: file.street_id,
    house,
  });
  return routed?.unitId ?? null;
}
