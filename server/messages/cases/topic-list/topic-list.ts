import type { importTopicExecutors as importRoute } from '../../../../shared/contract/messages/topic-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { createUnit, listUnits } from '../../../base/identity/index.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readUploadedTable, type UploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { listRules } from '../routing/routing.ts';
import { planTopics, type TopicPlan, takerOf, type Ways } from './topic-plan.ts';
import { judgeTopics, type NewUnit } from './topic-rows.ts';

/** Rows of one list: a rubricator and more. */
const MOST = 2000;
/** How many of the rows that are refused are told one by one. */
const MOST_TOLD = 100;
/** How a route made of a list is told apart on its screen. */
const NOTE = 'Из списка тем';

type Import = typeof importRoute;
type Reply = RouteReplyInput<Import>;

/** Whom topics go to in the whole city today. */
export async function readWays(ctx: Ctx): Promise<Ways> {
  const [units, { rules }] = await Promise.all([listUnits(ctx.db), listRules(ctx)]);
  const routes = rules.filter(
    ({ isOn, districtId, importance, weekdays, fromTime }) =>
      isOn && !districtId && !importance && weekdays.length === 0 && !fromTime,
  );
  return { units, routes, day: cityDay(ctx.config, ctx.now) };
}

async function judge(ctx: Ctx, table: UploadedTable) {
  const ways = await readWays(ctx);
  const { facts, executorKinds } = currentTaxonomy();
  const mayMakeUnits = hasPermission(ctx, 'identity.manage');
  const { wishes, fresh, refused } = judgeTopics(table, { facts, units: ways.units, mayMakeUnits });
  const plan = planTopics(facts, wishes, ways);
  const wished = new Set(wishes.map(({ factId }) => factId));
  const reply = {
    rows: table.rows.length,
    topics: wishes.length,
    same: plan.same,
    routes: plan.routes.length,
    units: [...fresh].map(([key, { title }]) => ({
      title,
      kind: executorKinds[plan.kinds.get(key) ?? ''] ?? '',
    })),
    left: facts.filter((fact) => !wished.has(fact.id) && !takerOf(ways, fact)).length,
    refusedCount: refused.length,
    refused: refused.slice(0, MOST_TOLD),
  };
  return { plan, fresh, reply };
}

async function makeUnits(ctx: Ctx, fresh: ReadonlyMap<string, NewUnit>, plan: TopicPlan) {
  const made = new Map<string, string>();
  for (const [key, unit] of fresh) {
    const { id } = await createUnit(ctx, { ...unit, kind: plan.kinds.get(key) ?? '' });
    made.set(key, id);
  }
  return made;
}

/** A topic that had a route of a list gets it in place of that: one topic, one such route. */
async function writeRoutes(ctx: Ctx, routes: TopicPlan['routes'], made: ReadonlyMap<string, string>) {
  if (routes.length === 0) return;
  const facts = routes.map(({ factId }) => factId);
  await ctx.db
    .deleteFrom('cases.routing_rule')
    .where('fact_id', 'in', facts)
    .where('note', '=', NOTE)
    .execute();
  await ctx.db
    .insertInto('cases.routing_rule')
    .values(
      routes.map(({ factId, unit, priority }) => ({
        id: newId(),
        priority,
        fact_id: factId,
        weekdays: [],
        unit_id: made.get(unit) ?? unit,
        valid_from: cityDay(ctx.config, ctx.now),
        note: NOTE,
        is_on: true,
        author_name: nameOfActor(ctx),
        created_at: ctx.now,
      })),
    )
    .execute();
}

/**
 * Route: who answers for which topic, by a list; with `write` units that are not there are made and topics go to theirs, all in one
 * transaction. A faulty row holds up no other.
 */
export async function importTopicExecutors(
  ctx: Ctx,
  { query }: HandlerInput<Import>,
  exchange: Exchange,
): Promise<Reply> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'imports',
    most: MOST,
    ask: 'Приложите таблицу: CSV или XLSX.',
    less: 'Разделите список.',
  });
  if (query.write !== 'yes') return { isWritten: false, ...(await judge(ctx, table)).reply };
  return runMutation(exchange.services, ctx, async (tx) => {
    const { plan, fresh, reply } = await judge(tx, table);
    const made = await makeUnits(tx, fresh, plan);
    await writeRoutes(tx, plan.routes, made);
    tx.audit({
      action: 'cases.topics-routed',
      object: 'routing-rule',
      objectId: 'list',
      data: { topics: reply.topics, routes: reply.routes, units: reply.units.length },
    });
    return { isWritten: true, ...reply };
  });
}
