import { sql } from 'kysely';
import type {
  listRoutingRules,
  RoutingInput,
  RoutingRule,
  saveRoutingRule,
  switchRoutingRule,
  tryRoutingRule,
} from '../../../../shared/contract/messages/routing.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { localDate, localTime } from '../../../base/deadlines/index.ts';
import { findUnit, listUnits, pickUnitForKind } from '../../../base/identity/index.ts';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { covers, pickRoute, type Route, type Routed } from './routing-rule.ts';

/** Rules, the first asked first. Plan: a table of tens of rows. */
async function selectRules(ctx: Ctx, id?: string): Promise<RoutingRule[]> {
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

/** Unit and person a case goes to by the table; undefined when no rule covers it and its topic's executor kind decides. */
export async function routeCase(
  ctx: Ctx,
  file: { factId: string; block: string; districtId: string | null; importance: string; registeredAt: Date },
): Promise<{ unitId: string; personId: string | null } | undefined> {
  const rules = (await selectRules(ctx)).filter(({ isOn }) => isOn);
  return rules.length === 0 ? undefined : pickRoute(rules, describe(file));
}

const describe = (file: {
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

async function requireSound(ctx: Ctx, body: RoutingInput): Promise<void> {
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

/** Days of the past a rule is tried on, and cases at most. */
const TRIED_DAYS = 30;
const TRIED_CASES = 50_000;

type Try = typeof tryRoutingRule;

/**
 * Route: what a rule would have changed last month: each case of a known topic is routed twice, with the rules that are on
 * and with this one among them; validity is not asked of this one, it has not begun. Plan: case_file_registered, a month.
 */
export async function tryRule(ctx: Ctx, { body }: HandlerInput<Try>): Promise<RouteReplyInput<Try>> {
  await requireSound(ctx, body);
  const [rules, units, { rows }] = await Promise.all([
    selectRules(ctx),
    listUnits(ctx.db),
    sql<{
      number: string;
      fact_id: string;
      district_id: string | null;
      importance: string;
      registered_at: Date;
    }>`
      SELECT number, fact_id, district_id, importance, registered_at FROM cases.case_file
      WHERE registered_at >= ${ctx.now}::timestamptz - make_interval(days => ${TRIED_DAYS}) AND fact_id IS NOT NULL
        AND merged_into IS NULL
      ORDER BY registered_at DESC LIMIT ${TRIED_CASES}`.execute(ctx.db),
  ]);
  const others: Route[] = rules.filter((rule) => rule.isOn && rule.id !== body.id);
  const tried: Route = { ...body, id: body.id ?? newId(), validFrom: '0001-01-01', validTo: null };
  const unitOf = (routes: readonly Route[], file: Routed): string | undefined =>
    pickRoute(routes, file)?.unitId ??
    pickUnitForKind(units, findFact(file.factId)?.executorKind ?? '', file.districtId)?.id;
  const titles = new Map(units.map(({ id, shortTitle }) => [id, shortTitle]));
  const moves = new Map<string, { from: string; to: string; count: number }>();
  const samples: string[] = [];
  let [covered, changed] = [0, 0];
  for (const row of rows) {
    const file = describe({
      factId: row.fact_id,
      block: findFact(row.fact_id)?.block ?? '',
      districtId: row.district_id,
      importance: row.importance,
      registeredAt: row.registered_at,
    });
    if (!covers(tried, file)) continue;
    covered += 1;
    const [before, after] = [unitOf(others, file), unitOf([...others, tried], file)];
    if (before === after) continue;
    changed += 1;
    if (samples.length < 10) samples.push(row.number);
    const move = moves.get(`${before}-${after}`) ?? {
      from: titles.get(before ?? '') ?? 'никому',
      to: titles.get(after ?? '') ?? 'никому',
      count: 0,
    };
    move.count += 1;
    moves.set(`${before}-${after}`, move);
  }
  return {
    looked: rows.length,
    covered,
    changed,
    samples,
    moves: [...moves.values()].sort((a, b) => b.count - a.count).slice(0, 20),
    words: trialWords(rows.length, covered, changed),
  };
}

function trialWords(looked: number, covered: number, changed: number): string {
  if (looked === 0) return 'За месяц дел с темой не было: пробовать не на чем.';
  if (covered === 0) return `Из ${looked} дел за месяц под маршрут не подошло ни одно.`;
  return changed === 0
    ? `Под маршрут подошло бы ${counted(covered, 'дело', 'дела', 'дел')}, исполнитель ни у одного не сменился бы.`
    : `Исполнитель изменился бы у ${counted(changed, 'дела', 'дел', 'дел')} из ${looked} за месяц.`;
}

/** The unit the table names for a case of a topic that is not assigned yet; null when it names none. */
export async function routeFor(
  ctx: Ctx,
  file: {
    district_id: string | null;
    importance: string;
    registered_at: Date;
    executor_unit_id: string | null;
  },
  fact: { id: string; block: string } | null,
): Promise<string | null> {
  if (!fact || file.executor_unit_id) return null;
  const { district_id: districtId, importance, registered_at: registeredAt } = file;
  const routed = await routeCase(ctx, {
    factId: fact.id,
    block: fact.block,
    districtId,
    importance,
    registeredAt,
  });
  return routed?.unitId ?? null;
}
