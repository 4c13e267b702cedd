import type { tellWhetherHolds } from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { findHoldsAsked } from '../letters/holds-asked.ts';
import { readMessage } from '../strangers/message-page.ts';
import { lockOwnCase } from '../strangers/own-message.ts';
import { returnToWork } from './rating.ts';
import { keepWord, requireReport } from './resident-word.ts';

type Tell = typeof tellWhetherHolds;

/**
 * Route: the resident's word a month after «решено». «Держится» of the author confirms the result where it was not
 * confirmed; «не держится» of anybody returns the case to work. Once, and only to who was asked.
 */
export async function tellHolds(
  ctx: Ctx,
  { params, query, body }: HandlerInput<Tell>,
): Promise<RouteReplyInput<Tell>> {
  const { file, own } = await lockOwnCase(ctx, params.number, query.k);
  if (file.status !== 'closed')
    throw new AppError('cases.illegal-transition', 'Сообщение уже снова в работе: отвечать не нужно.');
  const asked = await findHoldsAsked(ctx, file.id, own.id);
  if (!asked)
    throw new AppError(
      'cases.return-window-over',
      'Время ответа вышло. Если не держится, отправьте новое сообщение: прежнее будет видно рядом.',
    );
  if (asked.holds !== null) throw new AppError('lib.conflict', 'Вы уже ответили. Спасибо!');
  requireReport({ ...body, resolved: body.holds ? 'yes' : 'no' });
  const comment = body.comment?.trim() || null;
  await ctx.db
    .updateTable('cases.asked')
    .set({ holds: body.holds, comment, answered_at: ctx.now })
    .where('case_id', '=', file.id)
    .where('contact_id', '=', own.id)
    .where('kind', '=', 'holds')
    .execute();
  const actor = await keepWord(ctx, file.id, own.id, {
    kind: 'holds',
    text: comment,
    files: body.files,
    data: { holds: body.holds, photos: body.files.length },
  });
  actor.audit({
    action: 'cases.tell-holds',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, holds: body.holds },
  });
  if (!body.holds) await returnToWork(actor, file, 'not-holding');
  if (!own.is_joiner) await settleResult(ctx, file, body.holds);
  return readMessage(ctx, params.number, query.k);
}

/** The author's word is the case's: «не решено» whatever was said before, «решено» where nothing was. */
async function settleResult(
  ctx: Ctx,
  file: { id: string; resolved: string | null },
  holds: boolean,
): Promise<void> {
  if (holds && file.resolved !== null) return;
  await ctx.db
    .updateTable('cases.case_file')
    .set({ resolved: holds ? 'yes' : 'no' })
    .where('id', '=', file.id)
    .execute();
}
