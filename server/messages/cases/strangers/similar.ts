import { gridDisk } from 'h3-js';
import { sql } from 'kysely';
import type { findSimilar } from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { distanceMeters, getHexCell, isInCity, publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { joinedTogether } from '../card/problem-people.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { forStrangers } from '../core/mask-text.ts';
import { releasedPhoto } from '../core/released-photo.ts';
import { closedStatuses, readStatus } from '../core/statuses.ts';
import { isPersonalReading, isShownToStrangers } from '../reading/personal.ts';
import { readWords } from '../reading/read-words.ts';
import { findLikely, type TypedMessage } from './likely.ts';

type Similar = typeof findSimilar;

const groupOf = ({ id, follows_id }: { id: string; follows_id: string | null }): string => follows_id ?? id;

/** Metres within which two messages may be about one thing. */
const RADIUS = 300;
const DAYS = 60;

/** The end of the answer's term that runs now; none where it stands or the answer was given. */
const runningDue = sql<Date | null>`(
  SELECT clock.due_at FROM cases.clock AS clock
  WHERE clock.case_id = cases.case_file.id AND clock.kind = 'answer' AND clock.stopped_at IS NULL AND clock.paused_at IS NULL
  ORDER BY clock.id DESC LIMIT 1)`;

/**
 * Open messages that tell of the same matter as the words, near a point, the surest first, at most five. Only of those
 * strangers may know: whoever asks again and again learns nothing of the others, not that they are there either. Words about
 * somebody's own life are like nobody's. Plan: index case_file_h3 over a disk of hexagons, then exact distance.
 */
export async function listSimilar(
  ctx: Ctx,
  { body: query }: HandlerInput<Similar>,
): Promise<RouteReplyInput<Similar>> {
  // No message is taken outside the city, so none is near there.
  if (!isInCity(query)) return { messages: [] };
  const read = readWords(query.text);
  const chosen = (query.factId && findFact(query.factId)) || null;
  if (isPersonalReading(read, chosen)) return { messages: [] };
  const rows = await selectNear(ctx, query).execute();
  const near = rows
    .map((row) => {
      // From the place a stranger may see: distances to a home from three points would tell its door.
      const place = publicPlace(row);
      return { row, place, distance: distanceMeters(query, { lat: place.lat!, lon: place.lon! }) };
    })
    .filter(({ distance }) => distance <= RADIUS);
  const facts = chosen ? [chosen.id] : read.facts.map(({ factId }) => factId);
  const block = findFact(facts[0] ?? '')?.block ?? null;
  const typed: TypedMessage = {
    text: query.text,
    at: ctx.now.getTime(),
    lat: query.lat,
    lon: query.lon,
    block,
    facts,
  };
  const likely = findLikely(typed, near.map(readNear));
  const scoreOf = ({ row }: (typeof near)[number]) => likely.get(row.id) ?? 0;
  const messages = near
    .filter(({ row }) => likely.has(row.id))
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a.distance - b.distance)
    // Of one mass problem the likest stands for all: joining any of them is joining the problem.
    .filter(({ row }, at, all) => all.findIndex((other) => groupOf(other.row) === groupOf(row)) === at)
    .slice(0, 5)
    .map(({ row, place, distance }) => ({
      number: row.number,
      title: forStrangers(row.title),
      status: readStatus(row.status),
      registeredAt: row.registered_at.toISOString(),
      distance: Math.max(10, Math.round(distance / 10) * 10),
      joinedCount: row.joined_together,
      address: place.address,
      dueAt: row.running_due?.toISOString() ?? null,
      promisedOn: row.promised_on,
      photoId: row.photo_id,
    }));
  return { messages };
}

function selectNear(ctx: Ctx, { lat, lon }: { lat: number; lon: number }) {
  const cells = gridDisk(getHexCell({ lat, lon }), 2);
  const since = new Date(ctx.now.getTime() - DAYS * 86_400_000);
  return ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'follows_id', 'number', 'title', 'body', 'status', 'registered_at', 'promised_on'])
    .select(['lat', 'lon', 'address', 'is_home', 'district_id', 'place_precision', 'fact_id', 'block'])
    .select(sql<string | null>`suggestion -> 0 ->> 'factId'`.as('suggested_fact'))
    .select([
      releasedPhoto.as('photo_id'),
      joinedTogether.as('joined_together'),
      runningDue.as('running_due'),
    ])
    .where(sql<boolean>`h3 = ANY(${cells})`)
    .where('registered_at', '>', since)
    .where('status', 'not in', [...closedStatuses, 'rejected', 'answered'])
    .where('regime', '<>', STATUTORY_APPEAL)
    .where(isShownToStrangers())
    .orderBy('registered_at', 'desc')
    .limit(200);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectNear>['execute']>>[number];

/** Precisions whose point is that of the thing itself. */
const exact = new Set(['point', 'house', 'landmark']);

/** Compared without what leads to a person and from the place strangers may see. */
function readNear({ row, place }: { row: Row; place: ReturnType<typeof publicPlace> }) {
  const isExact = exact.has(row.place_precision);
  return {
    id: row.id,
    text: forStrangers(row.body),
    at: row.registered_at.getTime(),
    lat: isExact ? place.lat : null,
    lon: isExact ? place.lon : null,
    block: row.block,
    facts: [row.fact_id ?? row.suggested_fact].filter((fact) => fact !== null),
  };
}
