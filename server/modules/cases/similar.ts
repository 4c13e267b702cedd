import { gridDisk } from 'h3-js';
import { sql } from 'kysely';
import type { Status } from '../../../shared/contract/cases.ts';
import type { findSimilar } from '../../../shared/contract/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { findFact } from '../taxonomy/index.ts';
import { distanceMeters, getHexCell, isInCity, publicPlace } from '../territory/index.ts';
import { createDuplicateIndex, type IndexedMessage, suggestTopic } from '../understanding/index.ts';
import { STATUTORY_APPEAL } from './draft.ts';
import { forStrangers } from './mask-text.ts';
import { topicTitle } from './message-page.ts';
import { joinedTogether } from './problem-people.ts';
import { releasedPhoto } from './released-photo.ts';
import { closedStatuses } from './workflow.ts';

type Similar = typeof findSimilar;

const groupOf = ({ id, follows_id }: { id: string; follows_id: string | null }): string => follows_id ?? id;

/** Metres within which two messages may be about one thing. */
const RADIUS = 300;
const DAYS = 60;

/**
 * Open messages near a point, at most five: those that tell of the same matter by the gates of mass problems, the surest
 * first, then the nearest. What was not published is shown by its topic alone: nobody's words are read by strangers. Plan:
 * index case_file_h3 over a disk of hexagons, then exact distance.
 */
export async function listSimilar(
  ctx: Ctx,
  { body: query }: HandlerInput<Similar>,
): Promise<RouteReplyInput<Similar>> {
  // No message is taken outside the city, so none is near there.
  if (!isInCity(query)) return { messages: [] };
  const cells = gridDisk(getHexCell({ lat: query.lat, lon: query.lon }), 2);
  const since = new Date(ctx.now.getTime() - DAYS * 86_400_000);
  const block = query.factId ? findFact(query.factId)?.block : query.block;
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select([
      'id',
      'follows_id',
      'number',
      'title',
      'status',
      'registered_at',
      'lat',
      'lon',
      'address',
      'is_home',
      'published_at',
      'fact_id',
      'block',
      'district_id',
      'due_at',
      'body',
      'place_precision',
    ])
    .select(sql<string | null>`suggestion -> 0 ->> 'factId'`.as('suggested_fact'))
    .select(releasedPhoto.as('photo_id'))
    .select(joinedTogether.as('joined_together'))
    .where(sql<boolean>`h3 = ANY(${cells})`)
    .where('registered_at', '>', since)
    .where('status', 'not in', [...closedStatuses, 'rejected', 'answered'])
    .where('regime', '<>', STATUTORY_APPEAL)
    // With neither its words nor a topic to show, nobody could tell whether it is the same.
    .where((eb) => eb.or([eb('published_at', 'is not', null), eb('fact_id', 'is not', null)]))
    .$if(block !== undefined, (select) =>
      select.where((eb) => eb.or([eb('block', '=', block!), eb('block', 'is', null)])),
    )
    .orderBy('registered_at', 'desc')
    .limit(200)
    .execute();
  const near = rows
    .map((row) => {
      // From the place a stranger may see: distances to a home from three points would tell its door.
      const place = publicPlace(row);
      const distance = distanceMeters(
        { lat: query.lat, lon: query.lon },
        { lat: place.lat!, lon: place.lon! },
      );
      return { row, place, distance };
    })
    .filter(({ distance }) => distance <= RADIUS);
  const likely = findLikely(ctx, query, near);
  const messages = near
    .sort((a, b) => rankOf(a) - rankOf(b))
    // Of one mass problem the nearest stands for all: joining any of them is joining the problem.
    .filter(({ row }, at, all) => all.findIndex((other) => groupOf(other.row) === groupOf(row)) === at)
    .slice(0, 5)
    .map(({ row, place, distance }) => ({
      number: row.number,
      title: row.published_at ? forStrangers(row.title) : topicTitle(row.fact_id),
      status: row.status as Status,
      registeredAt: row.registered_at.toISOString(),
      distance: Math.max(10, Math.round(distance / 10) * 10),
      joinedCount: row.joined_together,
      address: row.published_at ? place.address : null,
      dueAt: row.due_at?.toISOString() ?? null,
      photoId: row.published_at ? row.photo_id : null,
      isLikely: likely.has(row.id),
    }));
  return { messages };

  /** Of one matter by the surest, then by metres; another topic stands a hundred metres farther. */
  function rankOf({ row, distance }: { row: (typeof rows)[number]; distance: number }): number {
    const score = likely.get(row.id);
    if (score !== undefined) return -score;
    return distance + (query.factId && row.fact_id === query.factId ? 0 : 100);
  }
}

interface Near {
  row: {
    id: string;
    body: string;
    registered_at: Date;
    place_precision: string;
    block: string | null;
    fact_id: string | null;
    suggested_fact: string | null;
  };
  place: ReturnType<typeof publicPlace>;
}

/** Precisions whose point is that of the thing itself. */
const exact = new Set(['point', 'house', 'landmark']);

/**
 * Which of the near messages may tell of the same matter, with how sure it is. They are compared without what leads to a
 * person and from the place strangers may see: asking again and again tells nothing of either.
 */
function findLikely(
  ctx: Ctx,
  { text, lat, lon, factId }: HandlerInput<Similar>['body'],
  near: readonly Near[],
): Map<string, number> {
  if (text.trim() === '' || near.length === 0) return new Map();
  const facts = factId ? [factId] : suggestTopic(text).map((fact) => fact.factId);
  const typed: IndexedMessage = {
    ...{ id: 'typed', text, at: ctx.now.getTime(), lat, lon, address: null },
    ...{ block: (facts[0] && findFact(facts[0])?.block) ?? null, facts },
  };
  const index = createDuplicateIndex({ capacity: near.length });
  // Rows come the newest first, the index takes them as they happened.
  for (const { row, place } of near.toReversed()) {
    const isExact = exact.has(row.place_precision);
    index.add({
      ...{ id: row.id, text: forStrangers(row.body), at: row.registered_at.getTime() },
      ...{ lat: isExact ? place.lat : null, lon: isExact ? place.lon : null, address: null },
      block: row.block,
      facts: [row.fact_id ?? row.suggested_fact].filter((fact) => fact !== null),
    });
  }
  return new Map(index.find(typed, near.length).map(({ id, score }) => [id, score]));
}
