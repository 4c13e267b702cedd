import { sql } from 'kysely';
import type { tryRoutingRule } from '../../../../shared/contract/messages/routing.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { listUnits, pickUnitForKind } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type HousePlace, readHouseKeepers } from './house-keeper.ts';
import { describeRouted, isManaged, requireSound, selectRules } from './routing.ts';
import { covers, pickRoute, type Route, type Routed } from './routing-rule.ts';

/** Days of the past a rule is tried on, and cases at most. */
const TRIED_DAYS = 30;
const TRIED_CASES = 50_000;

type Try = typeof tryRoutingRule;

interface TriedRow {
  number: string;
  fact_id: string;
  district_id: string | null;
  importance: string;
  registered_at: Date;
  street_id: string | null;
  house: string | null;
}

/** Plan: case_file_registered, a month. */
async function selectTried(ctx: Ctx): Promise<TriedRow[]> {
  const { rows } = await sql<TriedRow>`
    SELECT number, fact_id, district_id, importance, registered_at, street_id, house FROM cases.case_file
    WHERE registered_at >= ${ctx.now}::timestamptz - make_interval(days => ${TRIED_DAYS}) AND fact_id IS NOT NULL
      AND merged_into IS NULL
    ORDER BY registered_at DESC LIMIT ${TRIED_CASES}`.execute(ctx.db);
  return rows;
}

/**
 * Route: what a rule would have changed last month: each case of a known topic is routed twice, with the rules that are on
 * and with this one among them; validity is not asked of this one, it has not begun.
 */
export async function tryRule(ctx: Ctx, { body }: HandlerInput<Try>): Promise<RouteReplyInput<Try>> {
  await requireSound(ctx, body);
  const [rules, units, keeperOf, rows] = await Promise.all([
    selectRules(ctx),
    listUnits(ctx.db),
    readHouseKeepers(ctx.db),
    selectTried(ctx),
  ]);
  const others: Route[] = rules.filter((rule) => rule.isOn && rule.id !== body.id);
  const tried: Route = { ...body, id: body.id ?? newId(), validFrom: '0001-01-01', validTo: null };
  const unitOf = (routes: readonly Route[], file: Routed & HousePlace): string | undefined =>
    pickRoute(routes, file)?.unitId ??
    (isManaged(file.factId) ? keeperOf(file) : undefined) ??
    pickUnitForKind(units, findFact(file.factId)?.executorKind ?? '', file.districtId)?.id;
  const titles = new Map(units.map(({ id, shortTitle }) => [id, shortTitle]));
  const moves = new Map<string, { from: string; to: string; count: number }>();
  const samples: string[] = [];
  let [covered, changed] = [0, 0];
  for (const row of rows) {
    const described = describeRouted({
      factId: row.fact_id,
      block: findFact(row.fact_id)?.block ?? '',
      districtId: row.district_id,
      importance: row.importance,
      registeredAt: row.registered_at,
    });
    const file = { ...described, streetId: row.street_id, house: row.house };
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
