import { gridDisk } from 'h3-js';
import { sql } from 'kysely';
import type { Status } from '../../../shared/contract/cases.ts';
import type { findSimilar } from '../../../shared/contract/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { findFact } from '../taxonomy/index.ts';
import { distanceMeters, getHexCell, isInCity, publicPlace } from '../territory/index.ts';
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
 * Open messages near a point, nearest first, at most five. What was not published is shown by its topic alone:
 * nobody's words are read by strangers. Plan: index case_file_h3 over a disk of hexagons, then exact distance.
 */
export async function listSimilar(
  ctx: Ctx,
  { query }: HandlerInput<Similar>,
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
    ])
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
  const messages = rows
    .map((row) => {
      // From the place a stranger may see: distances to a home from three points would tell its door.
      const place = publicPlace(row);
      const distance = distanceMeters(
        { lat: query.lat, lon: query.lon },
        { lat: place.lat!, lon: place.lon! },
      );
      return { row, place, distance };
    })
    .filter(({ distance }) => distance <= RADIUS)
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
    }));
  return { messages };

  function rankOf({ row, distance }: { row: (typeof rows)[number]; distance: number }): number {
    return distance + (query.factId && row.fact_id === query.factId ? 0 : 100);
  }
}
