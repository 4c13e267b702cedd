import { sql } from 'kysely';
import type { publishCase as publishCaseRoute } from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { releaseFiles } from '../../../base/files/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { changeColumns, lockCase } from '../card/move.ts';
import { caseHidden } from '../core/events.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';

type Publish = typeof publishCaseRoute;

/**
 * Shows a card to the public or hides it, and releases photos one by one. Both need the resident's consent, in
 * two steps; hiding never does.
 */
export async function publishCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Publish>,
): Promise<RouteReplyInput<Publish>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.publish');
  const former = await ctx.db
    .selectFrom('cases.case_file')
    .select(['has_publish_consent', 'published_at'])
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  const shows = body.published || body.releaseFiles.length > 0;
  if (shows && !former.has_publish_consent) {
    throw new AppError(
      'cases.consent-missing',
      'Житель не согласился на показ. Карточка и фото остаются скрытыми.',
    );
  }
  if (body.published && (file.status === 'rejected' || file.status === 'merged')) {
    throw new AppError(
      'cases.illegal-transition',
      'Отклонённые и присоединённые дела на карте не показывают.',
      {
        details: { status: file.status },
      },
    );
  }
  if (shows && findFact(file.fact_id ?? '')?.isPersonal) {
    throw new AppError(
      'lib.conflict',
      'Тема личная: пособия, здоровье, семья, жильё. Таких сообщений посторонним не показывают.',
    );
  }
  await requireAttached(ctx, file.id, [...body.releaseFiles, ...body.hideFiles]);
  await releaseFiles(ctx, body.releaseFiles, true);
  await releaseFiles(ctx, body.hideFiles, false);
  await changeColumns(ctx, file, {
    published_at: body.published ? (former.published_at ?? ctx.now) : null,
  });
  const wasShown = former.published_at !== null;
  if (wasShown !== body.published) {
    const text = body.published ? 'Карточка показана на карте' : 'Карточка скрыта с карты';
    await addEvents(ctx, [{ caseId: file.id, kind: 'publication', visibility: 'resident', text }]);
  }
  if ((wasShown && !body.published) || body.hideFiles.length > 0)
    ctx.announce(caseHidden, { caseId: file.id });
  ctx.audit({
    action: body.published ? 'cases.publish' : 'cases.unpublish',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, released: body.releaseFiles.length, hidden: body.hideFiles.length },
  });
  return readCaseCard(ctx, file.id);
}

/** A file of another case is as good as none. */
export async function requireAttached(ctx: Ctx, caseId: string, ids: string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const found = await ctx.db
    .selectFrom('cases.attachment')
    .select('file_id')
    .where('case_id', '=', caseId)
    .where(sql<boolean>`file_id = ANY(${wanted}::uuid[])`)
    .execute();
  if (found.length !== wanted.length)
    throw new AppError('lib.not-found', 'Такого фото в деле нет. Обновите карточку.');
}
