import { sql } from 'kysely';
import type { ItemState } from '../../../../shared/contract/group/working-group-items.ts';
import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard, MeetingState } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isOpenItem, refuseFate } from '../rules/fate.ts';
import { findSpeaker } from './agenda.ts';
import { listItems } from './agenda-rows.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isAhead } from './meeting-workflow.ts';
import { bringPostponed } from './postponed.ts';
import { lockRecord } from './record.ts';

/** Route: an item withdrawn, postponed with its reason, or put back; those within it go with it. */
export async function disposeItem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.disposeItem>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version, params.itemId);
  for (const id of await withinOf(ctx, meeting.id, params.itemId))
    await disposeOne(ctx, id, { fate: body.fate, reason: body.reason, isAsked: id === params.itemId });
  const isCurrent =
    meeting.current_item_id !== null && body.fate !== 'waiting' && meeting.current_item_id === params.itemId;
  if (isCurrent)
    await ctx.db
      .updateTable('working_group.agenda_item')
      .set({ ended_at: ctx.now })
      .where('id', '=', params.itemId)
      .execute();
  await changeMeetingRow(ctx, meeting, isCurrent ? { current_item_id: null, current_since: null } : {}, {
    action: 'working-group.dispose-item',
    data: { item: params.itemId, fate: body.fate, reason: body.reason },
  });
  await bringPostponed(ctx);
  return readMeeting(ctx, meeting.id);
}

/** An item and all within it, the outer first. */
async function withinOf(ctx: Ctx, meetingId: string, itemId: string): Promise<string[]> {
  const items = await listItems(ctx, meetingId);
  const ids = [itemId];
  for (const { id, parentId } of items) if (parentId && ids.includes(parentId)) ids.push(id);
  return ids;
}

interface Dealt {
  state: ItemState;
  decisions: number;
  copy_id: string | null;
  copy_state: MeetingState | null;
}

async function disposeOne(
  ctx: Ctx,
  id: string,
  { fate, reason, isAsked }: { fate: contract.ItemFateInput; reason: string; isAsked: boolean },
): Promise<void> {
  const { rows } = await sql<Dealt>`
    SELECT item.state, copy.id AS copy_id, meeting.state AS copy_state,
      (SELECT count(*)::int FROM working_group.decision WHERE item_id = item.id) AS decisions
    FROM working_group.agenda_item AS item
    LEFT JOIN working_group.agenda_item AS copy ON copy.source = 'postponed' AND copy.source_id = item.id::text
    LEFT JOIN working_group.meeting AS meeting ON meeting.id = copy.meeting_id AND meeting.state <> 'cancelled'
    WHERE item.id = ${id} ORDER BY meeting.id NULLS LAST LIMIT 1`.execute(ctx.db);
  const { copy_id, copy_state, ...item } = firstRow(rows);
  const refusal = refuseFate(item, fate, copy_state && { hasBegun: !isAhead(copy_state) });
  // What lies within an item and is dealt with already stays as it is.
  if (refusal && !isAsked) return;
  if (refusal) throw new AppError('lib.conflict', refusal);
  if (fate === 'waiting' && copy_id && copy_state)
    await ctx.db.deleteFrom('working_group.agenda_item').where('id', '=', copy_id).execute();
  await ctx.db
    .updateTable('working_group.agenda_item')
    .set({ state: fate, reason: fate === 'waiting' ? '' : reason })
    .where('id', '=', id)
    .execute();
}

/** Route: an item under «Разное», put on the agenda of a meeting under way; its number follows the last. */
export async function raiseItem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.raiseItem>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  if (meeting.state !== 'running')
    throw new AppError('lib.conflict', 'В «Разное» вносят, пока идёт заседание.');
  const items = await listItems(ctx, meeting.id);
  const top = items.filter(({ parentId }) => parentId === null);
  await ctx.db
    .insertInto('working_group.agenda_item')
    .values({
      id: newId(),
      meeting_id: meeting.id,
      place: Math.max(0, ...items.map(({ place }) => place)) + 1,
      number: String(top.length + 1),
      title: body.title,
      source: 'manual',
      raised_at: ctx.now,
      ...(await findSpeaker(ctx, meeting.id, body.speakerId)),
    })
    .execute();
  await changeMeetingRow(
    ctx,
    meeting,
    {},
    { action: 'working-group.raise-item', data: { title: body.title } },
  );
  return readMeeting(ctx, meeting.id);
}

/** The end of a meeting leaves no item open: what is left is named, or gets the fate the secretary says. */
export async function settleRest(
  ctx: Ctx,
  meeting: MeetingRecord,
  rest: HandlerInput<typeof contract.endMeeting>['body']['rest'],
): Promise<void> {
  const open = (await listItems(ctx, meeting.id)).filter(
    ({ id, state }) => isOpenItem(state) && id !== meeting.current_item_id,
  );
  if (open.length === 0) return;
  if (!rest)
    throw new AppError(
      'lib.conflict',
      `Не рассмотрено: ${open.map(({ number }) => `вопрос ${number}`).join(', ')}. Рассмотрите, снимите или перенесите.`,
    );
  await ctx.db
    .updateTable('working_group.agenda_item')
    .set({ state: rest.fate, reason: rest.reason })
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
    )
    .execute();
  ctx.audit({
    action: 'working-group.dispose-item',
    object: 'meeting',
    objectId: meeting.id,
    data: { items: open.map(({ id }) => id), fate: rest.fate, reason: rest.reason },
  });
}
