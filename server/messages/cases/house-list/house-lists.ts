import { sql } from 'kysely';
import type { getHouseLists } from '../../../../shared/contract/messages/routing.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';

/** Lists of houses and their companies: kept, put in force, taken back. */

/** Lists kept for a return: the one in force and those before it. */
const KEPT = 3;
/** Houses of one statement. */
const CHUNK = 2000;

/** One change at a time: the second sees the list and the companies of the first. */
export const lockHouseLists = (ctx: Ctx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('cases.house-lists'))`.execute(ctx.db);

const selectLists = (db: Db) =>
  db.selectFrom('cases.house_list').selectAll().orderBy('loaded_at', 'desc').orderBy('id', 'desc').execute();

/** Route: lists there are, the latest first. */
export async function listHouseLists(ctx: Ctx): Promise<RouteReplyInput<typeof getHouseLists>> {
  const rows = await selectLists(ctx.db);
  return {
    lists: rows.map((row) => ({
      id: row.id,
      isCurrent: row.is_current,
      houses: row.house_count,
      companies: row.unit_count,
      loadedAt: row.loaded_at.toISOString(),
      loadedBy: row.loaded_by_name,
    })),
  };
}

/** Houses of the list in force. */
export async function countCurrentHouses(db: Db): Promise<number> {
  return (await selectLists(db)).find((row) => row.is_current)?.house_count ?? 0;
}

/** Puts a list in force in the caller's transaction. */
export async function storeHouseList(
  ctx: Ctx,
  houses: readonly { streetId: string; house: string; unit: string }[],
): Promise<void> {
  const id = newId();
  const companies = new Set(houses.map(({ unit }) => unit)).size;
  await ctx.db
    .updateTable('cases.house_list')
    .set({ is_current: false })
    .where('is_current', '=', true)
    .execute();
  await ctx.db
    .insertInto('cases.house_list')
    .values({
      id,
      is_current: true,
      house_count: houses.length,
      unit_count: companies,
      loaded_at: ctx.now,
      loaded_by_name: nameOfActor(ctx),
    })
    .execute();
  for (let at = 0; at < houses.length; at += CHUNK)
    await ctx.db
      .insertInto('cases.house_keeper')
      .values(
        houses
          .slice(at, at + CHUNK)
          .map(({ streetId, house, unit }) => ({ list_id: id, street_id: streetId, house, unit_id: unit })),
      )
      .execute();
  for (const { id: old } of (await selectLists(ctx.db)).slice(KEPT))
    await ctx.db.deleteFrom('cases.house_list').where('id', '=', old).execute();
  ctx.audit({
    action: 'cases.houses-listed',
    object: 'house-list',
    objectId: id,
    data: { houses: houses.length, companies },
  });
}

/** Route: takes the list in force away: the one before it holds again, or none. Cases keep the executors they have. */
export async function returnHouses(ctx: Ctx): Promise<Record<string, never>> {
  await lockHouseLists(ctx);
  const lists = await selectLists(ctx.db);
  const at = lists.findIndex((row) => row.is_current);
  const current = lists[at];
  if (!current) throw new AppError('lib.conflict', 'Возвращать нечего: список домов не загружали.');
  const former = lists[at + 1];
  await ctx.db.deleteFrom('cases.house_list').where('id', '=', current.id).execute();
  if (former)
    await ctx.db
      .updateTable('cases.house_list')
      .set({ is_current: true })
      .where('id', '=', former.id)
      .execute();
  ctx.audit({
    action: 'cases.houses-returned',
    object: 'house-list',
    objectId: current.id,
    data: { to: former?.id ?? null },
  });
  return {};
}
