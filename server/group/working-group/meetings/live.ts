import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { DAY } from '../../../../shared/time.ts';
import { cityDay } from '../../../lib/city.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { groupPack } from '../composition/rules-pack.ts';
import { isOffAgenda } from '../rules/fate.ts';
import { type ItemRow, listItems, readAgenda } from './agenda-rows.ts';
import { settleRest } from './course.ts';
import { nextMeetingNumber } from './invite.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { meetingStateAfter } from './meeting-workflow.ts';
import { bringPostponed } from './postponed.ts';
import { quorumOf, refusePresiding } from './presiding.ts';
import { beginPresiding, endPresiding } from './presiding-rows.ts';
import { lockRecord } from './record.ts';
import { listSeats, seatMembers } from './seats.ts';

/** Route: the meeting opens: who presides is settled, items and their numbers are frozen, the first one is begun. */
export async function openMeeting(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.openMeeting>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'open');
  await seatMembers(ctx, meeting);
  const [seats, items] = await Promise.all([listSeats(ctx, meeting.id), listItems(ctx, meeting.id)]);
  const refusal = refusePresiding(seats, body.presidingId, meeting.form === 'absentee');
  if (refusal) throw new AppError('lib.conflict', refusal);
  if (items.length === 0) throw new AppError('lib.conflict', 'Повестка пуста: рассматривать нечего.');
  const quorum = quorumOf(seats, groupPack.on(meeting.day).quorumShare);
  if (meeting.uses_quorum && meeting.form !== 'absentee' && !quorum.isMet)
    throw new AppError(
      'lib.conflict',
      `Кворума нет: участвуют ${quorum.present} из ${quorum.members}, нужно ${quorum.needed}.`,
    );
  for (const { id, number } of items)
    await ctx.db.updateTable('working_group.agenda_item').set({ number }).where('id', '=', id).execute();
  const first = meeting.form === 'absentee' ? null : firstOf(items).id;
  const at = momentOf(ctx, body.at, null);
  if (first) await setCurrent(ctx, meeting, first, at);
  await beginPresiding(ctx, meeting.id, seats.find(({ personId }) => personId === body.presidingId)!, at);
  await changeMeetingRow(
    ctx,
    meeting,
    {
      state,
      presiding_id: body.presidingId,
      held_on: cityDay(ctx.config, at),
      ...(body.agendaVotes && { agenda_votes: JSON.stringify(body.agendaVotes) }),
      opened_at: at,
      current_item_id: first,
      current_since: first ? at : null,
      number: meeting.number ?? (await nextMeetingNumber(ctx, meeting.year)),
    },
    { action: 'working-group.open-meeting', data: { presiding: body.presidingId, present: quorum.present } },
  );
  return readMeeting(ctx, meeting.id);
}

/** A beginning or an end as the secretary tells it: not in the future, within a day, the end after the beginning. */
function momentOf(ctx: Ctx, said: string | undefined, after: Date | null): Date {
  const at = said ? new Date(said) : ctx.now;
  if (at > ctx.now) throw badField('at', 'Это время ещё не наступило');
  if (ctx.now.getTime() - at.getTime() > DAY) throw badField('at', 'Больше суток назад: проверьте время');
  if (after && at < after) throw badField('at', 'Раньше открытия заседания');
  return at;
}

/** Leaves the item in hand for another, or for none; times of both are kept by the minute the secretary turned. */
async function setCurrent(
  ctx: Ctx,
  meeting: MeetingRecord,
  itemId: string | null,
  at: Date = ctx.now,
): Promise<void> {
  await sql`
    UPDATE working_group.agenda_item SET state = CASE WHEN id = ${itemId} THEN 'current' ELSE 'done' END,
      began_at = CASE WHEN id = ${itemId} THEN coalesce(began_at, ${at}) ELSE began_at END,
      ended_at = CASE WHEN id = ${itemId} THEN NULL ELSE ${at}::timestamptz END
    WHERE meeting_id = ${meeting.id} AND (state = 'current' OR id = ${itemId})`.execute(ctx.db);
  // Whoever was speaking has done so.
  await sql`
    UPDATE working_group.speech SET state = 'done' WHERE state = 'speaking'
      AND item_id IN (SELECT id FROM working_group.agenda_item WHERE meeting_id = ${meeting.id})`.execute(
    ctx.db,
  );
}

/** Route: the next item that waits, or any item named: people go back. */
export async function nextItem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.nextItem>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  if (meeting.state !== 'running' || meeting.form === 'absentee')
    throw new AppError('lib.conflict', 'Вопросы сменяются, пока идёт заседание в зале или на связи.');
  const items = await listItems(ctx, meeting.id);
  const wanted = body.itemId
    ? items.find(({ id }) => id === body.itemId)
    : followingItem(items, meeting.current_item_id);
  if (body.itemId && !wanted) throw new AppError('lib.not-found', 'Такого вопроса в повестке нет.');
  if (wanted && isOffAgenda(wanted.state))
    throw new AppError('lib.conflict', 'Вопрос снят или перенесён: сначала верните его в повестку.');
  await setCurrent(ctx, meeting, wanted?.id ?? null);
  await changeMeetingRow(ctx, meeting, {
    current_item_id: wanted?.id ?? null,
    current_since: wanted ? ctx.now : null,
    voting_id: null,
  });
  return readMeeting(ctx, meeting.id);
}

function followingItem(items: readonly ItemRow[], currentId: string | null): ItemRow | undefined {
  const at = items.findIndex(({ id }) => id === currentId);
  const order = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  return order.find(({ state }) => state === 'waiting');
}

/** Route: the end. Of an absentee vote: when its time is up or everybody has voted on everything; who did not is marked absent. */
export async function endMeeting(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endMeeting>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'finish');
  if (meeting.form === 'absentee') {
    await closeBallot(ctx, meeting);
    await sql`UPDATE working_group.agenda_item SET state = 'done' WHERE meeting_id = ${meeting.id} AND state = 'waiting'`.execute(
      ctx.db,
    );
  } else await settleRest(ctx, meeting, body.rest);
  const at = momentOf(ctx, body.at, meeting.opened_at);
  await setCurrent(ctx, meeting, null, at);
  await ctx.db.deleteFrom('working_group.draft').where('meeting_id', '=', meeting.id).execute();
  await endPresiding(ctx, meeting.id, at);
  await changeMeetingRow(
    ctx,
    meeting,
    { state, ended_at: at, current_item_id: null, current_since: null, voting_id: null },
    { action: 'working-group.end-meeting' },
  );
  await bringPostponed(ctx);
  return readMeeting(ctx, meeting.id);
}

async function closeBallot(ctx: Ctx, meeting: MeetingRecord): Promise<void> {
  const bare = (await readAgenda(ctx, meeting.id)).find(
    ({ state, decisions }) => !isOffAgenda(state) && decisions.length === 0,
  );
  if (bare)
    throw new AppError(
      'lib.conflict',
      `По вопросу ${bare.number} нет проекта решения: голосовать не о чем. Запишите его.`,
    );
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*)::int AS waiting FROM working_group.attendance AS seat
    CROSS JOIN working_group.decision AS decision
    WHERE seat.meeting_id = ${meeting.id} AND decision.meeting_id = ${meeting.id} AND seat.mark <> 'absent'
      AND NOT EXISTS (SELECT FROM working_group.ballot
        WHERE decision_id = decision.id AND person_id = seat.person_id)`.execute(ctx.db);
  if (firstRow(rows).waiting > 0 && ctx.now < meeting.vote_until!)
    throw new AppError('lib.conflict', 'Время голосования не вышло, и не все проголосовали.');
  await sql`
    UPDATE working_group.attendance AS seat SET
      mark = CASE WHEN voted.any THEN 'present' ELSE 'absent' END,
      reason = CASE WHEN voted.any THEN '' ELSE 'не проголосовал(а)' END
    FROM (SELECT person_id, EXISTS (SELECT FROM working_group.ballot
        WHERE meeting_id = ${meeting.id} AND ballot.person_id = own.person_id) AS any
      FROM working_group.attendance AS own WHERE meeting_id = ${meeting.id}) AS voted
    WHERE seat.meeting_id = ${meeting.id} AND voted.person_id = seat.person_id AND seat.mark <> 'absent'`.execute(
    ctx.db,
  );
  const { rows: presence } = await sql<{ present: number; members: number }>`
    SELECT count(*) FILTER (WHERE mark = 'present')::int AS present, count(*)::int AS members
    FROM working_group.attendance WHERE meeting_id = ${meeting.id}`.execute(ctx.db);
  const { present, members } = firstRow(presence);
  const needed = Math.floor(members * groupPack.on(meeting.day).quorumShare) + 1;
  if (meeting.uses_quorum && present < needed)
    throw new AppError(
      'lib.conflict',
      `Кворума нет: проголосовали ${present} из ${members}, нужно ${needed}.`,
    );
}

/** Route: what was heard on an item. */
export async function writeHeard(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.writeHeard>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version, params.itemId);
  await ctx.db
    .updateTable('working_group.agenda_item')
    .set({ heard: body.heard })
    .where('id', '=', params.itemId)
    .execute();
  await changeMeetingRow(ctx, meeting, {});
  return readMeeting(ctx, meeting.id);
}

/** Route: one more in the list of speakers. */
export async function addSpeaker(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.addSpeaker>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version, params.itemId);
  const place = sql<number>`(SELECT coalesce(max(place), 0) + 1 FROM working_group.speech WHERE item_id = ${params.itemId})`;
  await ctx.db
    .insertInto('working_group.speech')
    .values({ id: newId(), item_id: params.itemId, place, name: body.name, state: 'waiting' })
    .execute();
  await changeMeetingRow(ctx, meeting, {});
  return readMeeting(ctx, meeting.id);
}

/** Route: gives the word (one speaks at a time), ends a speech, keeps its words, takes out of the list. */
export async function changeSpeech(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeSpeech>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version);
  const row = await ctx.db
    .selectFrom('working_group.speech')
    .innerJoin('working_group.agenda_item as item', 'item.id', 'item_id')
    .select(['working_group.speech.id', 'item_id'])
    .where('working_group.speech.id', '=', params.speechId)
    .where('item.meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого выступления нет. Обновите страницу.');
  const text = body.text === undefined ? {} : { text: body.text };
  if (body.act === 'remove')
    await ctx.db.deleteFrom('working_group.speech').where('id', '=', row.id).execute();
  else {
    if (body.act === 'speak')
      await ctx.db
        .updateTable('working_group.speech')
        .set({ state: 'done' })
        .where('item_id', '=', row.item_id)
        .where('state', '=', 'speaking')
        .execute();
    await ctx.db
      .updateTable('working_group.speech')
      .set({
        ...text,
        ...(body.act === 'speak' && { state: 'speaking', began_at: ctx.now }),
        ...(body.act === 'finish' && { state: 'done' }),
        ...(body.act === 'write' && body.text === undefined && { text: '' }),
      })
      .where('id', '=', row.id)
      .execute();
  }
  await changeMeetingRow(ctx, meeting, {});
  return readMeeting(ctx, meeting.id);
}
