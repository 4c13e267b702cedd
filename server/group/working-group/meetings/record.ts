import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isOnRecord } from './meeting-workflow.ts';

/** A meeting on record whose item may be written about. */
export async function lockRecord(
  ctx: Ctx,
  id: string,
  version: number,
  itemId?: string,
): Promise<MeetingRecord> {
  const meeting = await lockMeeting(ctx, id, version);
  if (!isOnRecord(meeting.state))
    throw new AppError(
      'lib.conflict',
      'Записи ведутся от открытия заседания до отправки протокола на рассмотрение.',
    );
  if (itemId) {
    const item = await ctx.db
      .selectFrom('working_group.agenda_item')
      .select('id')
      .where('id', '=', itemId)
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirst();
    if (!item) throw new AppError('lib.not-found', 'Такого вопроса в повестке нет. Обновите страницу.');
  }
  return meeting;
}
