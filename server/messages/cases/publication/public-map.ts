import { sql } from 'kysely';
import type { listPublicPoints } from '../../../../shared/contract/messages/cases-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf, numberAt } from '../../../../shared/lists.ts';
import { termLine } from '../../../base/deadlines/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { mapShape } from '../core/map-shape.ts';
import { forStrangers } from '../core/mask-text.ts';
import { releasedPhoto } from '../core/released-photo.ts';
import { readStatus } from '../core/statuses.ts';
import { publicCases } from './public-cases.ts';

type List = typeof listPublicPoints;
type Point = RouteReplyInput<List>['points'][number];

/** Degrees by which a home may be moved when it is shown: half of a square of 150 m, and a little more, at any latitude here. */
const HOME_SHIFT = { lat: 0.001, lon: 0.003 };

/**
 * Cases that may be shown within the frame. A home is looked for around it: whether the door itself lies in a frame
 * would tell where it is to whoever asks with ever smaller frames.
 */
function withinBox(box: readonly number[]) {
  const [west, south, east, north] = box as [number, number, number, number];
  const home = sql`CASE WHEN is_home THEN 1 ELSE 0 END`;
  return sql<boolean>`(lon BETWEEN ${west}::float8 - ${home} * ${HOME_SHIFT.lon}::float8 AND ${east}::float8 + ${home} * ${HOME_SHIFT.lon}::float8
    AND lat BETWEEN ${south}::float8 - ${home} * ${HOME_SHIFT.lat}::float8 AND ${north}::float8 + ${home} * ${HOME_SHIFT.lat}::float8)`;
}

const isWithin = ({ lat, lon }: { lat: number; lon: number }, box: readonly number[] | undefined): boolean =>
  box === undefined ||
  (lon >= firstOf(box) && lon <= numberAt(box, 2) && lat >= numberAt(box, 1) && lat <= numberAt(box, 3));

/** Start of the answer clock that runs: a message returned to work has a new one. */
const termStart = sql<Date | null>`(
  SELECT clock.started_at FROM cases.clock AS clock
  WHERE clock.case_id = cases.case_file.id AND clock.kind = 'answer' ORDER BY clock.id DESC LIMIT 1)`;

/** Published cases of a period. Plan: partial index case_file_published by date; unpublished rows are never read. */
export async function listPoints(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const box = query.bbox?.split(',').map(Number);
  const published = selectPublished(ctx, query);
  const [rows, count] = await Promise.all([
    selectPlaced(ctx, published, { box, limit: query.limit }).execute(),
    published
      .select((eb) => [
        eb.fn.countAll<number>().as('total'),
        sql<number>`count(*) FILTER (WHERE lat IS NULL)`.as('without_place'),
      ])
      .executeTakeFirstOrThrow(),
  ]);
  const shown = rows.map((row) => presentPoint(ctx, row)).filter((point) => isWithin(point, box));
  return { points: shown, total: count.total, withoutPlace: count.without_place, shown: shown.length };
}

function selectPublished(ctx: Ctx, query: HandlerInput<List>['query']) {
  const since = new Date(ctx.now.getTime() - query.days * 86_400_000);
  return publicCases(ctx)
    .where('registered_at', '>', since)
    .$if(query.block !== undefined, (select) => select.where('block', '=', query.block!))
    .$if(query.shape !== undefined, (select) => select.where(mapShape(ctx.now), '=', query.shape!));
}

/** The latest of them that have a place, within the frame when there is one. */
function selectPlaced(
  ctx: Ctx,
  published: ReturnType<typeof selectPublished>,
  { box, limit }: { box: number[] | undefined; limit: number },
) {
  return published
    .select(['number', 'title', 'block', 'status', 'lat', 'lon', 'address', 'is_home', 'district_id'])
    .select(['registered_at', 'joined_count', 'due_at', 'answered_at', 'outcome', 'resolved'])
    .select([mapShape(ctx.now).as('shape'), releasedPhoto.as('photo_id'), termStart.as('started_at')])
    .where('lat', 'is not', null)
    .$if(box !== undefined, (select) => select.where(withinBox(box!)))
    .orderBy('registered_at', 'desc')
    .limit(limit);
}

type PointRow = Awaited<ReturnType<ReturnType<typeof selectPlaced>['execute']>>[number];

function presentPoint(ctx: Ctx, row: PointRow): Point {
  const place = publicPlace(row);
  return {
    number: row.number,
    title: forStrangers(row.title),
    block: row.block,
    shape: row.shape,
    status: readStatus(row.status),
    lat: place.lat!,
    lon: place.lon!,
    address: place.address,
    districtId: row.district_id,
    registeredAt: row.registered_at.toISOString(),
    joinedCount: row.joined_count,
    photoId: row.photo_id,
    deadline: row.due_at
      ? termLine(ctx.now, {
          startedAt: row.started_at ?? row.registered_at,
          dueAt: row.due_at,
          stoppedAt: row.answered_at,
        })
      : null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    outcome: row.outcome as Point['outcome'],
    resolved: row.resolved as Point['resolved'],
  };
}
