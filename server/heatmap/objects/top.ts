import { gridDisk } from 'h3-js';
import { type RawBuilder, sql } from 'kysely';
import type {
  countedKinds,
  listTopObjects,
  SliceFilter,
  TopObject,
} from '../../../shared/contract/heatmap/objects.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { knownIn } from '../../../shared/known.ts';
import {
  distanceMeters,
  getHexCell,
  listStops,
  type PlaceObject,
  readObject,
} from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isOverdue, listedCases, termRuns } from '../../messages/cases/index.ts';
import { presentObject } from './present.ts';

type Kind = (typeof countedKinds)[number];
type Top = typeof listTopObjects;

/** Houses around which yards are counted: those with most cases of their own. */
const YARDS_TRIED = 200;

/** Route. */
export async function listTop(ctx: Ctx, { query }: HandlerInput<Top>): Promise<RouteReplyInput<Top>> {
  const { kind, limit, ...slice } = query;
  return { rows: await countTop(ctx, kind, slice, limit) };
}

/** Objects of a kind by their cases in a slice; every number is that of the list by `object` and the same slice. */
export async function countTop(
  ctx: Ctx,
  kind: Kind,
  slice: SliceFilter,
  limit: number,
): Promise<TopObject[]> {
  if (kind === 'stop') return countAround(ctx, listStops(), slice, limit);
  if (kind === 'yard') return countYards(ctx, slice, limit);
  return countByAddress(ctx, kind, slice, limit);
}

interface Counts {
  count: number;
  open: number;
  overdue: number;
  fact_id: string | null;
  fact_count: number;
}

/** Cases of the columns `runs`, `is_overdue` and `fact_id` by object and topic, then by object: one walk, whatever is asked of it. */
const countBy = (key: RawBuilder<unknown>, limit: number) => sql`
  by_topic AS (SELECT ${key}, fact_id, count(*)::int AS count, count(*) FILTER (WHERE runs)::int AS open,
    count(*) FILTER (WHERE is_overdue)::int AS overdue FROM found GROUP BY ${key}, fact_id)
  SELECT ${key}, sum(count)::int AS count, sum(open)::int AS open, sum(overdue)::int AS overdue,
    (array_agg(fact_id ORDER BY fact_id IS NULL, count DESC, fact_id))[1] AS fact_id,
    (array_agg(count ORDER BY fact_id IS NULL, count DESC, fact_id))[1] AS fact_count
  FROM by_topic GROUP BY ${key} ORDER BY sum(count) DESC, ${key} LIMIT ${limit}`;

const present = (object: PlaceObject, row: Counts): TopObject => ({
  object: presentObject(object),
  count: row.count,
  open: row.open,
  overdue: row.overdue,
  factId: row.fact_id,
  factCount: row.fact_count,
});

/** Plan: case_file_registered over the period (case_file_district_block with a district), then one hash by address. */
async function countByAddress(
  ctx: Ctx,
  kind: 'house' | 'street',
  slice: SliceFilter,
  limit: number,
): Promise<TopObject[]> {
  const select = await listedCases(ctx, slice);
  const found = select()
    .select(['street_id', 'house', 'fact_id', termRuns().as('runs'), isOverdue(ctx.now).as('is_overdue')])
    .where('street_id', 'is not', null)
    .$if(kind === 'house', (query) => query.where('house', 'is not', null));
  const address = kind === 'house' ? sql`street_id, house` : sql`street_id`;
  const { rows } = await sql<Counts & { street_id: string; house?: string }>`
    WITH found AS (${found}), ${countBy(address, limit)}`.execute(ctx.db);
  return rows.flatMap((row) => {
    const object = readObject(
      kind === 'house' ? `house:${row.street_id}:${row.house}` : `street:${row.street_id}`,
    );
    // A street that has left the gazetteer has no passport.
    return object ? [present(object, row)] : [];
  });
}

/**
 * Cases around points: of each point the hexagons that its circle may touch, then metres. Plan: the period's cases hashed by
 * hexagon against a few hundred points.
 */
async function countAround(
  ctx: Ctx,
  objects: readonly PlaceObject[],
  slice: SliceFilter,
  limit: number,
): Promise<TopObject[]> {
  const spots = objects.flatMap(({ key, point, metres }) =>
    point && metres !== null
      ? gridDisk(getHexCell(point), 2).map((cell) => ({ key, cell, lat: point.lat, lon: point.lon, metres }))
      : [],
  );
  const select = await listedCases(ctx, slice);
  const found = select()
    .select(['h3', 'lat', 'lon', 'fact_id', termRuns().as('runs'), isOverdue(ctx.now).as('is_overdue')])
    .where('h3', 'is not', null);
  const { rows } = await sql<Counts & { key: string }>`
    WITH spot AS MATERIALIZED (SELECT * FROM json_to_recordset(${JSON.stringify(spots)}::json)
      AS spot(key text, cell text, lat float8, lon float8, metres float8)),
    found AS (SELECT spot.key, own.runs, own.is_overdue, own.fact_id FROM spot JOIN (${found}) AS own ON own.h3 = spot.cell
      WHERE 111320 * sqrt(power(own.lat - spot.lat, 2) + power((own.lon - spot.lon) * cos(radians(spot.lat)), 2)) <= spot.metres),
    ${countBy(sql`key`, limit)}`.execute(ctx.db);
  const byKey = new Map(objects.map((object) => [object.key, object]));
  return rows.map((row) => present(knownIn(byKey, row.key), row));
}

/**
 * Yards are not drawn anywhere: one is what lies around a house. The houses with most cases are tried, and a yard that
 * overlaps one with more cases is left to it.
 */
async function countYards(ctx: Ctx, slice: SliceFilter, limit: number): Promise<TopObject[]> {
  const houses = await countByAddress(ctx, 'house', slice, YARDS_TRIED);
  const yards = houses.flatMap(({ object }) => readObject(object.key.replace(/^house:/u, 'yard:')) ?? []);
  const points = new Map(yards.map(({ key, point }) => [key, point!]));
  const shown: TopObject[] = [];
  for (const row of await countAround(ctx, yards, slice, YARDS_TRIED)) {
    const point = knownIn(points, row.object.key);
    const isTaken = shown.some(({ object }) => {
      const other = knownIn(points, object.key);
      return distanceMeters(point, other) < readObject(object.key)!.metres!;
    });
    if (!isTaken) shown.push(row);
    if (shown.length === limit) break;
  }
  return shown;
}
