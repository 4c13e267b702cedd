import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { networksToday } from '../../base/networks/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { badCursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import { type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { incidentSlice, incidentsTold } from './counted.ts';
import { type LineFacts, presentLine } from './present.ts';
import { type IncidentRow, isOpenIncident, seenIncidents } from './rows.ts';
import { foundByPhrase } from './search.ts';
import { readTerms } from './terms.ts';

type List = typeof contract.listIncidents;
type Tab = contract.IncidentTab;

/** What each tab holds, as a condition on incidents.incident. */
const tabs: Record<Tab, ReturnType<typeof sql<boolean>>> = {
  open: isOpenIncident,
  look: sql<boolean>`incident.status IN ('captured', 'refused')`,
  answer: sql<boolean>`incident.status IN ('sorted', 'sent', 'accepted', 'interim')`,
  dialogue: sql<boolean>`incident.status IN ('published', 'dialogue')`,
  approval: sql<boolean>`incident.status = 'approval'`,
  over: sql<boolean>`incident.status IN ('dismissed', 'closed', 'merged', 'converted')`,
};

/** What a line is shown with: its networks, where its first post stands, how many posts there are. */
export const lineFacts = sql`
  coalesce((SELECT array_agg(DISTINCT post.network ORDER BY post.network) FROM incidents.member
    JOIN posts.v_post AS post ON post.id = member.post_id WHERE member.incident_id = incident.id), '{}') AS networks,
  (SELECT count(*)::int FROM incidents.member WHERE member.incident_id = incident.id) AS posts,
  coalesce((SELECT coalesce(page.title, '') FROM incidents.member JOIN posts.v_post AS post ON post.id = member.post_id
    LEFT JOIN networks.v_page AS page ON page.id = post.page_id
    WHERE member.incident_id = incident.id ORDER BY post.posted_at, post.id LIMIT 1), '') AS where,
  (SELECT unit.short_title FROM identity.v_unit AS unit WHERE unit.id = incident.unit_id) AS unit_title`;

type Filter = HandlerInput<List>['query'];

/** Of a number its incidents to the letter, whatever became of them; else the tab, and what the program proposes of the topic. */
function gatherSlice(ctx: Ctx, { tab, told, block, unit, district, fact, channel, area, cell }: Filter) {
  if (told !== undefined)
    return [
      incidentsTold(told, channel, ctx.now),
      incidentSlice({
        block,
        unitId: unit,
        districtId: district,
        factId: fact,
        area,
        cell,
      }),
    ];
  const all = [tabs[tab]];
  if (block !== undefined)
    all.push(sql<boolean>`coalesce(incident.block, incident.offer -> 'topics' -> 0 ->> 'block') = ${block}`);
  if (unit !== undefined) all.push(incidentSlice({ unitId: unit }));
  return all;
}

async function conditionOf(ctx: Ctx, filter: Filter) {
  const { network, importance, q } = filter;
  const all = [seenIncidents(ctx.actor), ...gatherSlice(ctx, filter)];
  if (network !== undefined)
    all.push(sql<boolean>`EXISTS (SELECT FROM incidents.member JOIN posts.v_post AS post ON post.id = member.post_id
      WHERE member.incident_id = incident.id AND post.network = ${network})`);
  if (importance !== undefined) all.push(sql<boolean>`incident.importance = ${importance}`);
  if (q) all.push(await foundByPhrase(ctx, q));
  return sql.join(all, sql` AND `);
}

/** Far beyond any term: lines without one come last. */
const NEVER = '9999-01-01T00:00:00.000Z';

function readPlace(cursor: string | undefined): { at: string; id: string } | null {
  const keys = readCursor(cursor, 2);
  if (!keys) return null;
  const at = cursorMoment(keys[0] ?? null);
  if (at === null) throw badCursor();
  return { at, id: cursorId(keys[1] ?? null) };
}

interface Order {
  key: RawBuilder<unknown>;
  keyOf: (row: IncidentRow) => string;
  direction: RawBuilder<unknown>;
  follows: RawBuilder<unknown>;
}

const byTerm: Order = {
  key: sql`coalesce(incident.due_at, ${NEVER}::timestamptz)`,
  keyOf: ({ due_at: due }) => due?.toISOString() ?? NEVER,
  direction: sql`ASC`,
  follows: sql`>`,
};

/** Plan: incident_new. */
const byNewest: Order = {
  key: sql`incident.last_posted_at`,
  keyOf: ({ last_posted_at: at }) => at.toISOString(),
  direction: sql`DESC`,
  follows: sql`<`,
};

/** Route: nearest term first, those without one last; or the newest words first. What is over has no term to be ordered by. */
export async function listIncidents(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { limit, cursor } = query;
  const place = readPlace(cursor);
  const order = query.order === 'new' || query.tab === 'over' ? byNewest : byTerm;
  const after = place
    ? sql`(${order.key}, incident.id) ${order.follows} (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql`true`;
  const { rows } = await sql<IncidentRow & LineFacts>`
    SELECT incident.*, ${lineFacts} FROM incidents.incident
    WHERE ${await conditionOf(ctx, query)} AND ${after}
    ORDER BY ${order.key} ${order.direction}, incident.id ${order.direction} LIMIT ${limit + 1}`.execute(
    ctx.db,
  );
  const page = rows.slice(0, limit);
  const terms = await readTerms(
    ctx,
    page.map(({ id }) => id),
  );
  const termsOf = Map.groupBy(terms, ({ incident_id: id }) => id);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    incidents: page.map((row) => presentLine(ctx, row, termsOf.get(row.id) ?? [])),
    next: last ? writeCursor([order.keyOf(last), last.id]) : null,
    networks: networksToday(ctx).map(({ id, title, short }) => ({ id, title, short })),
    can: hasPermission(ctx, 'incidents.sort') ? ['paste'] : [],
  };
}

interface Counted extends Record<Tab, number> {
  late: number;
  mark: string;
}

type Count = typeof contract.countIncidents;

/**
 * Route. Plan: incident_open, incident_new. What is over is counted to the last ninety days. A version only grows, so no change leaves
 * the mark as it was.
 */
export async function countIncidents(ctx: Ctx): Promise<RouteReplyInput<Count>> {
  const lately = new Date(ctx.now.getTime() - 90 * DAY);
  const count = (tab: Tab) => sql`count(*) FILTER (WHERE ${tabs[tab]})::int AS ${sql.ref(tab)}`;
  const { rows } = await sql<Counted>`
    SELECT ${sql.join((Object.keys(tabs) as Tab[]).map(count))},
      count(*) FILTER (WHERE due_at < ${ctx.now} AND ${tabs.open})::int AS late,
      count(*) || '.' || coalesce(sum(version), 0) AS mark
    FROM incidents.incident WHERE ${seenIncidents(ctx.actor)} AND (${tabs.open} OR last_posted_at > ${lately})`.execute(
    ctx.db,
  );
  const { late, mark, ...counted } = firstRow(rows);
  const duties = await readDuties(ctx);
  return { tabs: counted, late, mark, ...duties, handover: await findWaitingShift(ctx) };
}

/** Who has given a shift that nobody has taken over; one's own waits for others. Plan: handover_waiting. */
async function findWaitingShift(ctx: Ctx): Promise<string | null> {
  const { actor } = ctx;
  if (!isStaff(actor) || !hasPermission(ctx, 'incidents.sort')) return null;
  const row = await ctx.db
    .selectFrom('incidents.handover')
    .select('given_by_name')
    .where('state', '=', 'given')
    .where('given_by', '<>', actor.id)
    .orderBy('given_at')
    .executeTakeFirst();
  return row?.given_by_name ?? null;
}

interface DutyRow {
  name: string;
  from_at: Date;
  to_at: Date;
}

/** Who is on duty now, and the first hours of the coming day that nobody watches. */
async function readDuties(ctx: Ctx): Promise<Pick<RouteReplyInput<Count>, 'onDuty' | 'gap'>> {
  const until = new Date(ctx.now.getTime() + DAY);
  const { rows } = await sql<DutyRow>`
    SELECT person.short_name AS name, duty.from_at, duty.to_at FROM clocks.v_duty AS duty
    JOIN identity.v_person AS person ON person.id = duty.person_id
    WHERE duty.to_at > ${ctx.now} AND duty.from_at < ${until} ORDER BY duty.from_at`.execute(ctx.db);
  const now = rows.filter(({ from_at: from }) => from <= ctx.now);
  return {
    onDuty: now.map(({ name, to_at: to }) => ({ name, until: to.toISOString() })),
    gap: findGap(rows, ctx.now, until),
  };
}

/** The first stretch of time that no duty covers; where nobody is on duty at all that is no roster, and no gap. */
export function findGap(
  duties: readonly Pick<DutyRow, 'from_at' | 'to_at'>[],
  from: Date,
  until: Date,
): { from: string; to: string } | null {
  if (duties.length === 0) return null;
  let covered = from;
  for (const { from_at: begins, to_at: ends } of duties.toSorted(
    (one, other) => one.from_at.getTime() - other.from_at.getTime(),
  )) {
    if (begins > covered) return { from: covered.toISOString(), to: begins.toISOString() };
    if (ends > covered) covered = ends;
  }
  return covered < until ? { from: covered.toISOString(), to: until.toISOString() } : null;
}
