import { addDays } from '../../../shared/text/periods.ts';
import { addWorkingDays, localDate, localDayStart } from '../../base/deadlines/index.ts';
import { releaseFiles } from '../../base/files/index.ts';
import { publishAsPage } from '../../base/networks/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { publishingToday } from './pack.ts';
import { type Place, readPlaces } from './places.ts';
import { checkFlight } from './preflight.ts';
import {
  type PictureRow,
  type PublicationRow,
  picturesOf,
  setVariant,
  VARIANT_SUBJECT,
  type VariantRow,
  variantsOf,
} from './rows.ts';
import { whyUntold } from './sources.ts';

/** Refuses a piece that cannot go out, by the first thing that stands in its way. */
export async function requireFit(ctx: Ctx, piece: PublicationRow): Promise<void> {
  const variants = await variantsOf(ctx, piece.id);
  const pictures = await picturesOf(ctx, piece.id);
  const places = await readPlaces(ctx);
  if (variants.some(({ page_id: pageId }) => !places.has(pageId)))
    throw badField('variants', 'Одну из страниц больше не ведут: уберите её из публикации');
  const notes = await checkFlight(
    ctx,
    {
      text: piece.text,
      pictures: pictures.map(({ file_id: fileId, alt }) => ({ fileId, alt })),
      variants: variants.map((row) => ({ pageId: row.page_id, ownText: row.own_text, dueAt: row.due_at })),
    },
    places,
  );
  const first = notes.find(({ tone }) => tone === 'stop');
  if (first) throw badField(first.field, first.words);
  const why = await whyUntold(ctx, piece);
  if (why) throw new AppError('lib.conflict', why);
}

/** When a piece that was let out urgently has to have been looked at. */
export function reviewDueAt(ctx: Pick<Ctx, 'now'>): Date {
  const last = addWorkingDays(localDate(ctx.now), publishingToday(ctx).reviewWorkingDays);
  return localDayStart(addDays(last, 1));
}

/** Lets a piece out: each variant to its page at its moment, or to a person where the page is not connected. */
export async function releasePublication(ctx: Ctx, piece: PublicationRow): Promise<void> {
  await requireFit(ctx, piece);
  const pictures = await picturesOf(ctx, piece.id);
  const own = pictures.filter(({ is_borrowed: isBorrowed }) => !isBorrowed);
  await releaseFiles(
    ctx,
    own.map(({ file_id: fileId }) => fileId),
    true,
  );
  const places = await readPlaces(ctx);
  for (const variant of await variantsOf(ctx, piece.id)) {
    const place = places.get(variant.page_id);
    if (place) await sendVariant(ctx, { piece, variant, pictures, place });
  }
}

interface Sent {
  piece: PublicationRow;
  variant: VariantRow;
  pictures: readonly PictureRow[];
  place: Place;
}

/** Hands a variant to its page at its moment, or to a person where the page is not connected. */
export async function sendVariant(ctx: Ctx, { piece, variant, pictures, place }: Sent): Promise<void> {
  const pageId = place.manualReason ? null : place.page.network_page_id;
  const text = variant.own_text ?? piece.text;
  await setVariant(ctx, variant, { state: pageId ? 'waiting' : 'manual', said_text: text, reason: '' });
  if (!pageId) return;
  await publishAsPage(ctx, {
    pageId,
    subject: { kind: VARIANT_SUBJECT, id: variant.id },
    text,
    pictures: pictures.map(({ file_id: fileId, alt }) => ({ fileId, alt })),
    dueAt: variant.due_at,
  });
}
