import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/outages-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { placesLine } from '../../../shared/text/messages/outages.ts';
import { DAY } from '../../../shared/time.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { isInCity, resolvePlace } from '../../base/territory/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isPersonalReading, readWords } from '../cases/index.ts';
import { isJoined, joinersOf } from './joining.ts';
import { resourcesOf } from './matter.ts';
import { rulesToday } from './pack.ts';
import { outlinesOf } from './read-places.ts';
import { type OutageRow, presentOutage, selectOutages } from './rows.ts';
import { coveringRows, isOpen, selectOfToday } from './running.ts';
import { unconfirmedUpTo } from './states.ts';

/** A page for everybody; a city that has more asks by district or address. */
const SHOWN = 200;
/** What an address is looked for among. */
const SEARCHED = 2000;
/** Planned ones are told of so many days ahead: a season's schedule is not what is off. */
const AHEAD_DAYS = 31;
/** What is asked before filing: more is no question but a list. */
const ASKED = 3;

const draw = (row: OutageRow, now: Date): contract.DrawnOutage => ({
  ...presentOutage(row, now),
  outlines: outlinesOf(row.places),
});

type List = typeof contract.listOpenOutages;

/** Route: what runs, the soonest term first, then what is unconfirmed, then what is ahead. Plan: outage_open. */
export async function listOpenOutages(
  ctx: Ctx,
  { query: { district, q } }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const rows = await selectOutages(ctx)
    .where(isOpen)
    .where('outage.begins_at', '<', new Date(ctx.now.getTime() + AHEAD_DAYS * DAY))
    .$if(Boolean(district), (select) =>
      select.where(
        sql<boolean>`EXISTS (SELECT FROM unnest(outage.district_ids) AS part(id)
          WHERE part.id = ${district!} OR part.id LIKE ${district!} || '.%' OR ${district!} LIKE part.id || '.%')`,
      ),
    )
    .orderBy(sql`outage.begins_at > ${ctx.now}`)
    // What nobody tends is not what runs: it stands behind, however old its term is.
    .orderBy(sql`coalesce(outage.until_at <= ${unconfirmedUpTo(rulesToday(ctx), ctx.now)}, false)`)
    .orderBy(
      sql`CASE WHEN outage.begins_at > ${ctx.now} THEN outage.begins_at ELSE outage.until_at END NULLS LAST`,
    )
    .orderBy('outage.id')
    .limit(q ? SEARCHED : SHOWN + 1)
    .execute();
  const { found, address } = q ? searchIn(rows, q) : { found: rows, address: null };
  return {
    outages: found.slice(0, SHOWN).map((row) => draw(row, ctx.now)),
    isCut: found.length > SHOWN,
    address,
  };
}

/** By an address what covers it; words that are none are looked for among the places. */
function searchIn(rows: readonly OutageRow[], words: string) {
  const place = resolvePlace({ address: words });
  if (place.streetId)
    return { found: coveringRows(rows, place).map(({ row }) => row), address: place.address };
  const wanted = words.toLocaleLowerCase('ru');
  const found = rows.filter(({ places }) => placesLine(places).toLocaleLowerCase('ru').includes(wanted));
  return { found, address: null };
}

type Count = typeof contract.countOpenOutages;

/** Route. Plan: outage_open. */
export async function countOpenOutages(ctx: Ctx): Promise<RouteReplyInput<Count>> {
  const ahead = new Date(ctx.now.getTime() + AHEAD_DAYS * DAY);
  const lapsed = unconfirmedUpTo(rulesToday(ctx), ctx.now);
  const { rows } = await sql<RouteReplyInput<Count>>`
    SELECT count(*) FILTER (WHERE begins_at <= ${ctx.now} AND (until_at IS NULL OR until_at > ${lapsed}))::int AS running,
      count(*) FILTER (WHERE begins_at <= ${ctx.now} AND until_at <= ${lapsed})::int AS unconfirmed,
      count(*) FILTER (WHERE begins_at > ${ctx.now} AND begins_at < ${ahead})::int AS planned
    FROM outages.outage WHERE ${isOpen}`.execute(ctx.db);
  return firstRow(rows);
}

type Covering = typeof contract.findCoveringOutages;

/** Route: outages a message may be about, by its place and its words. Tells nothing the page for everybody does not. */
export async function findCovering(
  ctx: Ctx,
  { body }: HandlerInput<Covering>,
): Promise<RouteReplyInput<Covering>> {
  const place = placeInCity(body.place);
  if (!place) return { outages: [] };
  const read = readWords(body.text);
  const chosen = (body.factId && findFact(body.factId)) || null;
  if (isPersonalReading(read, chosen)) return { outages: [] };
  const resources = resourcesOf(rulesToday(ctx).resources, { text: body.text, read, chosen });
  if (resources.length === 0) return { outages: [] };
  const covering = coveringRows(await selectOfToday(ctx, resources), place).slice(0, ASKED);
  const joined = await isJoined(ctx, joinersOf(ctx));
  return {
    outages: covering.map(({ row, coverage }) => ({
      ...draw(row, ctx.now),
      coverage,
      house: place.house,
      isJoined: joined.has(row.id),
    })),
  };
}

/** A place within the city; no message is taken from beyond it, so nothing is asked there. */
function placeInCity(input: HandlerInput<Covering>['body']['place']) {
  const { lat, lon } = input;
  if (lat !== undefined && lon !== undefined && !isInCity({ lat, lon })) return null;
  try {
    return resolvePlace(input);
  } catch (error) {
    if (error instanceof AppError && error.code === 'territory.outside') return null;
    throw error;
  }
}
