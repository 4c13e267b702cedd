import type * as contract from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { claimFiles, type FileAccess } from '../../../base/files/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import { readMeeting } from '../meetings/meeting-card.ts';
import { changeMeetingRow, lockMeeting } from '../meetings/meeting-rows.ts';
import { isAhead, isOnRecord } from '../meetings/meeting-workflow.ts';

type Card = contract.MeetingCard;

async function lockPapers(ctx: Ctx, id: string, version: number) {
  const meeting = await lockMeeting(ctx, id, version);
  if (!isAhead(meeting.state) && !isOnRecord(meeting.state))
    throw new AppError('lib.conflict', 'Протокол готов или заседание отменено: материалы не меняются.');
  return meeting;
}

/** Route: a file the members read before the meeting. */
export async function addPaper(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.addPaper>,
): Promise<Card> {
  const meeting = await lockPapers(ctx, params.id, body.version);
  await claimFiles(ctx, [{ fileId: body.fileId, token: body.token }]);
  await ctx.db
    .insertInto('working_group.paper')
    .values({
      file_id: body.fileId,
      meeting_id: meeting.id,
      title: body.title,
      added_by_name: nameOfActor(ctx),
      added_at: ctx.now,
    })
    .execute();
  await changeMeetingRow(
    ctx,
    meeting,
    {},
    { action: 'working-group.add-paper', data: { title: body.title } },
  );
  return readMeeting(ctx, meeting.id);
}

/** Route: a paper taken off; its file is shown to nobody any more. */
export async function removePaper(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.removePaper>,
): Promise<Card> {
  const meeting = await lockPapers(ctx, params.id, query.version);
  const gone = await ctx.db
    .deleteFrom('working_group.paper')
    .where('file_id', '=', params.fileId)
    .where('meeting_id', '=', meeting.id)
    .returning('title')
    .executeTakeFirst();
  if (!gone) throw new AppError('lib.not-found', 'Такого материала у заседания нет. Обновите страницу.');
  await changeMeetingRow(
    ctx,
    meeting,
    {},
    { action: 'working-group.remove-paper', data: { title: gone.title } },
  );
  return readMeeting(ctx, meeting.id);
}

/** Who may open a file: papers of meetings are for those who read the group. */
export async function accessPaper(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (!hasPermission(ctx, 'working-group.read')) return 'denied';
  const paper = await ctx.db
    .selectFrom('working_group.paper')
    .select('file_id')
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  return paper ? 'allowed' : 'denied';
}
