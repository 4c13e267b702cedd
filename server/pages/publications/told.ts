import { z } from 'zod';
import { sourceKinds } from '../../../shared/contract/pages/publications.ts';
import { type Ctx, defineEvent } from '../../lib/module/context.ts';
import { tellPublished } from '../../messages/cases/index.ts';
import { casesOfProblem } from '../../messages/problems/index.ts';
import { readPlaces } from './places.ts';
import type { PublicationRow, VariantRow } from './rows.ts';

/** A page said it. `source`: what the piece tells of. */
export const variantPublished = defineEvent(
  'publications.variant-published',
  z.object({
    publicationId: z.uuid(),
    variantId: z.uuid(),
    source: z.object({ kind: z.enum(sourceKinds), id: z.uuid() }).nullable(),
  }),
);

/** A variant came out: whoever listens learns of it, and residents whose matter it tells of do, once for a piece. */
export async function noteVariantOut(
  ctx: Ctx,
  piece: PublicationRow,
  variant: Pick<VariantRow, 'id' | 'page_id'>,
  url: string,
): Promise<void> {
  const { source_kind: kind, source_id: sourceId } = piece;
  ctx.announce(variantPublished, {
    publicationId: piece.id,
    variantId: variant.id,
    source: kind && sourceId ? { kind, id: sourceId } : null,
  });
  // What another asked to be placed is no resident's matter.
  if (!kind || kind === 'request' || !sourceId || (await isToldBefore(ctx, piece, variant))) return;
  const caseIds = kind === 'problem' ? await casesOfProblem(ctx, sourceId) : [sourceId];
  const page = (await readPlaces(ctx)).get(variant.page_id)?.page.title ?? '';
  await tellPublished(ctx, caseIds, { page, url });
}

/** The piece is locked: of two variants that come out at once one is the first. */
async function isToldBefore(
  ctx: Ctx,
  { id }: PublicationRow,
  { id: variantId }: Pick<VariantRow, 'id'>,
): Promise<boolean> {
  const other = await ctx.db
    .selectFrom('publications.variant')
    .select('id')
    .where('publication_id', '=', id)
    .where('id', '<>', variantId)
    .where('published_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
