import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import type * as onPages from '../../../../shared/contract/pages/publications-variants.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDateTime } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { movePublication, settleUnknownPublication } from '../../../base/networks/index.ts';
import { readCity } from '../../../lib/city.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPublicationCard } from '../card.ts';
import { readPlaces } from '../places.ts';
import { readQuietDays } from '../preflight.ts';
import { sendVariant } from '../release.ts';
import {
  lockVariant,
  type PublicationRow,
  picturesOf,
  setVariant,
  updatePublication,
  VARIANT_SUBJECT,
  type VariantRow,
} from '../rows.ts';
import { whyUntold } from '../sources.ts';
import { tellPublicationAct } from '../store.ts';
import { noteVariantOut } from '../told.ts';

type Card = PublicationCard;

/** «Администрация, ВКонтакте»: which of the variants an act was of. */
async function titleOfPlace(ctx: Ctx, { page_id: pageId }: Pick<VariantRow, 'page_id'>): Promise<string> {
  return (await readPlaces(ctx)).get(pageId)?.title ?? 'страница в архиве';
}

/** What every act on a variant ends with: the next version of its piece, the history, the card. */
export async function closeVariantAct(
  ctx: Ctx,
  { piece, variant }: { piece: PublicationRow; variant: VariantRow },
  act: string,
  { what, note = '' }: { what: string; note?: string },
): Promise<Card> {
  await updatePublication(ctx, piece, {});
  await tellPublicationAct(ctx, piece.id, act, {
    what: `${await titleOfPlace(ctx, variant)}: ${what}`,
    note,
    data: { variant: variant.id },
  });
  return readPublicationCard(ctx, piece.id);
}

/** A moment that is to come, of a day pages speak on. */
async function requireMoment(ctx: Ctx, said: string): Promise<Date> {
  const dueAt = new Date(said);
  if (dueAt < ctx.now) throw badField('dueAt', 'Это время уже прошло');
  const reason = (await readQuietDays(ctx)).get(localDate(dueAt));
  if (reason !== undefined) throw badField('dueAt', `В этот день страницы молчат — ${reason}`);
  return dueAt;
}

/** Route. Its words stay as they were agreed to: only the moment is another. */
export async function moveVariant(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof onPages.moveVariant>,
): Promise<Card> {
  const locked = await lockVariant(ctx, { id: params.id, version: body.version });
  const { piece, variant } = locked;
  const dueAt = await requireMoment(ctx, body.dueAt);
  if (piece.state === 'cancelled' || !['planned', 'waiting', 'manual'].includes(variant.state))
    throw new AppError('lib.conflict', 'Переносят то, что ещё не вышло.');
  const subject = { kind: VARIANT_SUBJECT, id: variant.id };
  if (variant.state === 'waiting' && !(await movePublication(ctx, subject, dueAt)))
    throw new AppError('lib.conflict', 'Запись уже выходит: перенести её нельзя.');
  await setVariant(ctx, variant, { due_at: dueAt });
  return closeVariantAct(ctx, locked, 'move-variant', {
    what: `перенесена на ${formatDateTime(dueAt, readCity(ctx.config).zone)}`,
  });
}

/** Route: what was stopped comes out after all, as it was agreed to: its page is kept again, its case is shown again. */
export async function resumeVariant(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof onPages.resumeVariant>,
): Promise<Card> {
  const locked = await lockVariant(ctx, { id: params.id, version: body.version });
  const { piece, variant } = locked;
  const dueAt = await requireMoment(ctx, body.dueAt);
  if (variant.state !== 'cancelled' || piece.state !== 'approved')
    throw new AppError('lib.conflict', 'Эту запись не останавливали. Обновите страницу.');
  const place = (await readPlaces(ctx)).get(variant.page_id);
  if (!place)
    throw new AppError('lib.conflict', 'Страница в архиве: сначала верните её в «Страницах», в «Архиве».');
  const why = await whyUntold(ctx, piece);
  if (why) throw new AppError('lib.conflict', why);
  await setVariant(ctx, variant, { due_at: dueAt });
  const pictures = await picturesOf(ctx, piece.id);
  await sendVariant(ctx, { piece, variant: { ...variant, due_at: dueAt }, pictures, place });
  return closeVariantAct(ctx, locked, 'resume-variant', {
    what: `выйдет всё-таки, ${formatDateTime(dueAt, readCity(ctx.config).zone)}`,
  });
}

/** Route: a person has looked, and it is not there. */
export async function retryVariant(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof onPages.retryVariant>,
): Promise<Card> {
  const locked = await lockVariant(ctx, { id: params.id, version: body.version });
  const { variant } = locked;
  const isTried =
    ['failed', 'unknown'].includes(variant.state) &&
    (await settleUnknownPublication(ctx, { kind: VARIANT_SUBJECT, id: variant.id }, 'again'));
  if (!isTried) throw new AppError('lib.conflict', 'Повторяют то, что не вышло. Обновите страницу.');
  await setVariant(ctx, variant, { state: 'waiting', reason: '' });
  return closeVariantAct(ctx, locked, 'retry-variant', { what: 'отправлена снова' });
}

const hostOf = (url: string): string => new URL(url).host.replace(/^(?:www|m)\./u, '');

/** Route: it stands there, at this address. */
export async function proveVariant(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof onPages.proveVariant>,
): Promise<Card> {
  const locked = await lockVariant(ctx, { id: params.id, version: body.version });
  const { piece, variant } = locked;
  const publishedAt = new Date(body.publishedAt);
  if (publishedAt > ctx.now) throw badField('publishedAt', 'Это время ещё не наступило');
  const place = (await readPlaces(ctx)).get(variant.page_id);
  if (place && hostOf(place.page.url) !== hostOf(body.url))
    throw badField('url', `Этот адрес не на странице «${place.page.title}»: нужен ${hostOf(place.page.url)}`);
  if (!['manual', 'unknown', 'failed'].includes(variant.state))
    throw new AppError('lib.conflict', 'Чем кончилась эта запись, уже известно.');
  if (variant.state !== 'manual') {
    const subject = { kind: VARIANT_SUBJECT, id: variant.id };
    if (!(await settleUnknownPublication(ctx, subject, { published: body.url })))
      throw badField('url', 'По этому адресу стоит другая наша запись, или чем кончилась эта, уже известно');
  }
  await setVariant(ctx, variant, {
    state: 'published',
    url: body.url,
    published_at: publishedAt,
    reason: '',
  });
  await noteVariantOut(ctx, piece, variant, body.url);
  return closeVariantAct(ctx, locked, 'prove-variant', { what: 'вышла', note: body.url });
}
