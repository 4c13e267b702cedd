import type { ChangeState, PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import type * as onPages from '../../../../shared/contract/pages/publications-variants.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { blankWords, hasBlank } from '../../../../shared/text/answer-templates.ts';
import { editPublication, removePublication } from '../../../base/networks/index.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { requireOtherPerson } from '../../../lib/module/two-people.ts';
import { limitsOf, readPlaces } from '../places.ts';
import {
  type ChangeRow,
  lockVariant,
  type PublicationRow,
  setVariant,
  VARIANT_SUBJECT,
  type VariantRow,
} from '../rows.ts';
import { closeVariantAct } from './variants.ts';

type Card = PublicationCard;

interface Locked {
  piece: PublicationRow;
  variant: VariantRow;
}

function refuseSecond(error: unknown): never {
  if (isTaken(error, 'change_open'))
    throw new AppError('lib.conflict', 'Эту запись уже исправляют или снимают: дождитесь, чем это кончится.');
  throw error;
}

async function lockPublished(
  ctx: Ctx,
  { params, body }: { params: { id: string }; body: { version: number } },
): Promise<Locked> {
  const locked = await lockVariant(ctx, { id: params.id, version: body.version });
  if (locked.variant.state !== 'published')
    throw new AppError('lib.conflict', 'Исправляют и снимают то, что вышло и стоит на странице.');
  return locked;
}

async function insertChange(
  ctx: Ctx,
  variant: VariantRow,
  { kind, reason, after, state }: Pick<ChangeRow, 'kind' | 'reason' | 'after' | 'state'>,
): Promise<ChangeRow> {
  return ctx.db
    .insertInto('publications.change')
    .values({
      id: newId(),
      variant_id: variant.id,
      kind,
      reason,
      before: variant.said_text,
      after,
      state,
      made_by: actorRef(ctx.actor),
      made_by_name: nameOfActor(ctx),
      made_at: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseSecond);
}

export const setChange = (
  ctx: Ctx,
  { id }: Pick<ChangeRow, 'id'>,
  set: { state: ChangeState; state_reason?: string; done_at?: Date; approved_by_name?: string },
) =>
  ctx.db
    .updateTable('publications.change')
    .set(set)
    .where('id', '=', id)
    .execute()
    // One that failed was no longer open: another may have begun since.
    .catch(refuseSecond);

/** What a change that was done makes of its variant. */
export async function settleChange(
  ctx: Ctx,
  variant: Pick<VariantRow, 'id'>,
  change: ChangeRow,
): Promise<void> {
  await setChange(ctx, change, { state: 'done', state_reason: '', done_at: ctx.now });
  await setVariant(
    ctx,
    variant,
    change.kind === 'correct' ? { said_text: change.after } : { state: 'withdrawn', reason: change.reason },
  );
}

/** Has the page do it; where it is not connected a person has to, and says so. */
async function sendChange(ctx: Ctx, variant: VariantRow, change: ChangeRow): Promise<void> {
  const subject = { kind: VARIANT_SUBJECT, id: variant.id };
  const isAsked =
    change.kind === 'correct'
      ? await editPublication(ctx, subject, { text: change.after })
      : await removePublication(ctx, subject);
  await setChange(
    ctx,
    change,
    isAsked
      ? { state: 'doing', state_reason: '' }
      : {
          state: 'unknown',
          state_reason: 'Отклик этой записи не публиковал: сделайте это на странице и отметьте здесь',
        },
  );
}

/** Route: proposed by one, agreed to by another. */
export async function correctVariant(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof onPages.correctVariant>,
): Promise<Card> {
  const locked = await lockPublished(ctx, { params, body });
  const { variant } = locked;
  const { text, reason } = body;
  if (text === variant.said_text) throw badField('text', 'Текст тот же, что на странице');
  if (hasBlank(text)) throw badField('text', blankWords);
  const place = (await readPlaces(ctx)).get(variant.page_id);
  const [taken] = place ? limitsOf(ctx, [place.page.network]) : [];
  if (taken && text.length > taken.text) throw badField('text', `Сеть примет не больше ${taken.text} знаков`);
  await insertChange(ctx, variant, { kind: 'correct', reason, after: text, state: 'approval' });
  return closeVariantAct(ctx, locked, 'correct-variant', {
    what: 'исправление на согласовании',
    note: reason,
  });
}

/** Route: at once, for what is wrong should not stand while somebody is looked for. */
export async function withdrawVariant(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof onPages.withdrawVariant>,
): Promise<Card> {
  const locked = await lockPublished(ctx, { params, body });
  const { variant } = locked;
  const change = await insertChange(ctx, variant, {
    kind: 'withdraw',
    reason: body.reason,
    after: '',
    state: 'approval',
  });
  await sendChange(ctx, variant, change);
  return closeVariantAct(ctx, locked, 'withdraw-variant', {
    what: 'снимается со страницы',
    note: body.reason,
  });
}

async function lockChange(
  ctx: Ctx,
  { params, body }: { params: { id: string; change: string }; body: { version: number } },
  states: readonly ChangeState[],
): Promise<Locked & { change: ChangeRow }> {
  const locked = await lockVariant(ctx, { id: params.id, version: body.version });
  const change = await ctx.db
    .selectFrom('publications.change')
    .selectAll()
    .where('id', '=', params.change)
    .where('variant_id', '=', params.id)
    .forUpdate()
    .executeTakeFirst();
  if (!change) throw new AppError('lib.not-found', 'Такого исправления нет. Обновите страницу.');
  if (!states.includes(change.state))
    throw new AppError('lib.conflict', 'Чем кончилось это исправление, уже известно.');
  return { ...locked, change };
}

/** Route. */
export async function approveCorrection(
  ctx: Ctx,
  input: HandlerInput<typeof onPages.approveCorrection>,
): Promise<Card> {
  const { change, ...locked } = await lockChange(ctx, input, ['approval']);
  requireOtherPerson(ctx.actor, change.made_by, 'Исправление согласует другой человек.');
  await sendChange(ctx, locked.variant, change);
  await ctx.db
    .updateTable('publications.change')
    .set({ approved_by_name: nameOfActor(ctx) })
    .where('id', '=', change.id)
    .execute();
  return closeVariantAct(ctx, locked, 'approve-correction', { what: 'исправление согласовано' });
}

/** Route. */
export async function returnCorrection(
  ctx: Ctx,
  input: HandlerInput<typeof onPages.returnCorrection>,
): Promise<Card> {
  const { reason } = input.body;
  const { change, ...locked } = await lockChange(ctx, input, ['approval']);
  await setChange(ctx, change, { state: 'returned', state_reason: reason });
  return closeVariantAct(ctx, locked, 'return-correction', {
    what: 'исправление не согласовано',
    note: reason,
  });
}

/** Route: a person has looked at the page. */
export async function settleCorrection(
  ctx: Ctx,
  input: HandlerInput<typeof onPages.settleCorrection>,
): Promise<Card> {
  const { isDone } = input.body;
  const { change, ...locked } = await lockChange(ctx, input, ['failed', 'unknown']);
  if (isDone) await settleChange(ctx, locked.variant, change);
  else await sendChange(ctx, locked.variant, change);
  return closeVariantAct(ctx, locked, 'settle-correction', {
    what: isDone ? 'изменение видно на странице' : 'изменение отправлено снова',
  });
}
