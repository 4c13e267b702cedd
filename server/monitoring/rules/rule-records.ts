import { type Selectable, sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/rules.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { networksToday } from '../../base/networks/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { ruleFilters } from './filters.ts';
import { describeRule } from './language/describe-rule.ts';
import { parseRule } from './language/parse-rule.ts';
import { RuleMistake, type RuleNode } from './language/rule-node.ts';
import { refuseForbidden } from './limits.ts';
import { filtersOf, lookOf } from './rule-look.ts';
import { startingRulesOn } from './rule-pack.ts';

type RuleRow = Selectable<DB['rules.rule']>;
type Rule = contract.MonitoringRule;

const KEEP = 'rules.keep';
const ruleKind: RecordKind = { words: 'Правило', object: 'monitoring-rule', module: 'rules' };
const missing = (): AppError => new AppError('lib.not-found', 'Такого правила нет.');

/** Precision is counted over so many days. */
const COUNTED_DAYS = 90;
/** Of fewer decisions a share says nothing. */
const LEAST_DECIDED = 10;

/** A rule as it was understood; refuses by the sentence of the mistake and its place, and what no rule may look for. */
export function understandRule(ctx: Pick<Ctx, 'now'>, query: string): RuleNode {
  try {
    const node = parseRule(query);
    refuseForbidden(node, startingRulesOn(localDate(ctx.now)).limits);
    return node;
  } catch (error) {
    if (error instanceof RuleMistake)
      throw new AppError('lib.bad-input', error.message, {
        fields: { query: error.message },
        details: { from: error.from, to: error.to },
      });
    throw error;
  }
}

interface Tally {
  rule_id: string;
  hits: number;
  decided: number;
  kept: number;
}

/** What rules caught lately, and what people made of it. Plan: hit_at by each rule of the page. */
async function readTallies(ctx: Ctx, ids: readonly string[]): Promise<Tally[]> {
  const since = new Date(ctx.now.getTime() - COUNTED_DAYS * DAY);
  const { rows } = await sql<Tally>`
    SELECT hit.rule_id, count(*)::int AS hits,
      count(*) FILTER (WHERE fate.status NOT IN ('captured', 'merged'))::int AS decided,
      count(*) FILTER (WHERE fate.status NOT IN ('captured', 'merged', 'dismissed')
        OR fate.dismiss_reason IN ('duplicate', 'already-answered'))::int AS kept
    FROM rules.hit LEFT JOIN incidents.v_fate AS fate ON fate.post_id = hit.post_id
    WHERE hit.rule_id = ANY(${[...ids]}::uuid[]) AND hit.at >= ${since} GROUP BY hit.rule_id`.execute(ctx.db);
  return rows;
}

async function presentRules(ctx: Ctx, rows: readonly RuleRow[]): Promise<Rule[]> {
  const tallies = await readTallies(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const { hits = 0, decided = 0, kept = 0 } = tallies.find(({ rule_id: id }) => id === row.id) ?? {};
    return {
      id: row.id,
      title: row.title,
      block: row.block,
      importance: row.importance,
      query: row.query,
      meaning: describeRule(parseRule(row.query)),
      look: lookOf(ruleFilters.parse(row.filters)),
      ground: row.ground,
      isActive: row.is_active,
      changedAt: row.changed_at.toISOString(),
      changedBy: row.changed_by_name,
      hits,
      decided,
      precision: decided < LEAST_DECIDED ? null : kept / decided,
      version: row.version,
      can: hasPermission(ctx, KEEP) ? ['change'] : [],
    };
  });
}

type List = typeof contract.listRules;

/** Route: by title. */
export async function listRules(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { cursor } = query;
  const rows = await ctx.db
    .selectFrom('rules.rule')
    .selectAll()
    .$if(query.block !== undefined, (select) => select.where('block', '=', query.block ?? ''))
    .$if(query.state !== undefined, (select) => select.where('is_active', '=', query.state === 'on'))
    .$if(Boolean(query.q), (select) =>
      select.where(sql<boolean>`strpos(lower(title || ' ' || query), lower(${query.q ?? ''})) > 0`),
    )
    .$if(cursor !== undefined, (select) =>
      select.where(
        sql<boolean>`(title, id) > (SELECT title, id FROM rules.rule WHERE id = ${cursor ?? null}::uuid)`,
      ),
    )
    .orderBy('title')
    .orderBy('id')
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  return {
    rules: await presentRules(ctx, page),
    networks: networksToday(ctx)
      .filter(({ mayRead }) => mayRead)
      .map(({ id, title }) => ({ id, title })),
    next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    can: hasPermission(ctx, KEEP) ? ['create', 'try'] : [],
  };
}

function columnsOf(ctx: Ctx, body: HandlerInput<typeof contract.createRule>['body']) {
  if (!findBlock(body.block)) throw badField('block', 'Такого блока нет');
  understandRule(ctx, body.query);
  return {
    title: body.title,
    block: body.block,
    importance: body.importance,
    query: body.query,
    filters: JSON.stringify(filtersOf(body.look)),
    ground: body.ground,
    changed_at: ctx.now,
    changed_by_name: nameOfActor(ctx),
  };
}

async function presentRule(ctx: Ctx, id: string): Promise<Rule> {
  const row = await ctx.db.selectFrom('rules.rule').selectAll().where('id', '=', id).executeTakeFirst();
  const [rule] = row ? await presentRules(ctx, [row]) : [];
  if (!rule) throw missing();
  return rule;
}

/** Route. The journal keeps who looks for what, and why. */
export async function createRule(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createRule>,
): Promise<Rule> {
  const id = newId();
  const columns = columnsOf(ctx, body);
  await ctx.db
    .insertInto('rules.rule')
    .values({ id, ...columns })
    .execute();
  ctx.audit({
    action: 'rules.create',
    object: 'monitoring-rule',
    objectId: id,
    data: { title: body.title, query: body.query, look: body.look, ground: body.ground },
  });
  return presentRule(ctx, id);
}

/** Route. */
export async function changeRule(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeRule>,
): Promise<Rule> {
  const query = ctx.db.selectFrom('rules.rule').selectAll().where('id', '=', params.id);
  const rule = await lockSeen(ruleKind, query, { seen: body.version, missing });
  const columns = columnsOf(ctx, body);
  await ctx.db
    .updateTable('rules.rule')
    .set({ ...columns, is_active: body.isActive, version: rule.version + 1 })
    .where('id', '=', rule.id)
    .execute();
  ctx.audit({
    action: 'rules.change',
    object: 'monitoring-rule',
    objectId: rule.id,
    data: {
      title: body.title,
      query: body.query,
      before: rule.query,
      look: body.look,
      ground: body.ground,
      isActive: body.isActive,
    },
  });
  return presentRule(ctx, rule.id);
}

/**
 * Brings the starting set in; one that is there already, a person's now, is left as it is. What a later set adds comes switched off: what a
 * city looks for is a person's word.
 */
export async function seedRules(ctx: Ctx): Promise<void> {
  // Calendars are not read yet when packs are brought in.
  const { rules } = startingRulesOn(cityDay(ctx.config, ctx.now));
  const there = await ctx.db.selectFrom('rules.rule').select('pack_id').execute();
  const known = new Set(there.map(({ pack_id }) => pack_id));
  const added = rules.filter(({ id }) => !known.has(id));
  if (added.length === 0) return;
  await ctx.db
    .insertInto('rules.rule')
    .values(
      added.map((rule) => ({
        id: newId(),
        pack_id: rule.id,
        title: rule.title,
        block: rule.block,
        importance: rule.importance,
        query: rule.query,
        filters: JSON.stringify(rule.filters),
        ground: 'решение о создании МЦУ, глава 2, п. 3.2.1: начальный набор',
        is_active: there.length === 0,
        changed_at: ctx.now,
        changed_by_name: 'Отклик',
      })),
    )
    .onConflict((conflict) => conflict.column('pack_id').doNothing())
    .execute();
}
