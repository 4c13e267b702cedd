import type { getPhotoBoxes, setPhotoBoxes } from '../../../../shared/contract/messages/cases-photos.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { coverFile, findBoxes, releaseFiles } from '../../../base/files/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockCase } from '../card/move.ts';
import { caseHidden } from '../core/events.ts';
import { ownCases, requireOn } from '../core/reach.ts';
import { requireAttached } from '../publication/publication.ts';

type Get = typeof getPhotoBoxes;

/** Route: what is covered on a photo of one's own case. */
export async function readPhotoBoxes(ctx: Ctx, { params }: HandlerInput<Get>): Promise<RouteReplyInput<Get>> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'block', 'district_id'])
    .where('id', '=', params.id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!file) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  requireOn(ctx.actor, file, 'cases.publish');
  await requireAttached(ctx, file.id, [params.fileId]);
  return requirePicture(ctx, params.fileId);
}

type Set = typeof setPhotoBoxes;

/** Route: covers faces and plates; `release` shows the covered copy — by the resident's consent — or withdraws it. */
export async function changePhotoBoxes(
  ctx: Ctx,
  { params, body }: HandlerInput<Set>,
): Promise<RouteReplyInput<Set>> {
  const file = await lockCase(ctx, params.id);
  requireOn(ctx.actor, file, 'cases.publish');
  await requireAttached(ctx, file.id, [params.fileId]);
  if (body.release === true) await requireConsent(ctx, file.id);
  // Withdrawn first and shown last: no moment has an uncovered copy in the open.
  if (body.release === false) await releaseFiles(ctx, [params.fileId], false);
  await coverFile(ctx, params.fileId, body.boxes);
  // What was covered is shown to nobody any more, whoever had it before.
  ctx.announce(caseHidden, { caseId: file.id });
  if (body.release === true) await releaseFiles(ctx, [params.fileId], true);
  return requirePicture(ctx, params.fileId);
}

async function requirePicture(ctx: Ctx, fileId: string) {
  const found = await findBoxes(ctx, fileId);
  if (!found) throw new AppError('lib.not-found', 'Это документ, а не фото: закрывать на нём нечего.');
  return found;
}

async function requireConsent(ctx: Ctx, caseId: string): Promise<void> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select('has_publish_consent')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  if (!file.has_publish_consent)
    throw new AppError('cases.consent-missing', 'Житель не согласился на показ. Фото остаётся скрытым.');
}
