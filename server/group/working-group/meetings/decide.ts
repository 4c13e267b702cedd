import { sql } from 'kysely';
import { z } from 'zod';
import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, defineEvent } from '../../../lib/module/context.ts';
import { rollDue } from '../composition/rules-pack.ts';
import { listUnreachable } from './executor.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, dayOf, type MeetingRecord } from './meeting-rows.ts';
import { lockRecord } from './record.ts';
import { listSeats } from './seats.ts';

/** A decision was put right or taken out while the protocol is not out for review: what was given by it follows. */
export const decisionChanged = defineEvent(
  'working-group.decision-changed',
  z.object({ decisionId: z.string() }),
);

type Wording = Omit<HandlerInput<typeof contract.addDecision>['body'], 'version'>;

/**
 * A decision binds members of the group (chapter 3, clause 10): who answers for it is one of them whom an assignment reaches, by a
 * day after the meeting. One that takes an assignment off control names it.
 */
async function toColumns(ctx: Ctx, meeting: MeetingRecord, wording: Wording) {
  const { text, responsibleId, dueOn, expectedResult, cancelsId } = wording;
  const day = dayOf(meeting);
  if (dueOn && dueOn < day) throw badField('dueOn', `Раньше заседания ${formatDay(day)}`);
  const seat = responsibleId
    ? (await listSeats(ctx, meeting.id)).find(({ personId }) => personId === responsibleId)
    : null;
  if (seat === undefined)
    throw badField('responsibleId', 'Решения обязательны для членов группы: выберите из состава');
  const why =
    seat && (await listUnreachable(ctx, [{ id: seat.personId, name: seat.name }])).get(seat.personId);
  if (why) throw badField('responsibleId', `${why}. Назовите другого`);
  if (cancelsId) await requireCancellable(ctx, meeting, cancelsId);
  return {
    text,
    // Moved off a day without work once, here: the paper, the extract and the board have one date.
    due_on: dueOn && rollDue(dueOn),
    expected_result: expectedResult,
    responsible_id: seat?.personId ?? null,
    responsible_name: seat?.name ?? null,
    cancels_id: cancelsId,
  };
}

/** What is taken off control is given, not over, and not younger than the meeting that takes it off. */
async function requireCancellable(ctx: Ctx, meeting: MeetingRecord, id: string): Promise<void> {
  const { rows } = await sql<{ isOver: boolean; isLater: boolean }>`
    SELECT state IN ('accepted', 'cancelled') AS "isOver", basis_on > ${dayOf(meeting)}::date AS "isLater"
    FROM assignments.v_assignment WHERE id = ${id}`.execute(ctx.db);
  if (!rows[0]) throw badField('cancelsId', 'Такого поручения нет');
  if (rows[0].isOver) throw badField('cancelsId', 'Поручение исполнено или уже снято');
  if (rows[0].isLater) throw badField('cancelsId', 'Поручение выдано позже этого заседания');
}

/** The wording members have voted on is the one they voted on. */
async function requireUnvoted(ctx: Ctx, decisionId: string): Promise<void> {
  const ballot = await ctx.db
    .selectFrom('working_group.ballot')
    .select('person_id')
    .where('decision_id', '=', decisionId)
    .limit(1)
    .executeTakeFirst();
  if (ballot)
    throw new AppError(
      'lib.conflict',
      'За эту формулировку уже голосовали: она остаётся в записи. Запишите другое решение и поставьте его на голосование.',
    );
}

/** Route: a decision on an item, as it is worded in the room. */
export async function addDecision(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.addDecision>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version, params.itemId);
  const place = sql<number>`(SELECT coalesce(max(place), 0) + 1 FROM working_group.decision WHERE item_id = ${params.itemId})`;
  await ctx.db
    .insertInto('working_group.decision')
    .values({
      id: newId(),
      meeting_id: meeting.id,
      item_id: params.itemId,
      place,
      // Where nobody votes, what is written down is what was agreed.
      outcome: meeting.uses_votes ? 'unvoted' : 'accepted',
      ...(await toColumns(ctx, meeting, body)),
    })
    .execute();
  await ctx.db.deleteFrom('working_group.draft').where('meeting_id', '=', meeting.id).execute();
  await changeMeetingRow(ctx, meeting, {}, { action: 'working-group.add-decision' });
  return readMeeting(ctx, meeting.id);
}

const missing = () => new AppError('lib.not-found', 'Такого решения нет. Обновите страницу.');

/** Route: the wording put right while the protocol is not out for review. */
export async function changeDecision(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeDecision>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version);
  await requireUnvoted(ctx, params.decisionId);
  const changed = await ctx.db
    .updateTable('working_group.decision')
    .set(await toColumns(ctx, meeting, body))
    .where('id', '=', params.decisionId)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw missing();
  await changeMeetingRow(
    ctx,
    meeting,
    {},
    { action: 'working-group.change-decision', data: { decision: params.decisionId } },
  );
  ctx.announce(decisionChanged, { decisionId: params.decisionId });
  return readMeeting(ctx, meeting.id);
}

/** Route: a decision written down by mistake. */
export async function removeDecision(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.removeDecision>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, query.version);
  await requireUnvoted(ctx, params.decisionId);
  const gone = await ctx.db
    .deleteFrom('working_group.decision')
    .where('id', '=', params.decisionId)
    .where('meeting_id', '=', meeting.id)
    .returning('text')
    .executeTakeFirst();
  if (!gone) throw missing();
  await changeMeetingRow(
    ctx,
    meeting,
    {},
    { action: 'working-group.remove-decision', data: { text: gone.text } },
  );
  ctx.announce(decisionChanged, { decisionId: params.decisionId });
  return readMeeting(ctx, meeting.id);
}
