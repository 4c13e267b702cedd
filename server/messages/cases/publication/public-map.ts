import { sql } from 'kysely';
import type { listPublicPoints } from '../../../../shared/contract/messages/cases-open.ts';
import type { PublicMessage } from '../../../../shared/contract/messages/cases-register.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { must } from '../../../../shared/known.ts';
import { firstOf, numberAt } from '../../../../shared/lists.ts';
import { termLine } from '../../../base/deadlines/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { mapShape } from '../core/map-shape.ts';
import { forStrangers } from '../core/mask-text.ts';
import { releasedPhoto } from '../core/released-photo.ts';
import { readStatus } from '../core/statuses.ts';
import { filterPublic } from './public-cases.ts';
import { fitsWords, stemsOf } from './public-words.ts';

type List = typeof listPublicPoints;
type Point = RouteReplyInput<List>['points'][number];
type Query = HandlerInput<List>['query'];

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

/** Rows read where words are looked for: more of one period fit no screen. */
const MOST_BY_WORDS = 2000;

/** Published cases of a period. Plan: partial index case_file_published by date; unpublished rows are never read. */
export async function listPoints(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const box = query.bbox?.split(',').map(Number);
  return stemsOf(query.q).length > 0 ? findPoints(ctx, query, box) : listAll(ctx, query, box);
}

async function listAll(ctx: Ctx, query: Query, box: number[] | undefined): Promise<RouteReplyInput<List>> {
  const published = filterPublic(ctx, query);
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

/** By words: counted of what fits what everybody reads, never of what a program looked at on the way. */
async function findPoints(ctx: Ctx, query: Query, box: number[] | undefined): Promise<RouteReplyInput<List>> {
  const stems = stemsOf(query.q);
  const rows = await selectMessages(ctx, filterPublic(ctx, query))
    .orderBy('registered_at', 'desc')
    .limit(MOST_BY_WORDS)
    .execute();
  const fitting = rows.filter((row) => fitsWords(row, stems));
  const placed = fitting.filter(({ lat }) => lat !== null);
  const shown = placed
    .map((row) => presentPoint(ctx, row))
    .filter((point) => isWithin(point, box))
    .slice(0, query.limit);
  const withoutPlace = fitting.length - placed.length;
  return { points: shown, total: fitting.length, withoutPlace, shown: shown.length };
}

/** What a list of messages tells of each. */
export const selectMessages = (ctx: Ctx, published: ReturnType<typeof filterPublic>) =>
  published
    .select(['id', 'number', 'title', 'block', 'fact_id', 'status', 'lat', 'lon', 'address', 'is_home'])
    .select(['district_id', 'registered_at', 'joined_count', 'due_at', 'answered_at', 'outcome', 'resolved'])
    .select([mapShape(ctx.now).as('shape'), releasedPhoto.as('photo_id'), termStart.as('started_at')]);

/** The latest of them that have a place, within the frame when there is one. */
const selectPlaced = (
  ctx: Ctx,
  published: ReturnType<typeof filterPublic>,
  { box, limit }: { box: number[] | undefined; limit: number },
) =>
  selectMessages(ctx, published)
    .where('lat', 'is not', null)
    .$if(box !== undefined, (select) => select.where(withinBox(box ?? [])))
    .orderBy('registered_at', 'desc')
    .limit(limit);

export type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

/** A message in a list, without where it stands on the map. */
export function presentMessage(ctx: Ctx, row: MessageRow): PublicMessage {
  return {
    number: row.number,
    title: forStrangers(row.title),
    block: row.block,
    shape: row.shape,
    status: readStatus(row.status),
    address: publicPlace(row).address,
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

function presentPoint(ctx: Ctx, row: MessageRow): Point {
  const { lat, lon } = publicPlace(row);
  return Object.assign(presentMessage(ctx, row), {
    lat: must(lat, 'the place of a message on the map'),
    lon: must(lon, 'the place of a message on the map'),
  });
}
