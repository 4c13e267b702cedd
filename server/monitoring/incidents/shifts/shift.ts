import { type Selectable, sql } from 'kysely';
import type * as contract from '../../../../shared/contract/monitoring/shifts.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { DAY, HOUR } from '../../../../shared/time.ts';
import { networksToday } from '../../../base/networks/index.ts';
import { maskPersonal } from '../../../base/understanding/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { type Ctx, hasPermission, isStaff } from '../../../lib/module/context.ts';
import { findGap, lineFacts } from '../list.ts';
import { type LineFacts, presentLine } from '../present.ts';
import { type IncidentRow, isOpenIncident, seenIncidents } from '../rows.ts';
import { readTerms } from '../terms.ts';
import { type DutyHours, findNext, handoverActs } from './course.ts';

type Read = typeof contract.readShift;

/** Of what is open the nearest terms are shown. */
const SHOWN = 50;
/** The latest handings over beside those that wait. */
const HISTORY = 10;
/** Whose duty begins so far ahead is next. */
const AHEAD = 36 * HOUR;
const SOON = 2 * HOUR;

/** How much stands open, of what the reader sees. Plan: incident_open, reply_unknown. */
export async function countShift(ctx: Ctx): Promise<contract.ShiftFigures> {
  const { rows } = await sql<contract.ShiftFigures>`
    SELECT count(*)::int AS open, count(*) FILTER (WHERE due_at < ${ctx.now})::int AS late,
      count(*) FILTER (WHERE due_at BETWEEN ${ctx.now} AND ${new Date(ctx.now.getTime() + SOON)})::int AS soon,
      (SELECT count(*)::int FROM incidents.reply JOIN incidents.incident ON incident.id = reply.incident_id
        WHERE reply.state = 'unknown' AND ${seenIncidents(ctx.actor)}) AS unknown
    FROM incidents.incident WHERE ${seenIncidents(ctx.actor)} AND ${isOpenIncident}`.execute(ctx.db);
  return firstRow(rows);
}

/** Duties that run or begin within the time that is looked ahead. */
export async function readDutyHours(ctx: Ctx): Promise<DutyHours[]> {
  const { rows } = await sql<DutyHours>`
    SELECT person.id, person.short_name AS name, duty.from_at, duty.to_at FROM clocks.v_duty AS duty
    JOIN identity.v_person AS person ON person.id = duty.person_id
    WHERE duty.to_at > ${ctx.now} AND duty.from_at < ${new Date(ctx.now.getTime() + AHEAD)}
    ORDER BY duty.from_at, person.short_name`.execute(ctx.db);
  return rows;
}

async function readOpen(ctx: Ctx): Promise<RouteReplyInput<Read>['incidents']> {
  const { rows } = await sql<IncidentRow & LineFacts>`
    SELECT incident.*, ${lineFacts} FROM incidents.incident WHERE ${seenIncidents(ctx.actor)} AND ${isOpenIncident}
    ORDER BY incident.due_at NULLS LAST, incident.id LIMIT ${SHOWN}`.execute(ctx.db);
  const terms = await readTerms(
    ctx,
    rows.map(({ id }) => id),
  );
  const termsOf = Map.groupBy(terms, ({ incident_id: id }) => id);
  return rows.map((row) => presentLine(ctx, row, termsOf.get(row.id) ?? []));
}

type Row = Selectable<DB['incidents.handover']> & { figures: contract.ShiftFigures };
type Marked = RouteReplyInput<Read>['handovers'][number]['incidents'][number];

async function readMarked(ctx: Ctx, rows: readonly Row[]): Promise<Map<string, Marked>> {
  const ids = [...new Set(rows.flatMap(({ incident_ids: marked }) => marked))];
  if (ids.length === 0) return new Map();
  const found = await sql<Marked>`
    SELECT incident.id, incident.number, incident.title, NOT ${isOpenIncident} AS "isOver" FROM incidents.incident
    WHERE incident.id = ANY(${ids}::uuid[]) AND ${seenIncidents(ctx.actor)}`.execute(ctx.db);
  return new Map(found.rows.map((one) => [one.id, one]));
}

/** Those that wait, the latest first, then the last that ended. Plans: handover_waiting, handover_given. */
async function readHandovers(ctx: Ctx): Promise<RouteReplyInput<Read>['handovers']> {
  const { rows } = await sql<Row>`
    SELECT * FROM ((SELECT * FROM incidents.handover WHERE state = 'given')
      UNION (SELECT * FROM incidents.handover ORDER BY given_at DESC, id DESC LIMIT ${HISTORY})) AS handover
    ORDER BY state = 'given' DESC, given_at DESC, id DESC`.execute(ctx.db);
  const marked = await readMarked(ctx, rows);
  const { actor } = ctx;
  const maySort = hasPermission(ctx, 'incidents.sort');
  return rows.map((row) => {
    const incidents = row.incident_ids.flatMap((id) => marked.get(id) ?? []);
    return {
      id: row.id,
      givenBy: row.given_by_name,
      givenAt: row.given_at.toISOString(),
      toName: row.to_name,
      note: maskPersonal(row.note),
      figures: row.figures,
      incidents,
      hidden: row.incident_ids.length - incidents.length,
      state: row.state,
      endedAt: row.ended_at?.toISOString() ?? null,
      takenBy: row.taken_by_name,
      can: maySort && isStaff(actor) ? handoverActs(row, actor.id) : [],
    };
  });
}

/** Route: all that whoever ends a shift, or begins one, has to see. */
export async function readShift(ctx: Ctx): Promise<RouteReplyInput<Read>> {
  const duties = await readDutyHours(ctx);
  const next = findNext(duties, ctx.now);
  return {
    onDuty: duties
      .filter(({ from_at: from }) => from <= ctx.now)
      .map(({ id, name, to_at: to }) => ({ id, name, until: to.toISOString() })),
    next: next && { id: next.id, name: next.name, from: next.from_at.toISOString() },
    gap: findGap(duties, ctx.now, new Date(ctx.now.getTime() + DAY)),
    figures: await countShift(ctx),
    incidents: await readOpen(ctx),
    handovers: await readHandovers(ctx),
    networks: networksToday(ctx).map(({ id, title, short }) => ({ id, title, short })),
    can: hasPermission(ctx, 'incidents.sort') ? ['give'] : [],
  };
}
