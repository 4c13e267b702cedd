import { sql } from 'kysely';
import { z } from 'zod';
import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, defineEvent } from '../../../lib/module/context.ts';
import { lockRecord } from './live.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, type MeetingRecord } from './meeting-rows.ts';
import { listSeats } from './seats.ts';

/** A decision was put right or taken out while the protocol is not out for review: what was given by it follows. */
export const decisionChanged = defineEvent(
  'working-group.decision-changed',
  z.object({ decisionId: z.string() }),
);

type Wording = Pick<
  HandlerInput<typeof contract.addDecision>['body'],
  'text' | 'responsibleId' | 'dueOn' | 'expectedResult'
>;

/** A decision binds members of the group (chapter 3, clause 10): who answers for it is one of them, by a day after the meeting. */
async function toColumns(ctx: Ctx, meeting: MeetingRecord, wording: Wording) {
  const { text, responsibleId, dueOn, expectedResult } = wording;
  if (dueOn && dueOn < meeting.day) throw badField('dueOn', `Раньше заседания ${formatDay(meeting.day)}`);
  const seat = responsibleId
    ? (await listSeats(ctx, meeting.id)).find(({ personId }) => personId === responsibleId)
    : null;
  if (seat === undefined)
    throw badField('responsibleId', 'Решения обязательны для членов группы: выберите из состава');
  return {
    text,
    due_on: dueOn,
    expected_result: expectedResult,
    responsible_id: seat?.personId ?? null,
    responsible_name: seat?.name ?? null,
  };
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
      ...(await toColumns(ctx, meeting, body)),
    })
    .execute();
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
