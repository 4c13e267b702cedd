import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, findMeeting, lockMeeting } from './meeting-rows.ts';
import { listSeats } from './seats.ts';

/**
 * Route: the decision members vote on now from their own devices, or none. Its item is in hand, and it stays on the screens with its
 * votes until another is put to the vote or the meeting goes on.
 */
export async function putToVote(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.putToVote>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  if (meeting.state !== 'running' || meeting.form === 'absentee')
    throw new AppError('lib.conflict', 'На голосование ставят, пока идёт заседание в зале или на связи.');
  if (!meeting.uses_votes)
    throw new AppError(
      'lib.conflict',
      'На этом заседании не голосуют: решения принимаются без подсчёта голосов.',
    );
  if (body.decisionId) {
    const decision = await ctx.db
      .selectFrom('working_group.decision')
      .select('item_id')
      .where('id', '=', body.decisionId)
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirst();
    if (!decision) throw new AppError('lib.not-found', 'Такого решения нет. Обновите страницу.');
    if (decision.item_id !== meeting.current_item_id)
      throw new AppError('lib.conflict', 'Голосуют по вопросу, который рассматривается сейчас.');
  }
  await changeMeetingRow(
    ctx,
    meeting,
    { voting_id: body.decisionId },
    body.decisionId
      ? { action: 'working-group.put-to-vote', data: { decision: body.decisionId } }
      : { action: 'working-group.stop-vote' },
  );
  return readMeeting(ctx, meeting.id);
}

/** Route: the decision as it is being typed, for the screen of the hall. It is no record: nothing of it stays. */
export async function keepDraft(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.keepDraft>,
): Promise<{ done: true }> {
  const meeting = await findMeeting(ctx, params.id);
  if (meeting.state !== 'running')
    throw new AppError('lib.conflict', 'Залу показывают набираемое решение, пока идёт заседание.');
  if (body.text === '') {
    await ctx.db.deleteFrom('working_group.draft').where('meeting_id', '=', meeting.id).execute();
    return { done: true };
  }
  const item = await ctx.db
    .selectFrom('working_group.agenda_item')
    .select('id')
    .where('id', '=', body.itemId)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (!item) throw badField('itemId', 'Такого вопроса в повестке нет. Обновите страницу.');
  const isSeated = (await listSeats(ctx, meeting.id)).some(({ personId }) => personId === body.responsibleId);
  const row = {
    item_id: body.itemId,
    text: body.text,
    responsible_id: isSeated ? body.responsibleId : null,
    due_on: body.dueOn,
    at: ctx.now,
  };
  await ctx.db
    .insertInto('working_group.draft')
    .values({ meeting_id: meeting.id, ...row })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(row))
    .execute();
  return { done: true };
}
