import type { recordWithdrawal as recordWithdrawalRoute } from '../../../../shared/contract/messages/cases-law.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { requireLawful } from '../../../base/regimes/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { readWithdrawal } from '../card/card-law.ts';
import { changeColumns, lockCase } from '../card/move.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';

type RecordWithdrawal = typeof recordWithdrawalRoute;

/**
 * Route: the author took an appeal back (59-ФЗ, ст. 5 п. 5), or the record of it is struck. The term and every duty run on: whether
 * consideration may end is for a lawyer to say, and then it ends by one of the acts the law names.
 */
export async function recordWithdrawal(
  ctx: Ctx,
  { params, body }: HandlerInput<RecordWithdrawal>,
): Promise<RouteReplyInput<RecordWithdrawal>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.triage');
  requireLawful(file.regime, 'withdraw-appeal');
  if (file.regime !== STATUTORY_APPEAL || file.parent_id !== null)
    throw new AppError('lib.conflict', 'Отзывают обращение по 59-ФЗ. Здесь оставьте заметку.');
  const isRecorded = (await readWithdrawal(ctx, file.id)) !== null;
  if (isRecorded === body.isWithdrawn)
    throw new AppError(
      'lib.conflict',
      isRecorded ? 'Отзыв уже записан.' : 'Отзыв не записан: снимать нечего.',
    );
  await changeColumns(ctx, file, {});
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'withdrawal',
      visibility: 'staff',
      text: body.text,
      data: { isWithdrawn: body.isWithdrawn },
    },
  ]);
  ctx.audit({
    action: 'cases.record-withdrawal',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, isWithdrawn: body.isWithdrawn },
  });
  return readCaseCard(ctx, file.id);
}
