import { addDays } from '../../../shared/text/periods.ts';
import { addWorkingDays, localDate, localDayStart } from '../../base/deadlines/index.ts';
import { describeFiles, releaseFiles } from '../../base/files/index.ts';
import { publishAsPage } from '../../base/networks/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { publishingToday } from './pack.ts';
import { readPlaces } from './places.ts';
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
import { requireSolved } from './sources.ts';

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
  await requireReleased(ctx, pictures);
  const { source_kind: kind, source_id: sourceId } = piece;
  // A case may be back in work since, or hidden at its author's word.
  if (sourceId && (kind === 'case' || kind === 'problem')) await requireSolved(ctx, kind, sourceId);
}

/** Pictures the public may not see. */
async function findHidden(ctx: Ctx, pictures: readonly PictureRow[]): Promise<PictureRow[]> {
  const files = await describeFiles(
    ctx,
    pictures.map(({ file_id: fileId }) => fileId),
  );
  return pictures.filter(({ file_id: fileId }) => !files.get(fileId)?.released);
}

/** A case's photo goes out only as long as its keeper shows it to everybody. */
async function requireReleased(ctx: Ctx, pictures: readonly PictureRow[]): Promise<void> {
  const hidden = await findHidden(
    ctx,
    pictures.filter(({ is_borrowed: isBorrowed }) => isBorrowed),
  );
  const [first] = hidden;
  if (first)
    throw new AppError(
      'lib.conflict',
      `Картинку ${first.serial} взяли из дела, а там её больше не показывают всем. Уберите её или выпустите фото в деле.`,
    );
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
    if (place)
      await sendVariant(ctx, {
        piece,
        variant,
        pictures,
        pageId: place.manualReason ? null : place.page.network_page_id,
      });
  }
}

interface Sent {
  piece: PublicationRow;
  variant: VariantRow;
  pictures: readonly PictureRow[];
  /** The page of networks; null = a person publishes. */
  pageId: string | null;
}

async function sendVariant(ctx: Ctx, { piece, variant, pictures, pageId }: Sent): Promise<void> {
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
