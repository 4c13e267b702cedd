import type { importHouseKeepers as importRoute } from '../../../../shared/contract/messages/routing.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { createUnit, listUnits } from '../../../base/identity/index.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { countHouses, houseFinder } from '../../../base/territory/index.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readUploadedTable, type UploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { MANAGING_KIND } from '../routing/house-keeper.ts';
import { readWays } from '../topic-list/topic-list.ts';
import { routeOf } from '../topic-list/topic-plan.ts';
import { countCurrentHouses, lockHouseLists, storeHouseList } from './house-lists.ts';
import { type HouseWish, judgeHouses, type NewCompany } from './house-rows.ts';

/** Rows of one list: every house of a city of half a million. */
const MOST = 60_000;
/** How many of the rows that are refused are told one by one. */
const MOST_TOLD = 100;

type Import = typeof importRoute;
type Reply = RouteReplyInput<Import>;

async function judge(ctx: Ctx, table: UploadedTable) {
  const [units, ways, former] = await Promise.all([
    listUnits(ctx.db),
    readWays(ctx),
    countCurrentHouses(ctx.db),
  ]);
  const mayMakeUnits = hasPermission(ctx, 'identity.manage');
  const { wishes, fresh, refused } = judgeHouses(table, { units, findHouse: houseFinder(), mayMakeUnits });
  const titles = new Map(units.map(({ id, title }) => [id, title]));
  const counts = [...Map.groupBy(wishes, ({ unit }) => unit)].map(([unit, own]) => ({
    title: fresh.get(unit)?.title ?? titles.get(unit) ?? '',
    houses: own.length,
    isNew: fresh.has(unit),
  }));
  const managed = currentTaxonomy().facts.filter(({ executorKind }) => executorKind === MANAGING_KIND);
  const reply = {
    rows: table.rows.length,
    houses: wishes.length,
    left: Math.max(0, countHouses() - wishes.length),
    companies: counts.toSorted((a, b) => b.houses - a.houses || a.title.localeCompare(b.title, 'ru')),
    routed: managed.filter((fact) => routeOf(ways, fact)).map(({ title }) => title),
    refusedCount: refused.length,
    refused: refused.slice(0, MOST_TOLD),
    former,
  };
  return { wishes, fresh, reply };
}

async function makeCompanies(ctx: Ctx, fresh: ReadonlyMap<string, NewCompany>): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const [key, company] of fresh) {
    // Without a kind of work: it takes its houses, not those nobody named.
    const { id } = await createUnit(ctx, { ...company, isExternal: true });
    made.set(key, id);
  }
  return made;
}

async function write(ctx: Ctx, wishes: readonly HouseWish[], fresh: ReadonlyMap<string, NewCompany>) {
  const made = await makeCompanies(ctx, fresh);
  await storeHouseList(
    ctx,
    wishes.map((wish) => ({ ...wish, unit: made.get(wish.unit) ?? wish.unit })),
  );
}

/**
 * Route: which company manages which house, by a list; with `write` companies that are not there are made and the list takes the
 * place of the one in force, all in one transaction. A faulty row holds up no other.
 */
export async function importHouseKeepers(
  ctx: Ctx,
  { query }: HandlerInput<Import>,
  exchange: Exchange,
): Promise<Reply> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'imports',
    most: MOST,
    ask: 'Приложите таблицу домов: CSV или XLSX.',
    less: 'Разделите список.',
  });
  if (query.write !== 'yes') return { isWritten: false, ...(await judge(ctx, table)).reply };
  return runMutation(exchange.services, ctx, async (tx) => {
    await lockHouseLists(tx);
    const { wishes, fresh, reply } = await judge(tx, table);
    if (wishes.length > 0) await write(tx, wishes, fresh);
    return { isWritten: wishes.length > 0, ...reply };
  });
}
