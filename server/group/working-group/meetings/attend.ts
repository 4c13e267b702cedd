import type { markAttendance as markAttendanceRoute } from '../../../../shared/contract/group/working-group-attendance.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isAhead, isOnRecord } from './meeting-workflow.ts';

/**
 * Route: who is here, who is not and why. The chair's absence recorded here is what lets the deputy preside (chapter 3, clause 6);
 * whoever presides stays present until the end.
 */
export async function markAttendance(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof markAttendanceRoute>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  if (!isAhead(meeting.state) && !isOnRecord(meeting.state))
    throw new AppError('lib.conflict', 'Протокол на рассмотрении или подписан: отметки не меняются.');
  const { personId, reason } = body;
  if (body.mark === 'absent' && !reason) throw badField('reason', 'Назовите причину отсутствия');
  const seat = await ctx.db
    .selectFrom('working_group.attendance')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!seat) throw badField('personId', 'Его нет в составе на день заседания');
  if (body.mark === 'substituted' && !seat.substitute_id)
    throw badField('mark', `${seat.name}: замещающий в составе не назван`);
  if (body.mark === 'substituted' && seat.role === 'chair')
    throw badField('mark', 'Руководителя на заседании замещает только его заместитель: запишите отсутствие');
  if (meeting.presiding_id === personId && body.mark !== 'present' && body.mark !== 'remote')
    throw new AppError('lib.conflict', `${seat.name} председательствует: отметка об отсутствии невозможна.`);
  requireTimes(ctx, meeting, body);
  if (meeting.presiding_id === personId && body.leftAt)
    throw new AppError('lib.conflict', `${seat.name} председательствует: сначала передайте ведение.`);
  const isHere = body.mark === 'present' || body.mark === 'remote' || body.mark === 'substituted';
  await ctx.db
    .updateTable('working_group.attendance')
    .set({
      mark: body.mark,
      reason: isHere || body.mark === 'expected' ? '' : reason,
      arrived_at: isHere ? (body.arrivedAt ? new Date(body.arrivedAt) : (seat.arrived_at ?? ctx.now)) : null,
      left_at: isHere ? leftAt(body.leftAt, seat.left_at) : null,
    })
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', personId)
    .execute();
  await changeMeetingRow(
    ctx,
    meeting,
    {},
    { action: 'working-group.mark-attendance', data: { person: personId, mark: body.mark } },
  );
  return readMeeting(ctx, meeting.id);
}

const leftAt = (said: string | null | undefined, kept: Date | null): Date | null =>
  said === undefined ? kept : said === null ? null : new Date(said);

/** Coming and leaving are within the meeting, one after the other, and not in the future. */
function requireTimes(
  ctx: Ctx,
  { ended_at, opened_at }: MeetingRecord,
  { arrivedAt, leftAt: left }: { arrivedAt?: string | undefined; leftAt?: string | null | undefined },
): void {
  const [came, went] = [arrivedAt && new Date(arrivedAt), left && new Date(left)];
  for (const [field, at] of [
    ['arrivedAt', came],
    ['leftAt', went],
  ] as const) {
    if (at && at > ctx.now) throw badField(field, 'Это время ещё не наступило');
    if (at && ended_at && at > ended_at) throw badField(field, 'Заседание к этому времени закрыто');
  }
  if (went && !opened_at) throw badField('leftAt', 'Заседание ещё не открыто');
  if (went && opened_at && went < opened_at) throw badField('leftAt', 'Раньше открытия заседания');
  if (came && went && went <= came) throw badField('leftAt', 'Раньше прихода');
}
