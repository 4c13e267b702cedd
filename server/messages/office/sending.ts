import { sql } from 'kysely';
import type { AppealCard } from '../../../shared/contract/messages/office.ts';
import type {
  leaveNamelessAppeal,
  sendDocument as sendDocumentRoute,
} from '../../../shared/contract/messages/office-documents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { requireLawful } from '../../base/regimes/index.ts';
import { organisationOf } from '../../lib/documents/letterhead.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  endDeed,
  endForwards,
  leaveUnanswered,
  namesGround,
  recordAnswerSent,
  recordNotice,
  STATUTORY_APPEAL,
} from '../cases/index.ts';
import { readAppealCard } from './appeal.ts';
import { lockAppeal } from './appeal-line.ts';
import { lockDocument } from './document-rows.ts';
import { setStorage } from './enter.ts';
import { mailLetter } from './post.ts';

/** Route: the signed letter went out; a copy of several stops its seven days. */
export async function sendDocument(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof sendDocumentRoute>,
): Promise<AppealCard> {
  const { row, appeal, caseId, letter } = await lockDocument(ctx, params.id, body.version, 'office.keep');
  if (!row.signed_at) throw new AppError('lib.conflict', 'Письмо ещё не подписано: отправлять нечего.');
  if (row.sent_at) throw new AppError('lib.conflict', 'Отправка уже отмечена.');
  organisationOf(row.signed_at);
  if (body.how === 'email') await mailLetter(ctx, { row, appeal, caseId, letter });
  await ctx.db
    .updateTable('office.document')
    .set({ sent_at: ctx.now, sent_how: body.how, version: sql`version + 1` })
    .where('id', '=', row.id)
    .execute();
  await ctx.db
    .updateTable('office.copy')
    .set({ sent_at: ctx.now })
    .where('document_id', '=', row.id)
    .execute();
  await endSent(ctx, caseId, row, appeal.signs);
  ctx.audit({
    action: 'office.send-document',
    object: 'case',
    objectId: caseId,
    data: { document: row.id, how: body.how },
  });
  return readAppealCard(ctx, caseId);
}

/** Letters that tell the applicant what was decided. */
const notices: readonly string[] = ['forward-notice', 'extension-notice', 'termination-notice'];

/** A letter made before the case came back would tell the former answer. */
async function requireLatestAnswer(ctx: Ctx, caseId: string, madeAt: Date): Promise<void> {
  const answer = await ctx.db
    .selectFrom('cases.v_released_answer')
    .select('decided_at')
    .where('case_id', '=', caseId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (answer?.decided_at && answer.decided_at > madeAt)
    throw new AppError(
      'lib.conflict',
      'Письмо подготовлено по прежнему ответу. Подготовьте новое: ответ с тех пор изменён.',
    );
}

/** A notice instead of an answer names the ground of article 11 it stands on. */
export function requireGround(signs: readonly string[]): void {
  requireLawful(STATUTORY_APPEAL, 'leave-unanswered', [
    'notice-sent',
    ...(namesGround(signs) ? (['ground-named'] as const) : []),
  ]);
}

/** What the law timed is done by the letter that went out. */
async function endSent(
  ctx: Ctx,
  caseId: string,
  { kind, number, made_at }: { kind: string; number: string | null; made_at: Date },
  signs: readonly string[],
): Promise<void> {
  if (kind === 'answer-letter') {
    await requireLatestAnswer(ctx, caseId, made_at);
    await recordAnswerSent(ctx, caseId, number);
    await setStorage(ctx, caseId);
  }
  if (notices.includes(kind)) await recordNotice(ctx, caseId);
  if (kind === 'return-notice') {
    requireGround(signs);
    await endUnanswered(ctx, caseId, number);
  }
  if (kind !== 'forward-letter') return;
  const copies = await ctx.db
    .selectFrom('office.copy')
    .select(['body_id', 'sent_at'])
    .where('case_id', '=', caseId)
    .execute();
  const gone = copies.filter(({ sent_at }) => sent_at !== null);
  await endForwards(
    ctx,
    caseId,
    gone.map(({ body_id }) => body_id),
  );
  if (gone.length === copies.length) await endDeed(ctx, caseId, 'copies-sent');
}

/** With the notice of ст. 11 the appeal is over: its case closes by itself, its line says that it was not considered. */
async function endUnanswered(ctx: Ctx, caseId: string, number: string | null): Promise<void> {
  await endDeed(ctx, caseId, 'returned');
  const text = `Ответ не даётся (59-ФЗ, ст. 11): направлено уведомление № ${number ?? ''}`.trim();
  if (!(await leaveUnanswered(ctx, caseId, text, 'leave-unanswered'))) return;
  await noteNotConsidered(ctx, caseId);
}

async function noteNotConsidered(ctx: Ctx, caseId: string): Promise<void> {
  await ctx.db
    .updateTable('office.appeal')
    .set({ result: 'not_considered', version: sql`version + 1`, changed_at: ctx.now })
    .where('case_id', '=', caseId)
    .where('result', 'is', null)
    .execute();
  await setStorage(ctx, caseId);
}

/**
 * Route: nobody can be answered or told, the name or the address is missing (59-ФЗ, ст. 11 ч. 1): over without a letter. Refused while a
 * reported crime has not been forwarded.
 */
export async function leaveNameless(
  ctx: Ctx,
  { params }: HandlerInput<typeof leaveNamelessAppeal>,
): Promise<AppealCard> {
  const appeal = await lockAppeal(ctx, params.id);
  const text = 'Ответ не даётся: фамилия или обратный адрес не указаны (59-ФЗ, ст. 11 ч. 1)';
  if (!(await leaveUnanswered(ctx, appeal.case_id, text, 'leave-anonymous')))
    throw new AppError(
      'lib.conflict',
      'Дело уже закрыто, передано или на него ответили: оставлять без ответа нечего.',
    );
  await noteNotConsidered(ctx, appeal.case_id);
  ctx.audit({ action: 'office.leave-nameless', object: 'case', objectId: appeal.case_id, data: {} });
  return readAppealCard(ctx, appeal.case_id);
}
