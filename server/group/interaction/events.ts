import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/interaction.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { createAssignment } from '../assignments/index.ts';
import { chairOn } from '../working-group/index.ts';
import { mayControlAssignments, mayKeepInteraction, partnerName } from './common.ts';
import { partnersOn } from './pack.ts';

type List = typeof contract.listEvents;

interface Row {
  id: string;
  day: string;
  starts_at: string;
  partner: string;
  partner_name: string;
  title: string;
  place: string;
  attendee_id: string;
  attendee_name: string;
  state: contract.EventState;
  outcome: string;
  version: number;
}

type Given = contract.OutsideEvent['assignments'];

const present = (row: Row, today: string, given: Given): contract.OutsideEvent => ({
  id: row.id,
  day: row.day,
  startsAt: row.starts_at,
  partner: row.partner,
  title: row.title,
  partnerName: row.partner_name,
  place: row.place,
  attendeeId: row.attendee_id,
  attendee: row.attendee_name,
  state: row.state,
  outcome: row.outcome,
  version: row.version,
  needsOutcome: row.state === 'planned' && row.day < today,
  assignments: given,
});

/** What was given by the outcomes of these meetings; whoever reads the group reads its assignments. */
async function givenBy(ctx: Ctx, ids: readonly string[]): Promise<(id: string) => Given> {
  const { rows } = await sql<{
    event: string;
    id: string;
    year: number;
    serial: number;
    text: string;
    state: Given[number]['state'];
  }>`
    SELECT source_id AS event, id, year, serial, text, state FROM assignments.v_assignment
    WHERE source = 'interaction' AND source_id = ANY(${[...ids]}::uuid[]) ORDER BY year, serial`.execute(
    ctx.db,
  );
  const byEvent = Map.groupBy(rows, ({ event }) => event);
  return (event) =>
    (byEvent.get(event) ?? []).map(({ id, year, serial, text, state }) => ({
      id,
      number: assignmentNumber(serial, year),
      text,
      state,
    }));
}

/** Route: a year of meetings of the departments, the newest first. */
export async function listEvents(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const today = cityDay(ctx.config, ctx.now);
  const year = query.year ?? Number(today.slice(0, 4));
  const [{ rows }, chair] = await Promise.all([
    sql<Row>`
      SELECT * FROM interaction.event WHERE day >= ${`${year}-01-01`}::date AND day <= ${`${year}-12-31`}::date
      ORDER BY day DESC, starts_at DESC, id`.execute(ctx.db),
    chairOn(ctx, today),
  ]);
  const given = await givenBy(
    ctx,
    rows.map(({ id }) => id),
  );
  return {
    events: rows.map((row) => present(row, today, given(row.id))),
    year,
    on: today,
    chair,
    partners: partnersOn(today),
    can: [...(mayKeepInteraction(ctx) ? ['keep'] : []), ...(mayControlAssignments(ctx) ? ['issue'] : [])],
  };
}

async function readEvent(ctx: Ctx, id: string): Promise<contract.OutsideEvent> {
  const { rows } = await sql<Row>`SELECT * FROM interaction.event WHERE id = ${id}`.execute(ctx.db);
  return present(firstRow(rows), cityDay(ctx.config, ctx.now), (await givenBy(ctx, [id]))(id));
}

/** Route: a meeting of a department or ЦУР that somebody of ours attends. */
export async function addEvent(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addEvent>,
): Promise<contract.OutsideEvent> {
  const id = newId();
  const today = cityDay(ctx.config, ctx.now);
  await ctx.db
    .insertInto('interaction.event')
    .values({
      id,
      day: body.day,
      starts_at: body.startsAt,
      partner: body.partner,
      title: body.title,
      partner_name: partnerName(body.partner, body.partnerName, today),
      place: body.place,
      attendee_id: body.attendeeId,
      state: 'planned',
      attendee_name: await requireStaffName(ctx, body.attendeeId, 'attendeeId'),
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  ctx.audit({
    action: 'interaction.add-event',
    object: 'outside-event',
    objectId: id,
    data: { day: body.day, partner: body.partner },
  });
  return readEvent(ctx, id);
}

const eventRecord: RecordKind = {
  words: 'Запись о совещании',
  object: 'outside-event',
  module: 'interaction',
};

const lockEvent = (ctx: Ctx, id: string, seen: number): Promise<Row> =>
  lockSeen(eventRecord, ctx.db.selectFrom('interaction.event').selectAll().where('id', '=', id), {
    seen,
    missing: () => new AppError('lib.not-found', 'Такого совещания нет. Обновите список.'),
  });

/** Route: whether it was held and what came of it. */
export async function tellOutcome(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.tellOutcome>,
): Promise<contract.OutsideEvent> {
  const row = await lockEvent(ctx, params.id, body.version);
  if (body.state !== 'cancelled' && row.day > cityDay(ctx.config, ctx.now))
    throw new AppError('lib.conflict', 'Совещание ещё впереди: итог записывают после него.');
  await ctx.db
    .updateTable('interaction.event')
    .set({ state: body.state, outcome: body.outcome, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'interaction.tell-outcome',
    object: 'outside-event',
    objectId: row.id,
    data: { state: body.state },
  });
  return readEvent(ctx, row.id);
}

/** Route: what the outcome asks of somebody, as an assignment under control that leads back to the meeting. */
export async function issueOutcome(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.issueOutcome>,
): Promise<contract.OutsideEvent> {
  const { rows } = await sql<Row>`SELECT * FROM interaction.event WHERE id = ${params.id} FOR UPDATE`.execute(
    ctx.db,
  );
  const row = rows[0];
  if (!row) throw new AppError('lib.not-found', 'Такого совещания нет. Обновите список.');
  if (row.state !== 'attended')
    throw new AppError('lib.conflict', 'Сначала запишите итог: поручают по тому, чем совещание кончилось.');
  const { id, number } = await createAssignment(ctx, {
    source: {
      kind: 'interaction',
      id: row.id,
      on: row.day,
      basis: `Совещание «${row.title}» от ${formatDay(row.day)}, ${row.partner_name}`,
    },
    ...body,
  });
  ctx.audit({
    action: 'interaction.issue-outcome',
    object: 'outside-event',
    objectId: row.id,
    data: { assignment: id, number },
  });
  return readEvent(ctx, row.id);
}

type Remove = typeof contract.removeEvent;

/** Route: a meeting entered by mistake. What was held stays. */
export async function removeEvent(
  ctx: Ctx,
  { params, query }: HandlerInput<Remove>,
): Promise<RouteReplyInput<Remove>> {
  const row = await lockEvent(ctx, params.id, query.version);
  if (row.state !== 'planned') throw new AppError('lib.conflict', 'Итог записан: совещание остаётся.');
  await ctx.db.deleteFrom('interaction.event').where('id', '=', row.id).execute();
  ctx.audit({
    action: 'interaction.remove-event',
    object: 'outside-event',
    objectId: row.id,
    data: { title: row.title },
  });
  return { done: true };
}
