import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { claimFiles, type FileAccess } from '../../base/files/index.ts';
import { endDeed, settleUnknownDeed } from '../../base/networks/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { readActCard } from './card.ts';
import { becomeHidden, becomeLost, becomeRestored } from './outcome.ts';
import { lockAct, seenActs } from './rows.ts';
import { ACT_SUBJECT, tellAct, updateAct } from './store.ts';
import { isReturning } from './workflow.ts';

type Card = contract.ActCard;

const known = (): AppError => new AppError('lib.conflict', 'Чем кончилось в сети, уже известно.');

/** Route: what nobody knows of a deed, a person who has looked in the network settles. It is never tried again by itself. */
export async function settleAct(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.settleAct>,
): Promise<Card> {
  const act = await lockAct(ctx, params.id, body.version, body.as);
  const kind = isReturning(act.state) ? 'restore' : 'hide';
  const subject = { kind: ACT_SUBJECT, id: act.id };
  if (body.as === 'done') {
    if (!(await endDeed(ctx, kind, subject))) throw known();
    const done = { at: ctx.now, way: 'network' as const };
    await (kind === 'hide' ? becomeHidden(ctx, act, done) : becomeRestored(ctx, act, done));
  } else if (body.as === 'again') {
    // The database lets a page begin only what the decision says is begun.
    await updateAct(ctx, act, { state: kind === 'hide' ? 'hiding' : 'restoring', reason: '' });
    if (!(await settleUnknownDeed(ctx, kind, subject))) throw known();
  } else {
    await becomeLost(ctx, act);
  }
  await tellAct(ctx, act, 'settle', {
    what: { done: 'человек посмотрел: в сети сделано', again: 'сеть просят снова', lost: 'вернуть нельзя' }[
      body.as
    ],
    data: { as: body.as },
  });
  return readActCard(ctx, act.id);
}

/** Route: it was done in the network by hand; the proof stays with the decision. */
export async function proveAct(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.proveAct>,
): Promise<Card> {
  const act = await lockAct(ctx, params.id, body.version, 'prove');
  if (!body.url && !body.file)
    throw badField('url', 'Приложите снимок экрана или вставьте адрес: рукой сделанное доказывают');
  const files = body.file ? await claimFiles(ctx, [body.file]) : [];
  const proof = { fileId: files[0]?.id ?? null, url: body.url };
  const done = { at: ctx.now, way: 'hand' as const, proof };
  await (isReturning(act.state) ? becomeRestored(ctx, act, done) : becomeHidden(ctx, act, done));
  await tellAct(ctx, act, 'prove', {
    what: 'сделано в сети рукой, доказательство приложено',
    data: { file: proof.fileId },
  });
  return readActCard(ctx, act.id);
}

/** A proof is seen by whoever sees its decision. */
export async function accessProof(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (!hasPermission(ctx, 'moderation.read')) return 'denied';
  const found = await ctx.db
    .selectFrom('moderation.act as act')
    .select('act.id')
    .where('act.proof_file_id', '=', fileId)
    .where(seenActs(ctx.actor))
    .executeTakeFirst();
  return found ? 'full' : 'denied';
}
