/** Versions of the list of streets: kept, put in force, taken back. */

import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { GazetteerSource, StreetRow } from './gazetteer.ts';

/** Versions kept for a return: the one in force and those before it. */
const KEPT = 3;
/** Streets of one statement. */
const CHUNK = 500;

export interface GazetteerVersion {
  id: string;
  /** An export of ГАР, or a table of addresses. */
  source: 'gar' | 'list';
  region: string;
  town: string;
  streets: number;
  houses: number;
  placed: number;
  loadedAt: Date;
  isCurrent: boolean;
}

/** The version in force by its id; null where the pack's own list holds. */
export async function currentGazetteerId(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('territory.gazetteer')
    .select('id')
    .where('is_current', '=', true)
    .executeTakeFirst();
  return row?.id ?? null;
}

type StoredHouse = [number: string, lat: number | null, lon: number | null];

/** Streets of a version, as the gazetteer takes them. */
export async function loadStreets(db: Db, id: string): Promise<StreetRow[]> {
  const rows = await db
    .selectFrom('territory.street')
    .selectAll()
    .where('gazetteer_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    name: row.name,
    settlement: row.settlement,
    aliases: row.aliases as string[],
    district: row.district_id,
    point: toPoint(row.lat, row.lon),
    houses: (row.houses as StoredHouse[]).map(([number, lat, lon]) => ({
      number,
      point: toPoint(lat, lon),
    })),
  }));
}

const toPoint = (lat: number | null, lon: number | null) =>
  lat === null || lon === null ? null : { lat, lon };

/** Stores a list and puts it in force in the caller's transaction. */
export async function storeGazetteer(
  ctx: Ctx,
  { source, region, town }: Pick<GazetteerVersion, 'source' | 'region' | 'town'>,
  streets: GazetteerSource['streets'],
): Promise<GazetteerVersion> {
  const id = newId();
  const houses = streets.flatMap((street) => street.houses);
  await ctx.db
    .updateTable('territory.gazetteer')
    .set({ is_current: false })
    .where('is_current', '=', true)
    .execute();
  const version = {
    id,
    source,
    region,
    town,
    streets: streets.length,
    houses: houses.length,
    placed: houses.filter(({ point }) => point !== null).length,
    loadedAt: ctx.now,
    isCurrent: true,
  };
  await ctx.db
    .insertInto('territory.gazetteer')
    .values({
      id,
      source,
      region,
      town,
      is_current: true,
      street_count: version.streets,
      house_count: version.houses,
      placed_count: version.placed,
      loaded_at: ctx.now,
      loaded_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    })
    .execute();
  for (let at = 0; at < streets.length; at += CHUNK)
    await ctx.db
      .insertInto('territory.street')
      .values(streets.slice(at, at + CHUNK).map((street) => toRow(id, street)))
      .execute();
  await dropOld(ctx);
  ctx.audit({
    action: 'territory.replace-gazetteer',
    object: 'gazetteer',
    objectId: id,
    data: { source, region, town, streets: version.streets, houses: version.houses },
  });
  return version;
}

const toRow = (gazetteerId: string, street: StreetRow) => ({
  gazetteer_id: gazetteerId,
  id: street.id,
  type: street.type,
  name: street.name,
  settlement: street.settlement,
  aliases: JSON.stringify(street.aliases),
  district_id: street.district,
  lat: street.point?.lat ?? null,
  lon: street.point?.lon ?? null,
  houses: JSON.stringify(
    street.houses.map(({ number, point }): StoredHouse => [number, point?.lat ?? null, point?.lon ?? null]),
  ),
});

async function dropOld(ctx: Ctx): Promise<void> {
  const kept = ctx.db
    .selectFrom('territory.gazetteer')
    .select('id')
    .orderBy('loaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(KEPT);
  await ctx.db.deleteFrom('territory.gazetteer').where('id', 'not in', kept).execute();
}

/** All kept versions, the latest first. */
export async function listGazetteers(db: Db): Promise<GazetteerVersion[]> {
  const rows = await db
    .selectFrom('territory.gazetteer')
    .selectAll()
    .orderBy('loaded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    region: row.region,
    town: row.town,
    isCurrent: row.is_current,
    loadedAt: row.loaded_at,
    streets: row.street_count,
    houses: row.house_count,
    placed: row.placed_count,
  }));
}

/** Takes the version in force away: the one before it holds again, or the pack's own list. */
export async function returnGazetteer(ctx: Ctx): Promise<void> {
  const versions = await listGazetteers(ctx.db);
  const at = versions.findIndex(({ isCurrent }) => isCurrent);
  const current = versions[at];
  if (!current)
    throw new AppError('lib.conflict', 'Возвращать нечего: действует справочник из пакета города.');
  const former = versions[at + 1];
  await ctx.db.deleteFrom('territory.gazetteer').where('id', '=', current.id).execute();
  if (former)
    await ctx.db
      .updateTable('territory.gazetteer')
      .set({ is_current: true })
      .where('id', '=', former.id)
      .execute();
  ctx.audit({
    action: 'territory.return-gazetteer',
    object: 'gazetteer',
    objectId: current.id,
    data: { to: former?.id ?? null },
  });
}
