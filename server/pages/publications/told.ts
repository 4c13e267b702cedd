import { z } from 'zod';
import { sourceKinds } from '../../../shared/contract/pages/publications.ts';
import { type Ctx, defineEvent } from '../../lib/module/context.ts';
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

export function announcePublished(ctx: Ctx, piece: PublicationRow, { id }: Pick<VariantRow, 'id'>): void {
  const { source_kind: kind, source_id: sourceId } = piece;
  ctx.announce(variantPublished, {
    publicationId: piece.id,
    variantId: id,
    source: kind && sourceId ? { kind, id: sourceId } : null,
  });
}
