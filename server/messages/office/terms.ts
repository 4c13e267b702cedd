import type { AppealCard } from '../../../shared/contract/messages/office.ts';
import type {
  receiveDocuments as receiveDocumentsRoute,
  requestDocuments as requestDocumentsRoute,
} from '../../../shared/contract/messages/office-documents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { beginDeed, endDeed } from '../cases/index.ts';
import { readAppealCard } from './appeal.ts';
import { lockAppeal } from './appeal-line.ts';

/** Route: documents were asked of another body: fifteen days from the request (59-ФЗ, ст. 10 ч. 2). */
export async function requestDocuments(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof requestDocumentsRoute>,
): Promise<AppealCard> {
  const appeal = await lockAppeal(ctx, params.id);
  if (appeal.struck_at)
    throw new AppError('lib.conflict', 'Обращение снято с журнала: срок закона здесь не идёт.');
  await beginDeed(ctx, appeal.case_id, 'request', ctx.now, `${body.from}: ${body.what}`);
  ctx.audit({ action: 'office.request-documents', object: 'case', objectId: appeal.case_id, data: {} });
  return readAppealCard(ctx, appeal.case_id);
}

/** Route: they came, and the term of that request stops. */
export async function receiveDocuments(
  ctx: Ctx,
  { params }: HandlerInput<typeof receiveDocumentsRoute>,
): Promise<AppealCard> {
  const appeal = await lockAppeal(ctx, params.id);
  const stopped = await endDeed(ctx, appeal.case_id, 'documents-received', params.termId);
  if (stopped === 0)
    throw new AppError('lib.conflict', 'Такого запроса нет или документы уже получены. Обновите карточку.');
  ctx.audit({ action: 'office.receive-documents', object: 'case', objectId: appeal.case_id, data: {} });
  return readAppealCard(ctx, appeal.case_id);
}
