import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import type * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { cancelPublication as cancelInNetwork } from '../../../base/networks/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { isOwnWork, requireOtherPerson } from '../../../lib/module/two-people.ts';
import { currentApprovals, putApproval } from '../approvals.ts';
import { readPublicationCard } from '../card.ts';
import { factsOf, refuseFacts, requireFacts } from '../facts/check-facts.ts';
import { requireRisk } from '../pack.ts';
import { releasePublication, requireFit, reviewDueAt } from '../release.ts';
import {
  lockPublication,
  nothingUrgent,
  setVariant,
  updatePublication,
  VARIANT_SUBJECT,
  type VariantRow,
  variantsOf,
} from '../rows.ts';
import { settleApproval, tellLeft } from '../settle-approval.ts';
import { tellPublicationAct } from '../store.ts';
import { tellAuthor } from '../tell-author.ts';

type Card = PublicationCard;
interface Seen {
  params: { id: string };
  body: { version: number };
}

const seenIn = ({ params, body }: Seen) => ({ id: params.id, version: body.version });

/** Route. */
export async function submitPublication(
  ctx: Ctx,
  input: HandlerInput<typeof acts.submitPublication>,
): Promise<Card> {
  const piece = await lockPublication(ctx, seenIn(input), {
    states: ['draft', 'returned'],
    words: 'Эта публикация уже на согласовании или согласована.',
  });
  await requireFit(ctx, piece);
  await updatePublication(ctx, piece, { state: 'approval', round: piece.round + 1, reason: '' });
  await tellPublicationAct(ctx, piece.id, 'submit-publication', { what: 'отправлена на согласование' });
  return readPublicationCard(ctx, piece.id);
}

const byReason = 'Верните публикацию, чтобы текст поправили, или согласуйте с причиной.';
const notAwaited = 'Эта публикация не ждёт согласования.';

/** Route: another than its author agrees; of a sensitive piece two do, each once. */
export async function approvePublication(
  ctx: Ctx,
  input: HandlerInput<typeof acts.approvePublication>,
): Promise<Card> {
  const piece = await lockPublication(ctx, seenIn(input), { states: ['approval'], words: notAwaited });
  requireOtherPerson(
    ctx.actor,
    piece.made_by,
    'Публикацию согласует другой человек, не тот, кто её написал.',
  );
  const given = await currentApprovals(ctx, piece);
  if (given.some((one) => isOwnWork(ctx.actor, one.by_ref)))
    throw new AppError('lib.conflict', 'Вы уже согласовали: нужен ещё один человек.');
  const { despite } = input.body;
  const facts = await factsOf(ctx, piece);
  const isOverridden = facts.length > 0 && despite !== '';
  if (despite === '') refuseFacts(facts, byReason);
  await putApproval(ctx, piece, true, isOverridden ? despite : '');
  const left = await settleApproval(ctx, piece);
  await tellPublicationAct(ctx, piece.id, 'approve-publication', {
    what: `${tellLeft(left)}${isOverridden ? ', хотя срок в тексте другой' : ''}`,
    note: isOverridden ? despite : '',
    data: isOverridden ? { despite, facts: facts.map(({ source }) => source.title) } : {},
  });
  return readPublicationCard(ctx, piece.id);
}

/** Route. */
export async function returnPublication(
  ctx: Ctx,
  input: HandlerInput<typeof acts.returnPublication>,
): Promise<Card> {
  const { reason } = input.body;
  const piece = await lockPublication(ctx, seenIn(input), { states: ['approval'], words: notAwaited });
  await putApproval(ctx, piece, false, reason);
  await updatePublication(ctx, piece, { state: 'returned', reason });
  await tellPublicationAct(ctx, piece.id, 'return-publication', {
    what: 'возвращена на доработку',
    note: reason,
  });
  await tellAuthor(ctx, piece, { what: 'Публикацию вернули на доработку', reason });
  return readPublicationCard(ctx, piece.id);
}

/** Route: out at once, or at its moment, without anybody's consent; another looks at it within a working day. */
export async function publishUrgently(
  ctx: Ctx,
  input: HandlerInput<typeof acts.publishUrgently>,
): Promise<Card> {
  const { reason } = input.body;
  const piece = await lockPublication(ctx, seenIn(input), {
    states: ['draft', 'returned', 'approval'],
    words: 'Эта публикация уже согласована.',
  });
  if (!requireRisk(ctx, piece.risk).mayBeUrgent)
    throw new AppError('lib.forbidden', 'Такие публикации срочно не выпускают: нужны все согласования.');
  await requireFacts(ctx, piece, 'Поправьте текст или отдайте на согласование: срочно так не выпустить.');
  await releasePublication(ctx, piece);
  await updatePublication(ctx, piece, {
    state: 'approved',
    is_urgent: true,
    urgent_reason: reason,
    review_by: reviewDueAt(ctx),
    // Whoever lets it out answers for it: another than them looks.
    made_by: actorRef(ctx.actor),
    made_by_name: nameOfActor(ctx),
  });
  await tellPublicationAct(ctx, piece.id, 'publish-urgently', { what: 'выпущена срочно', note: reason });
  return readPublicationCard(ctx, piece.id);
}

/** Route. */
export async function reviewUrgent(ctx: Ctx, input: HandlerInput<typeof acts.reviewUrgent>): Promise<Card> {
  const piece = await lockPublication(ctx, seenIn(input));
  if (!piece.is_urgent || piece.reviewed_at !== null)
    throw new AppError('lib.conflict', 'Эта публикация не ждёт проверки.');
  requireOtherPerson(ctx.actor, piece.made_by, 'Срочную публикацию проверяет другой человек.');
  await updatePublication(ctx, piece, { reviewed_at: ctx.now, reviewed_by_name: nameOfActor(ctx) });
  await tellPublicationAct(ctx, piece.id, 'review-urgent', { what: 'срочная проверена' });
  return readPublicationCard(ctx, piece.id);
}

/** Stops whatever has not begun; refuses where something of the piece is out or on its way out. */
async function stopVariants(
  ctx: Ctx,
  variants: readonly VariantRow[],
  state: 'planned' | 'cancelled',
): Promise<void> {
  const isOut = variants.some(
    (row) => !['planned', 'waiting', 'manual', 'failed', 'cancelled'].includes(row.state),
  );
  if (isOut)
    throw new AppError('lib.conflict', 'Часть уже вышла или выходит: вышедшее исправляют или снимают.');
  for (const variant of variants) {
    // One that failed is let go there too: else the network would take it for asked for already when it goes out again.
    const isAsked = variant.state === 'waiting' || variant.state === 'failed';
    const isStopped = !isAsked || (await cancelInNetwork(ctx, { kind: VARIANT_SUBJECT, id: variant.id }));
    if (!isStopped)
      throw new AppError(
        'lib.conflict',
        'Запись уже выходит. Подождите минуту и посмотрите, чем это кончилось.',
      );
    await setVariant(ctx, variant, { state, said_text: '', reason: '' });
  }
}

/** Route. */
export async function recallPublication(
  ctx: Ctx,
  input: HandlerInput<typeof acts.recallPublication>,
): Promise<Card> {
  const piece = await lockPublication(ctx, seenIn(input), {
    states: ['approval', 'approved'],
    words: 'Эта публикация и так у вас.',
  });
  await stopVariants(ctx, await variantsOf(ctx, piece.id), 'planned');
  await updatePublication(ctx, piece, { state: 'draft', ...nothingUrgent });
  await tellPublicationAct(ctx, piece.id, 'recall-publication', {
    what: 'возвращена автору: ещё нигде не вышла',
  });
  return readPublicationCard(ctx, piece.id);
}

/** Route. */
export async function cancelPublication(
  ctx: Ctx,
  input: HandlerInput<typeof acts.cancelPublication>,
): Promise<Card> {
  const { reason } = input.body;
  const piece = await lockPublication(ctx, seenIn(input), {
    states: ['draft', 'returned', 'approval', 'approved'],
    words: 'Эта публикация уже не выйдет.',
  });
  await stopVariants(ctx, await variantsOf(ctx, piece.id), 'cancelled');
  await updatePublication(ctx, piece, { state: 'cancelled', reason });
  await tellPublicationAct(ctx, piece.id, 'cancel-publication', { what: 'не выйдет', note: reason });
  return readPublicationCard(ctx, piece.id);
}
