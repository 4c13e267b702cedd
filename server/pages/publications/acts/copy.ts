import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import type { copyPublication as copyRoute } from '../../../../shared/contract/pages/publications-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { WEEK } from '../../../../shared/time.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPublicationCard } from '../card.ts';
import { readMadeOf } from '../picture-card/make-card.ts';
import { readPlaces } from '../places.ts';
import { picturesOf, variantsOf } from '../rows.ts';
import { insertPublication } from './write.ts';

/** The first of the weeks after a moment that is still ahead. */
export function nextWeekOf(dueAt: Date, now: Date): Date {
  const weeks = Math.max(1, Math.ceil((now.getTime() - dueAt.getTime() + 1) / WEEK));
  return new Date(dueAt.getTime() + weeks * WEEK);
}

/**
 * Route: a draft like a piece there is, for the pages of it that are still kept, at the same hour whole weeks later. What it told of is not
 * carried over: residents were told of their case by the former one.
 */
export async function copyPublication(
  ctx: Ctx,
  { params }: HandlerInput<typeof copyRoute>,
): Promise<PublicationCard> {
  const piece = await ctx.db
    .selectFrom('publications.publication')
    .select(['id', 'text', 'risk', 'brief'])
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!piece) throw new AppError('lib.not-found', 'Такой публикации нет. Обновите список.');
  const kept = await readPlaces(ctx);
  const variants = (await variantsOf(ctx, piece.id)).filter(({ page_id: id }) => kept.has(id));
  const pictures = (await picturesOf(ctx, piece.id)).map((one) => ({
    fileId: one.file_id,
    alt: one.alt,
    isBorrowed: one.is_borrowed,
    madeOf: readMadeOf(one.made_of),
  }));
  const id = await insertPublication(ctx, {
    fields: {
      text: piece.text,
      risk: piece.risk,
      brief: piece.brief,
      pictures: [],
      variants: variants.map(({ page_id: pageId, own_text: ownText, due_at: dueAt }) => ({
        pageId,
        ownText,
        dueAt: nextWeekOf(dueAt, ctx.now).toISOString(),
      })),
    },
    handed: pictures.filter(({ isBorrowed }) => !isBorrowed),
    borrowed: pictures.filter(({ isBorrowed }) => isBorrowed),
  });
  return readPublicationCard(ctx, id);
}
