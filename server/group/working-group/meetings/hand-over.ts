import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, type MeetingRecord } from './meeting-rows.ts';
import { refuseHandOver } from './presiding.ts';
import { beginPresiding, endPresiding, listPresiding } from './presiding-rows.ts';
import { lockRecord } from './record.ts';
import { listSeats } from './seats.ts';

/**
 * Route: the chair who came takes over from the deputy, or the deputy from the chair who left, at the time it happened; it may be
 * written down after the meeting too, as the rest of its record.
 */
export async function handOver(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.handOver>,
): Promise<MeetingCard> {
  const meeting = await lockRecord(ctx, params.id, body.version);
  if (meeting.form === 'absentee')
    throw new AppError('lib.conflict', 'В заочном голосовании ведение не передают.');
  const [seats, spans] = [await listSeats(ctx, meeting.id), await listPresiding(ctx, meeting.id)];
  const at = body.at ? new Date(body.at) : ctx.now;
  requireWithin(ctx, meeting, spans.at(-1)?.from_at ?? meeting.opened_at!, at);
  const refusal = refuseHandOver(seats, { from: meeting.presiding_id, to: body.presidingId, at });
  if (refusal) throw new AppError('lib.conflict', refusal);
  const seat = seats.find(({ personId }) => personId === body.presidingId)!;
  await ctx.db
    .updateTable('working_group.presiding')
    .set({ to_at: at })
    .where('meeting_id', '=', meeting.id)
    .where('from_at', '=', lastOf(spans).from_at)
    .execute();
  // The deputy presides only while the chair is away: whoever hands over to them leaves at that time.
  if (seat.role === 'deputy')
    await ctx.db
      .updateTable('working_group.attendance')
      .set({ left_at: at })
      .where('meeting_id', '=', meeting.id)
      .where('role', '=', 'chair')
      .where('mark', '<>', 'absent')
      .where('left_at', 'is', null)
      .execute();
  await beginPresiding(ctx, meeting.id, seat, at);
  if (meeting.ended_at) await endPresiding(ctx, meeting.id, meeting.ended_at);
  await changeMeetingRow(
    ctx,
    meeting,
    { presiding_id: seat.personId },
    {
      action: 'working-group.hand-over',
      data: { from: meeting.presiding_id, to: seat.personId, at: at.toISOString() },
    },
  );
  return readMeeting(ctx, meeting.id);
}

/** After who presides now began, and not after the end. */
function requireWithin(ctx: Ctx, { ended_at }: MeetingRecord, since: Date, at: Date): void {
  if (at > ctx.now) throw badField('at', 'Это время ещё не наступило');
  if (at <= since) throw badField('at', 'Раньше, чем начал вести прежний председательствующий');
  if (ended_at && at >= ended_at) throw badField('at', 'Заседание к этому времени закрыто');
}
